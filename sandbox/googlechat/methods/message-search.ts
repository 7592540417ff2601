import { GoogleError, invalidField } from '../api/google-error.ts';
import { method, type Method, type MethodContext } from '../api/method.ts';
import { createPaging } from '../api/paging.ts';
import { comparisonsOf, type FilterRules } from '../filters/check-filter.ts';
import { compareTime, compileFilter, readFilter, type Filter } from '../filters/compile-filter.ts';
import type { StoredMessage } from '../store/records.ts';
import type { Space } from '../store/space.ts';
import { findUser, type GoogleChatStore } from '../store/store.ts';
import { renderPlain } from '../text/render-markup.ts';
import { messageView, syntaxOf } from '../views/message-view.ts';
import { hasTokens } from './space-search.ts';
import { joinedSpaces } from './spaces.ts';

/** A message and where it was found. */
interface Found {
  readonly space: Space;
  readonly message: StoredMessage;
}

const rules: FilterRules = {
  fields: {
    create_time: { operators: ['<', '>='], type: 'timestamp', and: 'interval' },
    'sender.name': { operators: ['='], pattern: /^users\/[^/]+$/, or: 'allowed' },
    'space.name': { operators: ['='], pattern: /^spaces\/[^/]+$/, or: 'allowed' },
    'space.display_name': { operators: [':'], and: 'any', or: 'allowed' },
    'space.space_type': { operators: ['='], values: ['SPACE', 'GROUP_CHAT', 'DIRECT_MESSAGE'], or: 'allowed' },
    attachment: { operators: [':'], values: ['*'] },
    'annotations.user_mentions.user.name': { operators: [':'], pattern: /^users\/[^/]+$/, and: 'any', or: 'allowed' },
  },
  calls: ['has_link', 'is_unread'],
};

/** spaces.messages.search over every space of the caller. */
export const messageSearchMethods: readonly Method[] = [
  method({
    id: 'chat.spaces.messages.search',
    rpc: 'google.chat.v1.ChatService.SearchMessages',
    verb: 'POST',
    host: 'chat.googleapis.com',
    path: '/v1/spaces/{space}/messages:search',
    form: 'rpc',
    quota: 'MessageReads',
    scopes: { user: ['chat.messages', 'chat.messages.readonly'] },
    parameters: {},
    body: { shape: 'SearchMessagesRequest', field: '' },
    handle(context, { path, body }) {
      if (path.space !== '-') throw invalidField('parent', 'The parent has to be spaces/-.');
      const { filter = '', orderBy = 'create_time desc', pageSize = 0, pageToken } = body;
      if (filter.trim() === '') throw invalidField('filter', 'The filter is required.');
      if (filter.length > 1000) throw invalidField('filter', 'The filter is longer than 1,000 characters.');
      if (!/^(create_?time|relevance)( desc)?$/i.test(orderBy))
        throw invalidField('order_by', `Invalid order_by: ${JSON.stringify(orderBy)}`);
      if (pageSize < 0) throw invalidField('page_size', 'The page size cannot be negative.');
      const items = search(context, filter);
      const paging = createPaging(
        `${context.pageOwner}\n${filter}\n${orderBy}\n${body.view ?? ''}\n${body.markupSyntax ?? ''}`,
      );
      const page = paging.take({
        items,
        keyOf: keyOf,
        size: Math.min(pageSize || 25, 100),
        token: pageToken === '' ? undefined : pageToken,
      });
      const isFull = body.view === 'SEARCH_MESSAGES_VIEW_FULL';
      const results = page.items.map(({ space, message }) => ({
        message: messageView(context, space, message, syntaxOf(body.markupSyntax)),
        ...(isFull && context.caller.scopes.has('chat.users.spacesettings') ? { spaceMuteSetting: 'UNMUTED' } : {}),
      }));
      return { results, nextPageToken: page.nextPageToken };
    },
  }),
];

function keyOf({ space, message }: Found): string {
  return `${space.id}/${message.id}`;
}

function search(context: MethodContext, text: string): Found[] {
  const filter = filterOf(context.store, context.caller.id);
  demandFilterScopes(context, text, filter);
  const holds = compileFilter(text, filter);
  const found: Found[] = [];
  for (const space of joinedSpaces(context)) {
    if (space.facts.singleUserBotDm) continue;
    for (const message of space.messages.all) {
      if (isSearched(context, message) && holds({ space, message })) found.push({ space, message });
    }
  }
  return found.sort((a, b) => b.message.createdMicros - a.message.createdMicros);
}

/** Messages of apps and private ones are never found. */
function isSearched({ store }: MethodContext, message: StoredMessage): boolean {
  if (message.deleted !== undefined || message.privateTo !== undefined) return false;
  return store.users.get(message.senderId)?.type !== 'BOT';
}

function filterOf(store: GoogleChatStore, callerId: string): Filter<Found> {
  const idOf = (name: string): string | undefined => {
    const key = name.slice('users/'.length);
    return key === 'me' ? callerId : findUser(store, key)?.id;
  };
  return {
    rules,
    keywords: 'allowed',
    tests: {
      text: ({ message }, text) => renderPlain(message.content).toLowerCase().includes(text.toLowerCase()),
      // Everything counts as read: the sandbox keeps no read states.
      call: ({ message }, name) => name === 'has_link' && message.content.some(span => span.kind === 'link'),
      comparison({ space, message }, comparison) {
        const { field, value } = comparison;
        switch (field) {
          case 'create_time':
            return compareTime(message.createdMicros, comparison);
          case 'sender.name':
            return message.senderId === idOf(value);
          case 'space.name':
            return value === `spaces/${space.id}`;
          case 'space.display_name':
            return hasTokens(space.facts.displayName, value);
          case 'space.space_type':
            return space.facts.spaceType === value;
          case 'attachment':
            return message.attachments.length > 0;
          default:
            return message.content.some(span => span.kind === 'mention' && span.user === `users/${idOf(value) ?? ''}`);
        }
      },
    },
  };
}

/** Some conditions tell about spaces and read states, which have scopes of their own. */
function demandFilterScopes({ caller }: MethodContext, text: string, filter: Filter<Found>): void {
  const expression = readFilter(text, filter);
  const fields = new Set(comparisonsOf(expression).map(({ field }) => field));
  const aboutSpaces = fields.has('space.display_name') || fields.has('space.space_type');
  const has = (scopes: readonly string[]): boolean => scopes.some(scope => caller.scopes.has(scope));
  const isAllowed =
    (!aboutSpaces || has(['chat.spaces', 'chat.spaces.readonly'])) &&
    (!/\bis_unread\s*\(/.test(text) || has(['chat.users.readstate', 'chat.users.readstate.readonly']));
  if (!isAllowed)
    throw new GoogleError('PERMISSION_DENIED', 'The filter needs further authorization scopes.', {
      reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
    });
}
