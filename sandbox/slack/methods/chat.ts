import { findChannel, findMessage } from '../api/find.ts';
import { method, type MethodContext } from '../api/method.ts';
import { SlackError } from '../api/slack-error.ts';
import type { MessageRecord } from '../store/records.ts';
import { tsFromMicros } from '../store/timestamp.ts';
import type { Channel } from '../store/workspace.ts';
import { permalink } from '../views/permalink.ts';
import { messageContent } from './message-content.ts';
import { authorOf, findParent, findTarget, threadOf } from './message-target.ts';

const both = ['bot', 'user'] as const;
const content = {
  text: { type: 'string' },
  markdown_text: { type: 'string' },
  blocks: { type: 'json', invalid: 'invalid_blocks_format' },
  attachments: { type: 'json' },
  metadata: { type: 'json', invalid: 'invalid_metadata_format' },
} as const;
const contentErrors = [
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_metadata_format',
  'markdown_text_conflict',
  'msg_too_long',
  'no_text',
  'too_many_attachments',
];
/** Methods that write messages. */
export const chatMethods = {
  'chat.postMessage': method({
    kind: 'write',
    tokens: both,
    scopes: ['chat:write'],
    tier: 'posting',
    parameters: {
      ...content,
      channel: { type: 'string', required: true },
      thread_ts: { type: 'ts', invalid: 'invalid_thread_ts' },
      reply_broadcast: { type: 'boolean', default: false },
      username: { type: 'string' },
      icon_emoji: { type: 'string' },
      unfurl_links: { type: 'boolean' },
      unfurl_media: { type: 'boolean' },
    },
    errors: [
      ...contentErrors,
      'cannot_reply_to_message',
      'channel_not_found',
      'invalid_thread_ts',
      'is_archived',
      'not_in_channel',
      'thread_not_found',
      'user_not_found',
    ],
    handle: (context, args) => {
      const channel = findTarget(context, args.channel);
      const parent = args.thread_ts === undefined ? undefined : findParent(channel, args.thread_ts);
      const message: MessageRecord = {
        ...authorOf(context, args.username, args.icon_emoji),
        type: 'message',
        ts: channel.messages.nextTs(context.store.now()),
        ...messageContent(args),
        ...(parent === undefined ? {} : threadOf(parent)),
        ...(parent !== undefined && args.reply_broadcast ? { subtype: 'thread_broadcast' } : {}),
      };
      channel.messages.add(message);
      return { channel: channel.id, ts: message.ts, message };
    },
  }),
  'chat.update': method({
    kind: 'write',
    tokens: both,
    scopes: ['chat:write'],
    tier: 'tier3',
    parameters: {
      ...content,
      channel: { type: 'string', required: true },
      ts: { type: 'ts', required: true, invalid: 'message_not_found' },
    },
    errors: [
      ...contentErrors,
      'cant_update_message',
      'channel_not_found',
      'edit_window_closed',
      'is_archived',
      'message_not_found',
    ],
    handle: (context, args) => {
      const { channel, message } = findOwn(context, args, 'cant_update_message');
      const { blocks: _blocks, attachments: _attachments, ...kept } = message;
      const edited = { user: context.token.userId, ts: tsFromMicros(context.nowSeconds * 1_000_000) };
      const updated: MessageRecord = { ...kept, ...messageContent(args), edited };
      channel.messages.replace(updated);
      const { ts, ...shown } = updated;
      return { channel: channel.id, ts, text: updated.text, message: shown };
    },
  }),
  'chat.delete': method({
    kind: 'write',
    tokens: both,
    scopes: ['chat:write'],
    tier: 'tier3',
    parameters: {
      channel: { type: 'string', required: true },
      ts: { type: 'ts', required: true, invalid: 'message_not_found' },
    },
    errors: ['cant_delete_message', 'channel_not_found', 'is_archived', 'message_not_found'],
    handle: (context, args) => {
      const { channel, message } = findOwn(context, args, 'cant_delete_message');
      const hasReplies = channel.messages.replies(message.ts).length > 0;
      // A parent that still has replies leaves a tombstone, so that its thread hangs together.
      if (hasReplies) channel.messages.replace(tombstoneOf(message));
      else channel.messages.remove(message.ts);
      return { channel: channel.id, ts: message.ts };
    },
  }),
  'chat.getPermalink': method({
    kind: 'read',
    tokens: both,
    scopes: [],
    tier: 'special',
    parameters: { channel: { type: 'string', required: true }, message_ts: { type: 'string', required: true } },
    errors: ['channel_not_found', 'message_not_found'],
    handle: (context, args) => {
      const channel = findChannel(context, args.channel, 'read');
      return {
        channel: channel.id,
        permalink: permalink(context.workspace, channel, findMessage(channel, args.message_ts)),
      };
    },
  }),
};

/** A message of the caller's own; a person who is admin may delete those of others, but change none. */
function findOwn(
  context: MethodContext,
  args: { readonly channel: string; readonly ts: string },
  refusal: 'cant_update_message' | 'cant_delete_message',
): { channel: Channel; message: MessageRecord } {
  const { workspace, token } = context;
  const channel = workspace.channels.get(args.channel);
  if (channel === undefined || (channel.kind !== 'public' && !channel.members.has(token.userId)))
    throw new SlackError('channel_not_found');
  if (channel.archived) throw new SlackError('is_archived');
  const message = findMessage(channel, args.ts);
  const isOwn =
    token.kind === 'bot'
      ? message.bot_id === workspace.app.botId
      : message.user === token.userId && message.bot_id === undefined;
  const isAdmin = token.kind === 'user' && workspace.users.get(token.userId)?.is_admin === true;
  if (!isOwn && !(isAdmin && refusal === 'cant_delete_message')) throw new SlackError(refusal);
  return { channel, message };
}

function tombstoneOf({ ts }: MessageRecord): MessageRecord {
  return {
    type: 'message',
    subtype: 'tombstone',
    text: 'This message was deleted.',
    user: 'USLACKBOT',
    hidden: true,
    ts,
    thread_ts: ts,
  };
}
