import { findChannel, findJoinedChannel } from '../api/find.ts';
import { method } from '../api/method.ts';
import { SlackError } from '../api/slack-error.ts';
import { conversationScopes } from '../store/access.ts';
import { addMember, type Channel } from '../store/workspace.ts';
import { channelView } from '../views/channel-view.ts';
import { writeSystemMessage } from './system-message.ts';

const both = ['bot', 'user'] as const;
const scopes = Object.values(conversationScopes.manage);
const channelId = { type: 'string', required: true } as const;
const maxInvited = 1000;

/** Methods that let users into conversations and out of them. */
export const conversationMembersMethods = {
  'conversations.join': method({
    kind: 'write',
    tokens: both,
    scopes: ['channels:join', 'channels:manage'],
    tier: 'tier3',
    parameters: { channel: channelId },
    errors: ['channel_not_found', 'is_archived', 'method_not_supported_for_channel_type'],
    handle: (context, args) => {
      const { workspace, token } = context;
      const channel = findChannel(context, args.channel, 'read');
      if (channel.kind !== 'public') throw new SlackError('method_not_supported_for_channel_type');
      if (channel.archived) throw new SlackError('is_archived');
      if (channel.members.has(token.userId)) context.warn('already_in_channel');
      else {
        addMember(channel, token.userId);
        writeSystemMessage(context, channel, {
          subtype: 'channel_join',
          user: token.userId,
          text: 'has joined the channel',
        });
      }
      return { channel: channelView(workspace, channel, token) };
    },
  }),
  'conversations.leave': method({
    kind: 'write',
    tokens: both,
    scopes,
    tier: 'tier3',
    parameters: { channel: channelId },
    errors: ['cant_leave_general', 'channel_not_found', 'is_archived', 'method_not_supported_for_channel_type'],
    handle: (context, args) => {
      const channel = findChannel(context, args.channel, 'manage');
      if (channel.kind === 'im') throw new SlackError('method_not_supported_for_channel_type');
      if (channel.general) throw new SlackError('cant_leave_general');
      if (channel.archived) throw new SlackError('is_archived');
      if (!channel.members.delete(context.token.userId)) return { not_in_channel: true };
      writeSystemMessage(context, channel, {
        subtype: 'channel_leave',
        user: context.token.userId,
        text: 'has left the channel',
      });
      return {};
    },
  }),
  'conversations.invite': method({
    kind: 'write',
    tokens: both,
    scopes: [...scopes, 'channels:write.invites'],
    tier: 'tier3',
    parameters: {
      channel: channelId,
      users: { type: 'csv', required: true, missing: 'no_user' },
      force: { type: 'boolean', default: false },
    },
    errors: [
      'already_in_channel',
      'cant_invite',
      'cant_invite_self',
      'channel_not_found',
      'is_archived',
      'method_not_supported_for_channel_type',
      'no_user',
      'not_in_channel',
      'too_many_users',
      'user_not_found',
    ],
    handle: (context, args) => {
      const { workspace, token } = context;
      const channel = findJoinedChannel(context, args.channel, 'manage');
      if (channel.kind === 'im' || channel.kind === 'mpim')
        throw new SlackError('method_not_supported_for_channel_type');
      if (channel.archived) throw new SlackError('is_archived');
      if (args.users.length > maxInvited) throw new SlackError('too_many_users');
      const refused = args.users.flatMap(user => {
        const error = refusal(channel, user, token.userId, workspace.users.get(user)?.deleted);
        return error === undefined ? [] : [{ user, ok: false, error }];
      });
      const [first] = refused;
      const isPartial = args.force && refused.length < args.users.length;
      if (first !== undefined && !isPartial) throw new SlackError(first.error, { errors: refused });
      for (const user of args.users.filter(id => !refused.some(entry => entry.user === id))) {
        addMember(channel, user);
        writeSystemMessage(context, channel, {
          subtype: 'channel_join',
          user,
          text: 'has joined the channel',
          inviter: token.userId,
        });
      }
      return {
        channel: channelView(workspace, channel, token),
        ...(isPartial && first !== undefined ? { errors: refused } : {}),
      };
    },
  }),
  'conversations.kick': method({
    kind: 'write',
    tokens: both,
    scopes,
    tier: 'tier3',
    parameters: { channel: channelId, user: { type: 'string', required: true, missing: 'user_not_found' } },
    errors: [
      'cant_kick_from_general',
      'cant_kick_self',
      'channel_not_found',
      'is_archived',
      'method_not_supported_for_channel_type',
      'not_in_channel',
      'user_not_found',
    ],
    handle: (context, args) => {
      const channel = findJoinedChannel(context, args.channel, 'manage');
      if (channel.kind === 'im' || channel.kind === 'mpim')
        throw new SlackError('method_not_supported_for_channel_type');
      if (channel.archived) throw new SlackError('is_archived');
      if (channel.general) throw new SlackError('cant_kick_from_general');
      if (args.user === context.token.userId) throw new SlackError('cant_kick_self');
      if (!context.workspace.users.has(args.user)) throw new SlackError('user_not_found');
      if (!channel.members.delete(args.user)) throw new SlackError('not_in_channel');
      writeSystemMessage(context, channel, { subtype: 'channel_leave', user: args.user, text: 'has left the channel' });
      return { errors: {} };
    },
  }),
};

function refusal(channel: Channel, user: string, self: string, deleted: boolean | undefined): string | undefined {
  if (user === self) return 'cant_invite_self';
  if (deleted === undefined) return 'user_not_found';
  if (deleted) return 'cant_invite';
  return channel.members.has(user) ? 'already_in_channel' : undefined;
}
