import type { MethodContext } from '../api/method.ts';
import { SlackError } from '../api/slack-error.ts';
import { openConversation } from '../store/open-conversation.ts';
import type { MessageRecord } from '../store/records.ts';
import type { Channel } from '../store/workspace.ts';

/** System subtypes and tombstones take no replies. */
const repliable: readonly (string | undefined)[] = [
  undefined,
  'bot_message',
  'file_share',
  'me_message',
  'thread_broadcast',
];

/** A conversation by id or name, or the direct message with a user whose id is given. */
export function findTarget(context: MethodContext, target: string): Channel {
  const { workspace, token } = context;
  const name = target.replace(/^#/, '');
  const byName = [...workspace.channels.values()].find(channel => channel.kind !== 'im' && channel.name === name);
  const channel = /^[UW][A-Z0-9]+$/.test(target)
    ? openConversation(workspace, [token.userId, target], context.store.now())
    : (workspace.channels.get(target) ?? byName);
  if (channel === undefined) throw new SlackError('channel_not_found');
  const isMember = channel.members.has(token.userId);
  if (!isMember && channel.kind !== 'public') throw new SlackError('channel_not_found');
  if (channel.archived) throw new SlackError('is_archived');
  if (!isMember && !token.scopes.includes('chat:write.public')) throw new SlackError('not_in_channel');
  return channel;
}

/**
 * The parent of a reply to be.
 *
 * @throws SlackError thread_not_found, cannot_reply_to_message
 */
export function findParent(channel: Channel, ts: string): MessageRecord {
  const parent = channel.messages.find(ts);
  if (parent === undefined) throw new SlackError('thread_not_found');
  const isReply = parent.thread_ts !== undefined && parent.thread_ts !== parent.ts;
  if (isReply || !repliable.includes(parent.subtype)) throw new SlackError('cannot_reply_to_message');
  return parent;
}

/** The fields that put a reply into its thread. */
export function threadOf(parent: MessageRecord): Pick<MessageRecord, 'thread_ts' | 'parent_user_id'> {
  return { thread_ts: parent.ts, ...(parent.user === undefined ? {} : { parent_user_id: parent.user }) };
}

/** The fields that say who posts: the token's person, or the app's bot, under another name where it may. */
export function authorOf(
  { workspace, token }: MethodContext,
  username: string | undefined,
  icon: string | undefined,
): Partial<MessageRecord> {
  const bot = workspace.bots.get(workspace.app.botId);
  if (bot === undefined || token.kind === 'user') return { user: token.userId, team: workspace.team.id };
  const profile = {
    bot_id: bot.id,
    app_id: bot.app_id,
    team: workspace.team.id,
    bot_profile: { ...bot, team_id: workspace.team.id },
  };
  const canCustomize = token.scopes.includes('chat:write.customize');
  if (username === undefined || !canCustomize) return { user: token.userId, ...profile };
  // Under another name a bot posts in the old form, which has no user.
  return { subtype: 'bot_message', username, ...profile, ...(icon === undefined ? {} : { icons: { emoji: icon } }) };
}
