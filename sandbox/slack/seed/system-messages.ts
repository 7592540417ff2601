import { headline } from '../../support/prose.ts';
import type { MessageRecord } from '../store/records.ts';
import type { MessageSetting } from './message-kinds.ts';

type Facts = Pick<MessageRecord, 'text'> & Partial<MessageRecord>;

/** What Slack itself writes into a channel, by weight: subtype, and its text and fields. */
export const systemKinds: readonly (readonly [
  subtype: string,
  weight: number,
  facts: (setting: MessageSetting) => Facts,
])[] = [
  ['channel_join', 10, ({ user }) => ({ text: `<@${user}> has joined the channel` })],
  ['channel_leave', 3, ({ user }) => ({ text: `<@${user}> has left the channel` })],
  ['channel_topic', 2, ({ user, random }) => noteChange(user, 'topic', headline(random))],
  ['channel_purpose', 2, ({ user, random }) => noteChange(user, 'purpose', headline(random))],
  [
    'channel_name',
    1,
    ({ user, channel }) => ({ text: `<@${user}> has renamed the channel from "old" to "${channel.name}"` }),
  ],
  ['pinned_item', 2, ({ user }) => ({ text: `<@${user}> pinned a message to this channel.` })],
  [
    'reminder_add',
    1,
    ({ user }) => ({ text: `<@${user}> set up a reminder “stand-up” in this channel at 9AM every weekday.` }),
  ],
  ['huddle_thread', 1, () => ({ text: 'A huddle started' })],
  ['channel_archive', 1, ({ user }) => ({ text: `<@${user}> archived the channel` })],
  ['channel_unarchive', 1, ({ user }) => ({ text: `<@${user}> un-archived the channel` })],
  ['channel_convert_to_private', 1, ({ user }) => ({ text: `<@${user}> made this channel *private*.` })],
];

/** A message of Slack's own. */
export function systemMessage(setting: MessageSetting, subtype: string, facts: Facts): MessageRecord {
  return { type: 'message', subtype, ts: setting.ts, user: setting.user, ...facts };
}

/** What is left of a deleted message that has replies. */
export function tombstone(ts: string): MessageRecord {
  return {
    type: 'message',
    subtype: 'tombstone',
    text: 'This message was deleted.',
    user: 'USLACKBOT',
    hidden: true,
    ts,
  };
}

function noteChange(user: string, kind: 'topic' | 'purpose', value: string): Facts {
  return { text: `<@${user}> set the channel ${kind === 'topic' ? 'topic' : 'description'}: ${value}`, [kind]: value };
}
