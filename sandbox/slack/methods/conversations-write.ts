import { findChannel, findJoinedChannel, findUser } from '../api/find.ts';
import { method, type MethodContext } from '../api/method.ts';
import { SlackError } from '../api/slack-error.ts';
import { conversationScopes } from '../store/access.ts';
import { createConversation, findConversation, openConversation } from '../store/open-conversation.ts';
import type { Channel } from '../store/workspace.ts';
import { channelView } from '../views/channel-view.ts';
import { checkChannelName } from './channel-name.ts';
import { writeSystemMessage } from './system-message.ts';

const both = ['bot', 'user'] as const;
const scopes = Object.values(conversationScopes.manage);
const channelId = { type: 'string', required: true } as const;
const maxNoteLength = 250;
const nameErrors = [
  'invalid_name',
  'invalid_name_maxlength',
  'invalid_name_punctuation',
  'invalid_name_required',
  'invalid_name_specials',
  'name_taken',
];
const changeErrors = ['channel_not_found', 'is_archived', 'method_not_supported_for_channel_type', 'not_in_channel'];

/** Methods that make and change conversations. */
export const conversationsWriteMethods = {
  'conversations.create': method({
    kind: 'write',
    tokens: both,
    scopes,
    tier: 'tier2',
    team: 'named',
    parameters: {
      name: { type: 'string', required: true, missing: 'invalid_name_required' },
      is_private: { type: 'boolean', default: false },
      team_id: { type: 'string' },
    },
    errors: nameErrors,
    handle: (context, args) => {
      const { workspace, token, store } = context;
      checkChannelName(context, args.name);
      const kind = args.is_private ? 'private' : 'public';
      const creator = token.userId;
      const facts = { kind, name: args.name, creator, members: [creator], nowMs: store.now() } as const;
      return { channel: channelView(workspace, createConversation(workspace, facts), token) };
    },
  }),
  'conversations.rename': method({
    kind: 'write',
    tokens: both,
    scopes,
    tier: 'tier2',
    parameters: { channel: channelId, name: { type: 'string', required: true, missing: 'invalid_name_required' } },
    errors: [...nameErrors, ...changeErrors],
    handle: (context, args) => {
      const channel = findNamed(context, args.channel);
      checkChannelName(context, args.name);
      const text = `has renamed the channel from "${channel.name}" to "${args.name}"`;
      channel.previousNames = [...channel.previousNames, channel.name];
      channel.name = args.name;
      return changed(context, channel, 'channel_name', text);
    },
  }),
  'conversations.setPurpose': method({
    kind: 'write',
    tokens: both,
    scopes,
    tier: 'tier2',
    parameters: { channel: channelId, purpose: { type: 'string', default: '' } },
    errors: [...changeErrors, 'too_long'],
    handle: (context, args) => setNote(context, args.channel, 'purpose', args.purpose),
  }),
  'conversations.setTopic': method({
    kind: 'write',
    tokens: both,
    scopes: [...scopes, 'channels:write.topic'],
    tier: 'tier2',
    parameters: { channel: channelId, topic: { type: 'string', default: '' } },
    errors: [...changeErrors, 'too_long'],
    handle: (context, args) => setNote(context, args.channel, 'topic', args.topic),
  }),
  'conversations.archive': method({
    kind: 'write',
    tokens: both,
    scopes,
    tier: 'tier2',
    parameters: { channel: channelId },
    errors: [
      'already_archived',
      'cant_archive_general',
      'channel_not_found',
      'method_not_supported_for_channel_type',
      'not_in_channel',
    ],
    handle: (context, args) => {
      const channel = findJoinedChannel(context, args.channel, 'manage');
      refuseDirect(channel);
      if (channel.general) throw new SlackError('cant_archive_general');
      if (channel.archived) throw new SlackError('already_archived');
      changed(context, channel, 'channel_archive', 'archived the channel');
      channel.archived = true;
      return {};
    },
  }),
  'conversations.unarchive': method({
    kind: 'write',
    tokens: both,
    scopes,
    tier: 'tier2',
    parameters: { channel: channelId },
    errors: ['channel_not_found', 'method_not_supported_for_channel_type', 'not_archived'],
    handle: (context, args) => {
      const channel = findChannel(context, args.channel, 'manage');
      refuseDirect(channel);
      if (!channel.archived) throw new SlackError('not_archived');
      channel.archived = false;
      changed(context, channel, 'channel_unarchive', 'un-archived the channel');
      return {};
    },
  }),
  'conversations.open': method({
    kind: 'write',
    tokens: both,
    scopes: [conversationScopes.manage.im, conversationScopes.manage.mpim],
    tier: 'tier3',
    parameters: {
      channel: { type: 'string' },
      users: { type: 'csv', default: [] },
      return_im: { type: 'boolean', default: false },
      prevent_creation: { type: 'boolean', default: false },
    },
    errors: ['channel_not_found', 'not_enough_users', 'too_many_users', 'user_not_found', 'users_list_not_supplied'],
    handle: (context, args) => {
      const opened = open(context, args);
      const { workspace, token } = context;
      // Slack gives the whole object only where it is asked for.
      const shown = args.return_im ? channelView(workspace, opened.channel, token) : { id: opened.channel.id };
      return { ...(opened.isNew ? {} : { no_op: true, already_open: true }), channel: shown };
    },
  }),
};

/** A channel the caller is in and that has a name and is not archived. */
function findNamed(context: MethodContext, id: string): Channel {
  const channel = findJoinedChannel(context, id, 'manage');
  refuseDirect(channel);
  if (channel.archived) throw new SlackError('is_archived');
  return channel;
}

function refuseDirect(channel: Channel): void {
  if (channel.kind === 'im' || channel.kind === 'mpim') throw new SlackError('method_not_supported_for_channel_type');
}

function setNote(context: MethodContext, id: string, kind: 'topic' | 'purpose', value: string) {
  const channel = findJoinedChannel(context, id, 'manage');
  if (channel.kind === 'im') throw new SlackError('method_not_supported_for_channel_type');
  if (channel.archived) throw new SlackError('is_archived');
  if (value.length > maxNoteLength) throw new SlackError('too_long');
  channel[kind] = { value, creator: context.token.userId, last_set: context.nowSeconds };
  const word = kind === 'topic' ? 'topic' : 'description';
  const text = value === '' ? `cleared channel ${word}` : `set the channel ${word}: ${value}`;
  return changed(context, channel, `channel_${kind}`, text, { [kind]: value });
}

function changed(
  context: MethodContext,
  channel: Channel,
  subtype: string,
  text: string,
  facts: { topic?: string; purpose?: string } = {},
) {
  channel.updatedMs = context.store.now();
  writeSystemMessage(context, channel, { subtype, text, user: context.token.userId, ...facts });
  return { channel: channelView(context.workspace, channel, context.token) };
}

function open(
  context: MethodContext,
  args: { readonly channel: string | undefined; readonly users: readonly string[]; readonly prevent_creation: boolean },
): { channel: Channel; isNew: boolean } {
  const { workspace, token, store } = context;
  if (args.channel !== undefined) return { channel: findChannel(context, args.channel, 'manage'), isNew: false };
  if (args.users.length === 0) throw new SlackError('users_list_not_supplied');
  if (args.users.length > 8) throw new SlackError('too_many_users');
  for (const id of args.users) findUser(context, id);
  const members = [...new Set([token.userId, ...args.users])];
  const known = findConversation(workspace, members);
  if (known !== undefined) return { channel: known, isNew: false };
  if (args.prevent_creation) throw new SlackError('channel_not_found');
  const channel = openConversation(workspace, members, store.now());
  if (channel === undefined) throw new SlackError('user_not_found');
  return { channel, isNew: true };
}
