import { findJoinedChannel } from '../api/find.ts';
import { method } from '../api/method.ts';
import { SlackError } from '../api/slack-error.ts';
import { conversationScopes } from '../store/access.ts';
import type { MessageRecord } from '../store/records.ts';
import { messageView } from '../views/message-view.ts';

const scopes = Object.values(conversationScopes.history);
const both = ['bot', 'user'] as const;

const range = {
  channel: { type: 'string', required: true },
  oldest: { type: 'ts', invalid: 'invalid_ts_oldest' },
  latest: { type: 'ts', invalid: 'invalid_ts_latest' },
  inclusive: { type: 'boolean', default: false },
  include_all_metadata: { type: 'boolean', default: false },
  cursor: { type: 'string' },
} as const;

const rangeErrors = ['channel_not_found', 'invalid_cursor', 'invalid_ts_latest', 'invalid_ts_oldest', 'not_in_channel'];

/** Methods that read messages. */
export const historyMethods = {
  'conversations.history': method({
    kind: 'read',
    tokens: both,
    scopes,
    tier: 'tier3',
    pages: 'cursor',
    parameters: { ...range, limit: { type: 'integer', default: 100, min: 1, max: 999 } },
    errors: rangeErrors,
    handle: (context, args) => {
      const channel = findJoinedChannel(context, args.channel, 'history');
      const newestFirst = channel.messages.roots.filter(message => isWithin(message, args)).reverse();
      const page = context.paging.take({
        items: newestFirst,
        keyOf: message => message.ts,
        order: 'descending',
        limit: args.limit,
        cursor: args.cursor,
        binding: channel.id,
        fill: 'short',
      });
      const options = { place: 'history', metadata: args.include_all_metadata ? 'all' : 'none' } as const;
      return {
        messages: page.items.map(message => messageView(channel, message, options)),
        has_more: page.nextCursor !== '',
        pin_count: 0,
        channel_actions_ts: null,
        channel_actions_count: 0,
        ...nextPage(page.nextCursor),
      };
    },
  }),
  'conversations.replies': method({
    kind: 'read',
    tokens: both,
    scopes,
    tier: 'tier3',
    pages: 'cursor',
    parameters: {
      ...range,
      ts: { type: 'ts', required: true, invalid: 'thread_not_found' },
      limit: { type: 'integer', default: 1000, min: 1, max: 1000 },
    },
    errors: [...rangeErrors, 'thread_not_found'],
    handle: (context, args) => {
      const channel = findJoinedChannel(context, args.channel, 'history');
      const parent = channel.messages.find(args.ts);
      if (parent === undefined) throw new SlackError('thread_not_found');
      const page = context.paging.take({
        items: channel.messages.replies(parent.ts).filter(message => isWithin(message, args)),
        keyOf: message => message.ts,
        order: 'ascending',
        limit: args.limit,
        cursor: args.cursor,
        binding: `${channel.id} ${parent.ts}`,
      });
      const options = { place: 'thread', metadata: args.include_all_metadata ? 'all' : 'none' } as const;
      return {
        // The parent leads every page and does not count; asked with a reply's ts, Slack gives that reply alone.
        messages: [parent, ...page.items].map(message => messageView(channel, message, options)),
        has_more: page.nextCursor !== '',
        ...nextPage(page.nextCursor),
      };
    },
  }),
};

/** Both bounds are outside unless `inclusive`. */
function isWithin(
  { ts }: MessageRecord,
  args: { readonly oldest: string | undefined; readonly latest: string | undefined; readonly inclusive: boolean },
): boolean {
  const { oldest, latest, inclusive } = args;
  const afterOldest = oldest === undefined || (inclusive ? ts >= oldest : ts > oldest);
  return afterOldest && (latest === undefined || (inclusive ? ts <= latest : ts < latest));
}

/** Unlike the lists of channels and users, these leave the cursor out at the end. */
function nextPage(cursor: string): { response_metadata?: { next_cursor: string } } {
  return cursor === '' ? {} : { response_metadata: { next_cursor: cursor } };
}
