import type { MessageRecord, UserRecord } from '../store/records.ts';
import { conversationScopes, type ConversationAccess } from '../store/access.ts';
import { normaliseTs } from '../store/timestamp.ts';
import type { Channel } from '../store/workspace.ts';
import { demandScope } from './authenticate.ts';
import type { MethodContext } from './method.ts';
import { SlackError } from './slack-error.ts';

/** Whether the caller may know that the conversation exists. */
export function isVisible(context: MethodContext, channel: Channel): boolean {
  return channel.kind === 'public' || channel.members.has(context.token.userId);
}

/**
 * A conversation the caller may see and holds the scope for.
 *
 * @throws SlackError channel_not_found, missing_scope
 */
export function findChannel(context: MethodContext, id: string, access: ConversationAccess): Channel {
  const channel = context.workspace.channels.get(id);
  if (channel === undefined || !isVisible(context, channel)) throw new SlackError('channel_not_found');
  demandScope(context.token, [conversationScopes[access][channel.kind]]);
  return channel;
}

/**
 * A conversation the caller reads or changes from inside; a person may read public channels from outside as well.
 *
 * @throws SlackError not_in_channel and those of `findChannel`
 */
export function findJoinedChannel(context: MethodContext, id: string, access: ConversationAccess): Channel {
  const channel = findChannel(context, id, access);
  const readsFromOutside = access === 'history' && context.token.kind === 'user';
  if (!channel.members.has(context.token.userId) && !readsFromOutside) throw new SlackError('not_in_channel');
  return channel;
}

/** @throws SlackError user_not_found */
export function findUser(context: MethodContext, id: string): UserRecord {
  const user = context.workspace.users.get(id);
  if (user === undefined) throw new SlackError('user_not_found');
  return user;
}

/** @throws SlackError message_not_found */
export function findMessage(channel: Channel, ts: string): MessageRecord {
  const message = channel.messages.find(normaliseTs(ts) ?? '');
  if (message === undefined) throw new SlackError('message_not_found');
  return message;
}
