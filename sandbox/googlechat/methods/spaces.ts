import { GoogleError } from '../api/google-error.ts';
import { method, type Method, type MethodContext } from '../api/method.ts';
import { compileFilter, type Filter } from '../filters/compile-filter.ts';
import { isJoined, type Space } from '../store/space.ts';
import { findUser } from '../store/store.ts';
import { spaceView } from '../views/space-view.ts';
import { demandSpace, userKeyOf } from './access.ts';

const chat = { host: 'chat.googleapis.com', form: 'rpc', quota: 'SpaceReads' } as const;
const service = 'google.chat.v1.ChatService';

const listFilter: Filter<Space> = {
  rules: {
    fields: { space_type: { operators: ['='], values: ['SPACE', 'GROUP_CHAT', 'DIRECT_MESSAGE'], or: 'allowed' } },
  },
  tests: { comparison: (space, { value }) => space.facts.spaceType === value },
};

/** Reading spaces: spaces.list, get, findDirectMessage. */
export const spaceMethods: readonly Method[] = [
  method({
    ...chat,
    id: 'chat.spaces.list',
    rpc: `${service}.ListSpaces`,
    verb: 'GET',
    path: '/v1/spaces',
    scopes: { user: ['chat.spaces', 'chat.spaces.readonly'], app: ['chat.bot'] },
    parameters: {
      filter: { type: 'string' },
      pageSize: { type: 'integer', default: 0, min: 0, max: 1000, above: 'clamp' },
      pageToken: { type: 'string' },
    },
    handle(context, { args }) {
      const holds = args.filter === undefined ? () => true : compileFilter(args.filter, listFilter);
      const items = joinedSpaces(context).filter(holds);
      const page = context.paging.take({
        items,
        keyOf: space => space.id,
        size: args.pageSize || 100,
        token: args.pageToken,
        fill: 'short',
      });
      return { spaces: page.items.map(space => spaceView(context, space, 'list')), nextPageToken: page.nextPageToken };
    },
  }),
  method({
    ...chat,
    id: 'chat.spaces.get',
    rpc: `${service}.GetSpace`,
    verb: 'GET',
    path: '/v1/spaces/{space}',
    scopes: {
      user: ['chat.spaces', 'chat.spaces.readonly'],
      app: ['chat.bot', 'chat.app.spaces'],
      admin: ['chat.admin.spaces', 'chat.admin.spaces.readonly'],
    },
    parameters: { useAdminAccess: { type: 'boolean' } },
    handle: (context, { path }) => spaceView(context, demandSpace(context, path.space), 'get'),
  }),
  method({
    ...chat,
    id: 'chat.spaces.findDirectMessage',
    rpc: `${service}.FindDirectMessage`,
    verb: 'GET',
    path: '/v1/spaces:findDirectMessage',
    scopes: { user: ['chat.spaces', 'chat.spaces.readonly'], app: ['chat.bot'] },
    parameters: { name: { type: 'string', required: true } },
    handle(context, { args }) {
      const key = userKeyOf(args.name);
      if (key === undefined) throw new GoogleError('INVALID_ARGUMENT', 'The name has to be users/{user}.');
      const other = key === 'app' ? context.store.serviceAccount.appId : findUser(context.store, key)?.id;
      const found = other === undefined ? undefined : findDirectMessage(context, other);
      if (found === undefined) throw new GoogleError('NOT_FOUND', `There is no direct message with ${args.name}.`);
      return spaceView(context, found, 'get');
    },
  }),
];

/** Spaces the caller is in; direct messages and group chats only after their first message. */
export function joinedSpaces({ store, caller }: MethodContext): Space[] {
  return [...store.spaces.values()].filter(
    space => isJoined(space, caller.id) && (space.facts.spaceType === 'SPACE' || space.messages.all.length > 0),
  );
}

/** The direct message between the caller and another user or app. */
export function findDirectMessage({ store, caller }: MethodContext, otherId: string): Space | undefined {
  for (const space of store.spaces.values()) {
    if (space.facts.spaceType !== 'DIRECT_MESSAGE' || otherId === caller.id) continue;
    if (isJoined(space, caller.id) && isJoined(space, otherId)) return space;
  }
  return undefined;
}
