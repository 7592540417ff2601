import { hashText } from '../../support/random.ts';
import type { ProfileRecord } from '../store/records.ts';

/** A profile with a name and a made-up picture, and nothing else. */
export function blankProfile(teamId: string, userId: string, realName: string): ProfileRecord {
  const hash = avatarHash(userId);
  const image = (size: number): string => `https://avatars.slack-edge.com/default/${hash}_${size}.png`;
  return {
    title: '',
    phone: '',
    skype: '',
    real_name: realName,
    real_name_normalized: realName,
    display_name: '',
    display_name_normalized: '',
    status_text: '',
    status_text_canonical: '',
    status_emoji: '',
    status_emoji_display_info: [],
    status_expiration: 0,
    avatar_hash: hash,
    image_24: image(24),
    image_32: image(32),
    image_48: image(48),
    image_72: image(72),
    image_192: image(192),
    image_512: image(512),
    team: teamId,
  };
}

/** The fields of a picture a person uploaded. */
export function customImage(userId: string): Partial<ProfileRecord> {
  const address = `https://avatars.slack-edge.com/2024-05-14/${avatarHash(userId)}`;
  return { is_custom_image: true, image_original: `${address}_original.jpg`, image_1024: `${address}_1024.jpg` };
}

function avatarHash(userId: string): string {
  return (
    hashText(userId).toString(16).padStart(8, '0') + hashText(`${userId}/`).toString(16).padStart(4, '0').slice(0, 4)
  );
}
