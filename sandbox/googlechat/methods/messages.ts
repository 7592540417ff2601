import { invalidField } from '../api/google-error.ts';
import { method, type Method } from '../api/method.ts';
import { compareTime, compileFilter, readFilter, type Filter } from '../filters/compile-filter.ts';
import { comparisonsOf } from '../filters/check-filter.ts';
import type { StoredMessage } from '../store/records.ts';
import type { Space } from '../store/space.ts';
import { messageView, syntaxOf } from '../views/message-view.ts';
import { demandMessage, demandSpace, seesMessage } from './access.ts';

const chat = { host: 'chat.googleapis.com', form: 'rpc', quota: 'MessageReads' } as const;
const service = 'google.chat.v1.ChatService';

/** Values of `markupSyntax`. */
export const markupSyntaxes = ['MARKUP_SYNTAX_UNSPECIFIED', 'MARKUP_SYNTAX_CHAT', 'MARKUP_SYNTAX_MARKDOWN'] as const;

const listFilter: Filter<StoredMessage> = {
  rules: {
    fields: {
      create_time: { operators: ['<', '>'], type: 'timestamp', and: 'interval' },
      'thread.name': { operators: ['='], pattern: /^spaces\/[^/]+\/threads\/[^/]+$/ },
    },
  },
  tests: {
    comparison: (message, comparison) =>
      comparison.field === 'create_time'
        ? compareTime(message.createdMicros, comparison)
        : comparison.value.endsWith(`/threads/${message.threadId}`),
  },
};

/** Reading messages: spaces.messages.list and get. */
export const messageMethods: readonly Method[] = [
  method({
    ...chat,
    id: 'chat.spaces.messages.list',
    rpc: `${service}.ListMessages`,
    verb: 'GET',
    path: '/v1/spaces/{space}/messages',
    // The app itself lists only with the administrator's approval; `chat.bot` is not enough.
    scopes: {
      user: ['chat.messages', 'chat.messages.readonly', 'chat.import'],
      app: ['chat.app.messages.readonly'],
    },
    parameters: {
      filter: { type: 'string' },
      markupSyntax: { type: 'string', values: markupSyntaxes },
      orderBy: { type: 'string' },
      pageSize: { type: 'integer', default: 0, min: 0, max: 1000, above: 'clamp' },
      pageToken: { type: 'string' },
      showDeleted: { type: 'boolean' },
    },
    handle(context, { path, args }) {
      const space = demandSpace(context, path.space);
      const direction = directionOf(args.orderBy);
      const items = select(space, args.filter).filter(
        message => (args.showDeleted === true || message.deleted === undefined) && seesMessage(context, message),
      );
      const page = context.paging.take({
        items: direction === 'asc' ? items : items.reverse(),
        keyOf: message => message.id,
        size: args.pageSize || 25,
        token: args.pageToken,
        fill: 'short',
      });
      const syntax = syntaxOf(args.markupSyntax);
      const messages = page.items.map(message => messageView(context, space, message, syntax));
      return { messages, nextPageToken: page.nextPageToken };
    },
  }),
  method({
    ...chat,
    id: 'chat.spaces.messages.get',
    rpc: `${service}.GetMessage`,
    verb: 'GET',
    path: '/v1/spaces/{space}/messages/{message}',
    scopes: {
      user: ['chat.messages', 'chat.messages.readonly'],
      app: ['chat.bot', 'chat.app.messages.readonly'],
    },
    parameters: { markupSyntax: { type: 'string', values: markupSyntaxes } },
    handle(context, { path, args }) {
      const space = demandSpace(context, path.space);
      return messageView(context, space, demandMessage(context, space, path.message), syntaxOf(args.markupSyntax));
    },
  }),
];

/** The messages a filter leaves, oldest first; a thread of another space leaves none. */
function select(space: Space, filter: string | undefined): StoredMessage[] {
  if (filter === undefined) return [...space.messages.all];
  const thread = comparisonsOf(readFilter(filter, listFilter)).find(({ field }) => field === 'thread.name');
  const holds = compileFilter(filter, listFilter);
  if (thread === undefined) return space.messages.all.filter(holds);
  const prefix = `spaces/${space.id}/threads/`;
  if (!thread.value.startsWith(prefix)) throw invalidField('filter', 'The thread has to be one of the space.');
  return space.messages.thread(thread.value.slice(prefix.length)).filter(holds);
}

/** `create_time DESC`, `createTime asc`, or the direction alone. */
function directionOf(orderBy: string | undefined): 'asc' | 'desc' {
  if (orderBy === undefined) return 'asc';
  const direction = /^(?:(?:create_time|createTime)\s+)?(asc|desc)$/i.exec(orderBy.trim())?.[1];
  if (direction === undefined) throw invalidField('order_by', `Invalid order_by: ${JSON.stringify(orderBy)}`);
  return direction.toLowerCase() === 'asc' ? 'asc' : 'desc';
}
