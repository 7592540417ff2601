import type { MessageRecord } from '../store/records.ts';
import type { Channel } from '../store/workspace.ts';

/** A message with what Slack derives from its thread. */
export interface MessageView extends MessageRecord {
  reply_count?: number;
  reply_users_count?: number;
  latest_reply?: string;
  reply_users?: string[];
  is_locked?: boolean;
  subscribed?: boolean;
  /** Of a broadcast reply in the history: its parent. */
  root?: MessageView;
}

/** Slack's object of a message. Metadata is shown only to callers who ask for all of it. */
export function messageView(
  channel: Channel,
  message: MessageRecord,
  options: { readonly place: 'history' | 'thread'; readonly metadata: 'all' | 'none' },
): MessageView {
  const { metadata, ...shown } = message;
  const view: MessageView = { ...shown, ...threadFacts(channel, message) };
  if (options.metadata === 'all' && metadata !== undefined) view.metadata = metadata;
  if (options.place === 'history' && message.subtype === 'thread_broadcast' && message.thread_ts !== undefined) {
    const root = channel.messages.find(message.thread_ts);
    if (root !== undefined) view.root = { ...root, ...threadFacts(channel, root) };
  }
  return view;
}

function threadFacts(channel: Channel, message: MessageRecord): Partial<MessageView> {
  const replies = channel.messages.replies(message.ts);
  const last = replies.at(-1);
  if (last === undefined) return {};
  const users = new Set(replies.map(reply => reply.user ?? reply.bot_id ?? ''));
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users_count: users.size,
    latest_reply: last.ts,
    reply_users: [...users].slice(0, 5),
    is_locked: false,
    subscribed: false,
  };
}
