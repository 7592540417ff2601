import type { BotRecord } from '../store/records.ts';
import type { MemberSetting } from './members.ts';
import { seedStart } from './period.ts';

const botNames = [
  'Build Herald',
  'Deploy Otter',
  'Standup Clerk',
  'Error Lantern',
  'Poll Parrot',
  'Meeting Scribe',
  'Übersetzer',
];

/** The bot of the app whose tokens the sandbox hands out. */
export function appBot(setting: MemberSetting): BotRecord {
  const { app } = setting;
  return { ...botBase(app.botId), name: app.name, app_id: app.id, user_id: app.botUserId };
}

/** The bot of some other app; `number` counts the workspace's bots. */
export function otherBot(setting: MemberSetting, number: number): BotRecord {
  const name = number <= botNames.length ? (botNames[number - 1] ?? '') : `${setting.random.pick(botNames)} ${number}`;
  return { ...botBase(setting.ids.next('B')), name, app_id: setting.ids.next('A'), user_id: setting.ids.next('U') };
}

/** A bot without a user: all that messages know of their author is its `bot_id`. */
export function webhookBot(setting: MemberSetting): BotRecord {
  return { ...botBase(setting.ids.next('B')), name: 'incoming-webhook', app_id: setting.ids.next('A') };
}

function botBase(id: string): Pick<BotRecord, 'id' | 'deleted' | 'updated' | 'icons'> {
  const image = (size: number): string => `https://a.slack-edge.com/80588/img/plugins/app/bot_${size}.png`;
  return {
    id,
    deleted: false,
    updated: seedStart,
    icons: { image_36: image(36), image_48: image(48), image_72: image(72) },
  };
}
