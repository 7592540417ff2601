import { GoogleError, invalidField } from '../api/google-error.ts';
import { method, type Method, type MethodContext } from '../api/method.ts';
import { comparisonsOf } from '../filters/check-filter.ts';
import { compileFilter, readFilter, type Filter } from '../filters/compile-filter.ts';
import type { StoredMembership } from '../store/records.ts';
import type { Space } from '../store/space.ts';
import { findUser, type GoogleChatStore } from '../store/store.ts';
import { membershipView } from '../views/membership-view.ts';
import { demandSpace } from './access.ts';

const chat = { host: 'chat.googleapis.com', form: 'rpc', quota: 'MembershipReads' } as const;
const service = 'google.chat.v1.ChatService';
const readScopes = {
  user: ['chat.memberships', 'chat.memberships.readonly'],
  app: ['chat.bot', 'chat.app.memberships'],
  admin: ['chat.admin.memberships', 'chat.admin.memberships.readonly'],
};

/** A membership beside what it is of: apps, people and groups are told apart by it. */
interface Candidate {
  readonly membership: StoredMembership;
  readonly type: 'HUMAN' | 'BOT' | undefined;
}

const listFilter: Filter<Candidate> = {
  rules: {
    fields: {
      role: { operators: ['='], values: ['ROLE_MEMBER', 'ROLE_MANAGER'], or: 'allowed' },
      'member.type': { operators: ['=', '!='], values: ['HUMAN', 'BOT'], or: 'allowed' },
    },
    or: 'allowed',
  },
  tests: {
    comparison({ membership, type }, { field, operator, value }) {
      if (field === 'role') return membership.role === value;
      return operator === '=' ? type === value : type !== value;
    },
  },
};

/** Reading memberships: spaces.members.list and get. */
export const memberMethods: readonly Method[] = [
  method({
    ...chat,
    id: 'chat.spaces.members.list',
    rpc: `${service}.ListMemberships`,
    verb: 'GET',
    path: '/v1/spaces/{space}/members',
    scopes: { ...readScopes, user: [...readScopes.user, 'chat.import'] },
    parameters: {
      filter: { type: 'string' },
      pageSize: { type: 'integer', default: 0, min: 0, max: 1000, above: 'clamp' },
      pageToken: { type: 'string' },
      showGroups: { type: 'boolean' },
      showInvited: { type: 'boolean' },
      useAdminAccess: { type: 'boolean' },
    },
    handle(context, { path, args }) {
      const space = demandSpace(context, path.space);
      if (context.useAdminAccess) demandHumanFilter(args.filter);
      if (context.caller.kind === 'app' && (args.showInvited === true || args.showGroups === true)) {
        throw new GoogleError('INVALID_ARGUMENT', 'show_groups and show_invited need user authentication.');
      }
      const holds = args.filter === undefined ? () => true : compileFilter(args.filter, listFilter);
      const items = [...space.members.values()]
        .map(membership => ({ membership, type: typeOf(context.store, membership) }))
        .filter(({ membership, type }) => {
          if (membership.kind === 'group') return args.showGroups === true;
          if (membership.state === 'INVITED') return args.showInvited === true;
          // The app is told of people only, not of apps, not even of itself.
          return context.caller.kind === 'user' || type !== 'BOT';
        })
        .filter(holds);
      const page = context.paging.take({
        items,
        keyOf: ({ membership }) => membership.id,
        size: args.pageSize || 100,
        token: args.pageToken,
        fill: 'short',
      });
      const memberships = page.items.map(({ membership }) => membershipView(context, space, membership));
      return { memberships, nextPageToken: page.nextPageToken };
    },
  }),
  method({
    ...chat,
    id: 'chat.spaces.members.get',
    rpc: `${service}.GetMembership`,
    verb: 'GET',
    path: '/v1/spaces/{space}/members/{member}',
    scopes: readScopes,
    parameters: { useAdminAccess: { type: 'boolean' } },
    handle(context, { path }) {
      const space = demandSpace(context, path.space);
      return membershipView(context, space, demandMembership(context, space, path.member));
    },
  }),
];

/**
 * The membership by the id of the user, app or group; `app` is the calling app, and an e-mail address stands for the
 * person.
 *
 * @throws GoogleError NOT_FOUND
 */
export function demandMembership({ store }: MethodContext, space: Space, key: string): StoredMembership {
  const id = key === 'app' ? store.serviceAccount.appId : key.includes('@') ? findUser(store, key)?.id : key;
  const membership = id === undefined ? undefined : space.members.get(id);
  if (membership === undefined) {
    throw new GoogleError('NOT_FOUND', `Membership spaces/${space.id}/members/${key} was not found.`);
  }
  return membership;
}

function typeOf(store: GoogleChatStore, { id, kind }: StoredMembership): 'HUMAN' | 'BOT' | undefined {
  return kind === 'group' ? undefined : (store.users.get(id)?.type ?? 'HUMAN');
}

/** With administrator's access only people are listed, and the filter has to say so. */
function demandHumanFilter(filter: string | undefined): void {
  const comparisons = filter === undefined ? [] : comparisonsOf(readFilter(filter, listFilter));
  const types = comparisons.filter(({ field }) => field === 'member.type');
  const isHuman = types.every(({ operator, value }) => (operator === '=') === (value === 'HUMAN'));
  if (types.length === 0 || !isHuman) {
    throw invalidField('filter', 'member.type = "HUMAN" or member.type != "BOT" is required with use_admin_access.');
  }
}
