import { invalidField } from '../api/google-error.ts';
import { method, type Method, type MethodContext } from '../api/method.ts';
import { comparisonsOf, type FilterRules } from '../filters/check-filter.ts';
import { compareTime, compileFilter, readFilter, type Filter } from '../filters/compile-filter.ts';
import type { Space } from '../store/space.ts';
import { membershipCount, spaceView } from '../views/space-view.ts';
import { joinedSpaces } from './spaces.ts';

const memberFields: FilterRules['fields'] = {
  display_name: { operators: [':'], or: 'allowed' },
  external_user_allowed: { operators: ['='], values: ['true', 'false'], or: 'allowed' },
  space_type: { operators: ['='], values: ['SPACE'], required: true },
};
const times = ['=', '<', '>', '<=', '>='] as const;
const adminFields: FilterRules['fields'] = {
  ...memberFields,
  create_time: { operators: times, type: 'timestamp', and: 'interval', or: 'allowed' },
  customer: { operators: ['='], values: ['customers/my_customer'], required: true },
  last_active_time: { operators: times, type: 'timestamp', and: 'interval', or: 'allowed' },
  space_history_state: { operators: ['='], values: ['HISTORY_ON', 'HISTORY_OFF'], or: 'allowed' },
};

const tests: Filter<Space>['tests'] = {
  comparison({ facts, createdMicros, messages }, comparison) {
    const { field, value } = comparison;
    switch (field) {
      case 'create_time':
        return compareTime(createdMicros, comparison);
      case 'last_active_time':
        return compareTime(messages.all.at(-1)?.createdMicros ?? 0, comparison);
      case 'display_name':
        return hasTokens(facts.displayName, value);
      case 'external_user_allowed':
        return String(facts.externalUserAllowed) === value;
      case 'space_history_state':
        return facts.spaceHistoryState === value;
      default:
        return field === 'customer' || facts.spaceType === value;
    }
  },
};

const adminFilter: Filter<Space> = { rules: { fields: adminFields }, tests, parameter: 'query' };
const memberFilter: Filter<Space> = { rules: { fields: memberFields }, tests, parameter: 'query' };

/** spaces.search: every named space of the organization for administrators, otherwise the caller's. */
export const spaceSearchMethods: readonly Method[] = [
  method({
    id: 'chat.spaces.search',
    rpc: 'google.chat.v1.ChatService.SearchSpaces',
    verb: 'GET',
    host: 'chat.googleapis.com',
    path: '/v1/spaces:search',
    form: 'rpc',
    quota: 'SpaceReads',
    scopes: {
      user: ['chat.spaces', 'chat.spaces.readonly'],
      admin: ['chat.admin.spaces', 'chat.admin.spaces.readonly'],
    },
    parameters: {
      orderBy: { type: 'string' },
      pageSize: { type: 'integer', default: 0, min: 0, max: 1000, above: 'clamp' },
      pageToken: { type: 'string' },
      query: { type: 'string', required: true },
      useAdminAccess: { type: 'boolean' },
    },
    handle(context, { args }) {
      const found = search(context, args.query);
      const sorted = sortSpaces(context, found, args.orderBy);
      const most = context.useAdminAccess ? 1000 : 100;
      const size = Math.min(args.pageSize || 100, most);
      const page = context.paging.take({ items: sorted, keyOf: space => space.id, size, token: args.pageToken });
      const spaces = page.items.map(space => spaceView(context, space, 'list'));
      const results = spaces.map(space => ({ space }));
      if (!context.useAdminAccess) return { results, nextPageToken: page.nextPageToken };
      return { spaces, results, nextPageToken: page.nextPageToken, totalSize: sorted.length };
    },
  }),
];

function search(context: MethodContext, query: string): Space[] {
  if (query.length > 1000) throw invalidField('query', 'The query is longer than 1,000 characters.');
  if (context.useAdminAccess) {
    const holds = compileFilter(query, adminFilter);
    return [...context.store.spaces.values()].filter(space => space.facts.spaceType === 'SPACE' && holds(space));
  }
  const isNamed = comparisonsOf(readFilter(query, memberFilter)).some(({ field }) => field === 'display_name');
  // Without a name the search of a member finds nothing, as documented.
  return isNamed ? joinedSpaces(context).filter(compileFilter(query, memberFilter)) : [];
}

function sortSpaces(context: MethodContext, spaces: readonly Space[], orderBy: string | undefined): readonly Space[] {
  if (orderBy === undefined) return spaces;
  const [, field = '', direction = ''] = /^([A-Za-z_.]+)(?: (ASC|DESC))?$/i.exec(orderBy) ?? [];
  const value = valueOf(
    context,
    field.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`),
  );
  const isDescending = direction.toUpperCase() === 'DESC';
  if (value === undefined || (!context.useAdminAccess && (!isDescending || field.startsWith('membership')))) {
    throw invalidField('order_by', `Invalid order_by: ${JSON.stringify(orderBy)}`);
  }
  const sign = isDescending ? -1 : 1;
  return [...spaces].sort((a, b) => sign * (value(a) - value(b)));
}

function valueOf({ store, useAdminAccess }: MethodContext, field: string): ((space: Space) => number) | undefined {
  if (field === 'create_time') return space => space.createdMicros;
  if (!useAdminAccess) return undefined;
  if (field === 'last_active_time') return space => space.messages.all.at(-1)?.createdMicros ?? 0;
  if (field !== 'membership_count.joined_direct_human_user_count') return undefined;
  return space => membershipCount(store, space).joinedDirectHumanUserCount ?? 0;
}

/** Each word of the text begins a word of the name, whatever the case. */
export function hasTokens(name: string, text: string): boolean {
  const words = name.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const wanted = text
    .toLowerCase()
    .split(/\s+/)
    .filter(token => token !== '');
  return wanted.length > 0 && wanted.every(token => words.some(word => word.startsWith(token)));
}
