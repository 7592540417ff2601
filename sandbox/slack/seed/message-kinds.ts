import { headline, paragraph, sentence } from '../../support/prose.ts';
import type { Random } from '../../support/random.ts';
import type { LegacyAttachment, MessageRecord } from '../store/records.ts';
import type { RichTextGroup, RichTextLeaf } from '../store/rich-text.ts';
import type { Channel, Workspace } from '../store/workspace.ts';
import { renderMrkdwn } from '../text/render-mrkdwn.ts';
import { botMessage, webhookMessage } from './bot-messages.ts';
import { attachFile } from './files.ts';

/** What a message is built from. */
export interface MessageSetting {
  readonly workspace: Workspace;
  readonly channel: Channel;
  readonly random: Random;
  readonly ts: string;
  /** A person in the channel. */
  readonly user: string;
  /** Everyone in the channel. */
  readonly members: readonly string[];
}

type Build = (setting: MessageSetting) => MessageRecord;

/** The content kinds of the seed, by weight. Every channel with enough messages begins with one of each. */
export const messageKinds: readonly (readonly [build: Build, weight: number])[] = [
  [setting => written(setting, [section(text(paragraph(setting.random)))]), 44],
  [mentions, 8],
  [links, 8],
  [styles, 6],
  [lists, 4],
  [quoted, 2],
  [code, 4],
  [emoji, 4],
  [files, 4],
  [botMessage, 8],
  [webhookMessage, 2],
  [unfurl, 3],
  [mrkdwnOnly, 3],
  [me, 1],
];

const section = (...elements: RichTextLeaf[]): RichTextGroup => ({ type: 'rich_text_section', elements });
const text = (value: string): RichTextLeaf => ({ type: 'text', text: value });

/** A message a person typed: rich text, and the text Slack derives from it. */
function written({ workspace, random, ts, user }: MessageSetting, elements: RichTextGroup[]): MessageRecord {
  const blockId = random.integer(0x100000, 0xffffff).toString(36);
  return {
    user,
    type: 'message',
    ts,
    client_msg_id: clientMessageId(random),
    text: renderMrkdwn(elements),
    team: workspace.team.id,
    blocks: [{ type: 'rich_text', block_id: blockId, elements }],
  };
}

function clientMessageId(random: Random): string {
  const word = (): string => random.integer(0, 0xffff_ffff).toString(16).padStart(8, '0');
  const [a, b, c, d] = [word(), word(), word(), word()];
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-8${c.slice(1, 4)}-${c.slice(4)}${d}`;
}

function mentions(setting: MessageSetting): MessageRecord {
  const { random, workspace, channel, user, members } = setting;
  const others: RichTextLeaf[] = [
    { type: 'user', user_id: random.pick(members) },
    { type: 'usergroup', usergroup_id: random.pick([...workspace.usergroups.keys(), 'S0GONE']) },
    { type: 'channel', channel_id: channel.id },
    { type: 'broadcast', range: random.pick(['here', 'channel', 'everyone']) },
    { type: 'user', user_id: user },
  ];
  return written(setting, [section(random.pick(others), text(` ${sentence(random)} `), random.pick(others))]);
}

function links(setting: MessageSetting): MessageRecord {
  const { random } = setting;
  const url = `https://docs.example.com/${random.integer(100, 999)}?a=1&b=${random.integer(1, 9)}`;
  const named: RichTextLeaf = { type: 'link', url, text: headline(random) };
  const bare: RichTextLeaf = { type: 'link', url };
  return written(setting, [
    section(text(`${sentence(random)} `), random.chance(0.5) ? named : bare, text(' '), {
      type: 'link',
      url: 'mailto:help@example.com',
      text: 'help@example.com',
    }),
  ]);
}

function styles(setting: MessageSetting): MessageRecord {
  const { random } = setting;
  return written(setting, [
    section(
      { type: 'text', text: headline(random), style: { bold: true } },
      text(' '),
      { type: 'text', text: headline(random), style: { italic: true } },
      text(', '),
      { type: 'text', text: 'not this', style: { strike: true } },
      text(' but '),
      { type: 'text', text: 'npm run build', style: { code: true } },
      text(' and '),
      { type: 'text', text: 'both', style: { bold: true, italic: true } },
      text('. 2 * 3 < 7 & _plain_'),
    ),
  ]);
}

function lists(setting: MessageSetting): MessageRecord {
  const { random } = setting;
  const items = (count: number) =>
    Array.from({ length: count }, () => ({ type: 'rich_text_section' as const, elements: [text(headline(random))] }));
  return written(setting, [
    section(text(`${sentence(random)}\n`)),
    { type: 'rich_text_list', style: 'bullet', indent: 0, border: 0, elements: items(2) },
    { type: 'rich_text_list', style: 'bullet', indent: 1, border: 0, elements: items(1) },
    { type: 'rich_text_list', style: 'ordered', indent: 0, border: 0, elements: items(random.integer(2, 3)) },
  ]);
}

function quoted(setting: MessageSetting): MessageRecord {
  const { random } = setting;
  return written(setting, [
    { type: 'rich_text_quote', elements: [text(`${sentence(random)}\n${sentence(random)}`)] },
    section(text(sentence(random))),
  ]);
}

function code(setting: MessageSetting): MessageRecord {
  const { random } = setting;
  const source = `if (retries < ${random.integer(2, 9)} && !done) {\n  await retry();\n}`;
  return written(setting, [
    section(text(`${sentence(random)}\n`)),
    { type: 'rich_text_preformatted', elements: [text(source)], border: 0 },
  ]);
}

function emoji(setting: MessageSetting): MessageRecord {
  const faces: RichTextLeaf[] = [
    { type: 'emoji', name: 'tada', unicode: '1f389' },
    { type: 'emoji', name: '+1', unicode: '1f44d-1f3fd' },
    { type: 'emoji', name: 'team-parrot' },
  ];
  return written(setting, [section(setting.random.pick(faces), text(` ${sentence(setting.random)} 🎉`))]);
}

function files(setting: MessageSetting): MessageRecord {
  const message = written(setting, [section(text(sentence(setting.random)))]);
  attachFile(setting.workspace, setting.random, setting.channel, message);
  // Older messages still carry the subtype; newer ones only the files.
  return setting.random.chance(0.3) ? { ...message, subtype: 'file_share' } : message;
}

function unfurl(setting: MessageSetting): MessageRecord {
  const { random } = setting;
  const url = `https://news.example.com/${random.integer(1000, 9999)}`;
  const title = headline(random);
  const card: LegacyAttachment = {
    id: 1,
    fallback: title,
    title,
    title_link: url,
    from_url: url,
    original_url: url,
    service_name: 'Example News',
    text: sentence(random),
  };
  return { ...written(setting, [section({ type: 'link', url })]), attachments: [card] };
}

/** What apps post for a person with an old token: mrkdwn and no blocks. */
function mrkdwnOnly({ workspace, random, ts, user }: MessageSetting): MessageRecord {
  const content = `*${headline(random)}*\n&gt; ${headline(random)}\n• _one_\n• ~two~ <https://example.com/a|link &amp; more>`;
  return { user, type: 'message', ts, text: content, team: workspace.team.id };
}

function me({ random, ts, user, workspace }: MessageSetting): MessageRecord {
  return {
    user,
    type: 'message',
    subtype: 'me_message',
    ts,
    text: `_waves. ${sentence(random)}_`,
    team: workspace.team.id,
  };
}
