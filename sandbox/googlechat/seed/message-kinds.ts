import { headline, paragraph, sentence } from '../../support/prose.ts';
import type { Random } from '../../support/random.ts';
import type { StoredMessage } from '../store/records.ts';
import type { Space } from '../store/space.ts';
import type { Content } from '../store/store.ts';
import type { RichText, Span } from '../text/rich-text.ts';
import { seedDriveFile, seedUpload } from './files.ts';

/** What a message is built from. */
export interface MessageSetting {
  readonly content: Content;
  readonly space: Space;
  readonly random: Random;
  /** A person in the space. */
  readonly authorId: string;
  /** People in the space. */
  readonly people: readonly string[];
  /** People who have left. */
  readonly former: readonly string[];
  /** Apps in the space. */
  readonly apps: readonly string[];
}

/** What a kind decides; the timeline adds id, thread and time. */
export type MessageBody = Pick<StoredMessage, 'content'> &
  Partial<
    Pick<StoredMessage, 'senderId' | 'attachments' | 'cardsV2' | 'fallbackText' | 'gifs' | 'privateTo' | 'clientId'>
  >;

type Build = (setting: MessageSetting) => MessageBody;

/** The kinds of content, by weight. Every space with enough messages begins with one of each. */
export const messageKinds: readonly (readonly [build: Build, weight: number])[] = [
  [({ random }) => ({ content: text(paragraph(random)) }), 48],
  [mention, 10],
  [mentionAll, 2],
  [links, 8],
  [googleLinks, 2],
  [styles, 6],
  [list, 4],
  [code, 4],
  [emoji, 3],
  [upload, 4],
  [driveFile, 3],
  [gif, 1],
  [card, 6],
  [appText, 3],
  [privateMessage, 1],
];

const text = (value: string): RichText => [{ kind: 'text', text: value }];

function mention(setting: MessageSetting): MessageBody {
  const { random, content, people, former } = setting;
  const id = random.pick(former.length > 0 && random.chance(0.1) ? former : people);
  const label = content.users.get(id)?.displayName ?? 'Unknown';
  return { content: [{ kind: 'mention', user: `users/${id}`, label }, ...text(` ${sentence(random)}`)] };
}

function mentionAll({ random }: MessageSetting): MessageBody {
  return { content: [{ kind: 'mention', user: 'users/all', label: 'all' }, ...text(` ${sentence(random)}`)] };
}

function links({ random }: MessageSetting): MessageBody {
  const url = `https://docs.example.com/${random.integer(100, 999)}?a=1&b=${random.integer(1, 9)}`;
  const link: Span = { kind: 'link', url, text: random.chance(0.5) ? headline(random) : url };
  return { content: [...text(`${sentence(random)} `), link] };
}

function googleLinks({ random, content, space }: MessageSetting): MessageBody {
  const document = `https://docs.google.com/document/d/${content.ids.driveFile()}/edit`;
  const url = random.chance(0.6) ? document : `https://chat.google.com/room/${space.id}`;
  return { content: [...text(`${sentence(random)} `), { kind: 'link', url, text: url }] };
}

function styles({ random }: MessageSetting): MessageBody {
  return {
    content: [
      { kind: 'text', text: headline(random), bold: true },
      { kind: 'text', text: ' ' },
      { kind: 'text', text: headline(random), italic: true },
      { kind: 'text', text: ', ' },
      { kind: 'text', text: 'not this', strike: true },
      { kind: 'text', text: ' but ' },
      { kind: 'code', text: 'npm run build' },
      { kind: 'text', text: '. 2 * 3 < 7 & _plain_' },
    ],
  };
}

function list({ random }: MessageSetting): MessageBody {
  return { content: text(`${sentence(random)}\n• ${headline(random)}\n• ${headline(random)}`) };
}

function code({ random }: MessageSetting): MessageBody {
  const source = `if (retries < ${random.integer(2, 9)} && !done) {\n  await retry();\n}`;
  return { content: [...text(`${sentence(random)}\n`), { kind: 'block', text: source }] };
}

function emoji({ random }: MessageSetting): MessageBody {
  return { content: [{ kind: 'emoji', name: 'team-parrot', uid: 'parrot-uid' }, ...text(` ${sentence(random)} 🎉`)] };
}

function upload({ content, random, space }: MessageSetting): MessageBody {
  const attachments = Array.from({ length: random.integer(1, 2) }, () => seedUpload(content, random, space.id));
  return { content: random.chance(0.7) ? text(sentence(random)) : [], attachments };
}

function driveFile({ content, random, space, authorId }: MessageSetting): MessageBody {
  const file = seedDriveFile(content, random, { spaceId: space.id, ownerId: authorId });
  return { content: text(sentence(random)), attachments: [file] };
}

function gif({ random }: MessageSetting): MessageBody {
  return { content: [], gifs: [`https://media.example/gif/${random.integer(1000, 9999)}.gif`] };
}

/** A card by an app; in a space without apps plain text. */
function card({ random, apps }: MessageSetting): MessageBody {
  const [senderId] = apps.length === 0 ? [] : [random.pick(apps)];
  if (senderId === undefined) return { content: text(sentence(random)) };
  const title = headline(random);
  const widgets = [{ textParagraph: { text: `<b>${random.pick(['Passed', 'Failed'])}</b> ${sentence(random)}` } }];
  return {
    senderId,
    content: random.chance(0.4) ? text(sentence(random)) : [],
    cardsV2: [{ cardId: 'card-1', card: { header: { title }, sections: [{ widgets }] } }],
    fallbackText: title,
  };
}

function appText({ random, apps, space }: MessageSetting): MessageBody {
  if (apps.length === 0) return { content: text(sentence(random)) };
  const clientId = `client-${space.id.toLowerCase().replace(/[^a-z0-9]/g, '')}-${random.integer(1e6, 9e6)}`;
  return { senderId: random.pick(apps), content: text(`✅ ${sentence(random)}`), clientId };
}

/** Seen by one person and the app only. */
function privateMessage({ random, apps, people }: MessageSetting): MessageBody {
  if (apps.length === 0) return { content: text(sentence(random)) };
  return {
    senderId: random.pick(apps),
    content: text(`Only for you: ${sentence(random)}`),
    privateTo: random.pick(people),
  };
}
