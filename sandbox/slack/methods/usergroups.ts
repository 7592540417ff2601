import { findUser } from '../api/find.ts';
import { method, type MethodContext } from '../api/method.ts';
import { SlackError } from '../api/slack-error.ts';
import type { UsergroupRecord } from '../store/records.ts';
import { usergroupView } from '../views/user-view.ts';

const both = ['bot', 'user'] as const;
const read = { kind: 'read', tokens: both, scopes: ['usergroups:read'], tier: 'tier2' } as const;
const write = { kind: 'write', tokens: both, scopes: ['usergroups:write'], tier: 'tier2' } as const;
const usergroup = { type: 'string', required: true } as const;
const includeCount = { type: 'boolean', default: false } as const;
const naming = {
  handle: { type: 'string' },
  description: { type: 'string' },
  channels: { type: 'csv' },
  include_count: includeCount,
} as const;
const namingErrors = ['channel_not_found', 'handle_already_exists', 'name_already_exists'];

/** Methods about user groups. */
export const usergroupsMethods = {
  'usergroups.list': method({
    ...read,
    team: 'named',
    parameters: {
      include_disabled: { type: 'boolean', default: false },
      include_count: includeCount,
      include_users: { type: 'boolean', default: false },
      team_id: { type: 'string' },
    },
    errors: [],
    handle: ({ workspace }, args) => ({
      usergroups: [...workspace.usergroups.values()]
        .filter(group => args.include_disabled || group.date_delete === 0)
        .map(group => usergroupView(group, { count: args.include_count, users: args.include_users })),
    }),
  }),
  'usergroups.create': method({
    ...write,
    parameters: { ...naming, name: { type: 'string', required: true } },
    errors: namingErrors,
    handle: (context, args) => {
      const { workspace, token, nowSeconds } = context;
      const group: UsergroupRecord = {
        id: workspace.ids.next('S'),
        team_id: workspace.team.id,
        is_usergroup: true,
        is_subteam: true,
        name: args.name,
        description: args.description ?? '',
        handle: args.handle ?? args.name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-'),
        is_external: false,
        date_create: nowSeconds,
        date_update: nowSeconds,
        date_delete: 0,
        auto_type: null,
        auto_provision: false,
        enterprise_subteam_id: '',
        created_by: token.userId,
        updated_by: token.userId,
        deleted_by: null,
        prefs: { channels: checkChannels(context, args.channels) ?? [], groups: [] },
        users: [],
      };
      checkNaming(context, group);
      workspace.usergroups.set(group.id, group);
      return shown(group, args.include_count);
    },
  }),
  'usergroups.update': method({
    ...write,
    parameters: { ...naming, usergroup, name: { type: 'string' } },
    errors: [...namingErrors, 'no_such_subteam'],
    handle: (context, args) => {
      const group = findGroup(context, args.usergroup);
      const next = { id: group.id, name: args.name ?? group.name, handle: args.handle ?? group.handle };
      checkNaming(context, next);
      group.prefs.channels = checkChannels(context, args.channels) ?? group.prefs.channels;
      return changed(
        context,
        Object.assign(group, next, { description: args.description ?? group.description }),
        args.include_count,
      );
    },
  }),
  'usergroups.disable': method({
    ...write,
    parameters: { usergroup, include_count: includeCount },
    errors: ['no_such_subteam'],
    handle: (context, args) => {
      const group = findGroup(context, args.usergroup);
      group.date_delete = context.nowSeconds;
      group.deleted_by = context.token.userId;
      return changed(context, group, args.include_count);
    },
  }),
  'usergroups.enable': method({
    ...write,
    parameters: { usergroup, include_count: includeCount },
    errors: ['no_such_subteam'],
    handle: (context, args) => {
      const group = findGroup(context, args.usergroup);
      group.date_delete = 0;
      group.deleted_by = null;
      return changed(context, group, args.include_count);
    },
  }),
  'usergroups.users.list': method({
    ...read,
    parameters: { usergroup, include_disabled: { type: 'boolean', default: false } },
    errors: ['no_such_subteam'],
    handle: (context, args) => {
      const group = findGroup(context, args.usergroup);
      if (group.date_delete !== 0 && !args.include_disabled) throw new SlackError('no_such_subteam');
      return { users: [...group.users] };
    },
  }),
  'usergroups.users.update': method({
    ...write,
    parameters: {
      usergroup,
      users: { type: 'csv', required: true, missing: 'no_users_provided' },
      include_count: includeCount,
    },
    errors: ['no_such_subteam', 'no_users_provided', 'user_not_found'],
    handle: (context, args) => {
      const group = findGroup(context, args.usergroup);
      for (const id of args.users) findUser(context, id);
      // The list replaces who was in it.
      group.users = [...new Set(args.users)];
      changed(context, group, args.include_count);
      return { usergroup: usergroupView(group, { count: args.include_count, users: true }) };
    },
  }),
};

function findGroup({ workspace }: MethodContext, id: string): UsergroupRecord {
  const group = workspace.usergroups.get(id);
  if (group === undefined) throw new SlackError('no_such_subteam');
  return group;
}

function checkNaming(
  { workspace }: MethodContext,
  wanted: { readonly id: string; readonly name: string; readonly handle: string },
): void {
  for (const group of workspace.usergroups.values()) {
    if (group.id === wanted.id) continue;
    if (group.name === wanted.name) throw new SlackError('name_already_exists');
    if (group.handle === wanted.handle) throw new SlackError('handle_already_exists');
  }
}

function checkChannels({ workspace }: MethodContext, ids: readonly string[] | undefined): string[] | undefined {
  if (ids?.some(id => !workspace.channels.has(id)) === true) throw new SlackError('channel_not_found');
  return ids === undefined ? undefined : [...ids];
}

function changed({ nowSeconds, token }: MethodContext, group: UsergroupRecord, count: boolean) {
  group.date_update = nowSeconds;
  group.updated_by = token.userId;
  return shown(group, count);
}

function shown(group: UsergroupRecord, count: boolean) {
  return { usergroup: usergroupView(group, { count, users: true }) };
}
