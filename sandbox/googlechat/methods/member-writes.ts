import { maskPaths } from '../api/field-mask.ts';
import { GoogleError, invalidField } from '../api/google-error.ts';
import { method, type Method, type MethodContext } from '../api/method.ts';
import type { Shape } from '../api/shapes.ts';
import type { StoredMembership } from '../store/records.ts';
import { isManager, mayDo, type Space } from '../store/space.ts';
import { findUser } from '../store/store.ts';
import { membershipView } from '../views/membership-view.ts';
import { demandSpace, permissionDenied, userKeyOf } from './access.ts';
import { newMembership } from './create-space.ts';
import { demandMembership } from './members.ts';

const chat = { host: 'chat.googleapis.com', form: 'rpc', quota: 'MembershipWrites' } as const;
const service = 'google.chat.v1.ChatService';
const writeScopes = {
  user: ['chat.import', 'chat.memberships', 'chat.memberships.app'],
  app: ['chat.app.memberships'],
  admin: ['chat.admin.memberships'],
};
const parameters = { useAdminAccess: { type: 'boolean' } } as const;

/** Writing memberships: spaces.members.create, patch and delete. */
export const memberWriteMethods: readonly Method[] = [
  method({
    ...chat,
    id: 'chat.spaces.members.create',
    rpc: `${service}.CreateMembership`,
    verb: 'POST',
    path: '/v1/spaces/{space}/members',
    scopes: writeScopes,
    parameters,
    body: { shape: 'Membership', field: 'membership' },
    handle(context, { path, body }) {
      const space = demandSpace(context, path.space);
      if (space.facts.spaceType === 'DIRECT_MESSAGE')
        throw new GoogleError('INVALID_ARGUMENT', 'Members cannot be added to a direct message.');
      const membership = demandNewMember(context, space, body);
      demandManaging(context, space, membership.id);
      if (space.members.has(membership.id)) throw new GoogleError('ALREADY_EXISTS', 'The membership exists already.');
      space.members.set(membership.id, membership);
      return membershipView(context, space, membership);
    },
  }),
  method({
    ...chat,
    id: 'chat.spaces.members.patch',
    rpc: `${service}.UpdateMembership`,
    verb: 'PATCH',
    path: '/v1/spaces/{space}/members/{member}',
    scopes: { ...writeScopes, user: ['chat.import', 'chat.memberships'] },
    parameters: { ...parameters, updateMask: { type: 'string', required: true } },
    body: { shape: 'Membership', field: 'membership' },
    handle(context, { path, args, body }) {
      const space = demandSpace(context, path.space);
      const membership = demandMembership(context, space, path.member);
      if (maskPaths(args.updateMask).join() !== 'role') throw invalidField('update_mask', 'Only role can be updated.');
      const { role } = body;
      if (role === undefined || role === 'MEMBERSHIP_ROLE_UNSPECIFIED')
        throw invalidField('membership.role', 'The role is required.');
      if (!context.useAdminAccess && !isManager(space, context.caller.id)) throw permissionDenied();
      membership.role = role;
      return membershipView(context, space, membership);
    },
  }),
  method({
    ...chat,
    id: 'chat.spaces.members.delete',
    rpc: `${service}.DeleteMembership`,
    verb: 'DELETE',
    path: '/v1/spaces/{space}/members/{member}',
    scopes: writeScopes,
    parameters,
    handle(context, { path }) {
      const space = demandSpace(context, path.space);
      const membership = demandMembership(context, space, path.member);
      demandManaging(context, space, membership.id);
      const isProtected = membership.role === 'ROLE_MANAGER' && membership.id !== context.caller.id;
      if (isProtected && !context.useAdminAccess && !isManager(space, context.caller.id)) throw permissionDenied();
      space.members.delete(membership.id);
      return { ...membershipView(context, space, membership), state: 'NOT_A_MEMBER' };
    },
  }),
];

/** The member a body asks for: a person by id or e-mail, the calling app, or a Google Group. */
function demandNewMember(
  { store, caller }: MethodContext,
  space: Space,
  { member, groupMember }: Shape<'Membership'>,
): StoredMembership {
  const groupId = /^groups\/([^/]+)$/.exec(groupMember?.name ?? '')?.[1];
  if (groupId !== undefined) {
    if (caller.kind === 'app' || space.facts.spaceType !== 'SPACE')
      throw invalidField('membership.group_member', 'A group can be added by a person, to a named space.');
    if (!store.groups.has(groupId)) throw new GoogleError('NOT_FOUND', `Group groups/${groupId} was not found.`);
    return newMembership(store, groupId, { kind: 'group' });
  }
  const key = userKeyOf(member?.name);
  if (key === undefined) throw invalidField('membership.member.name', 'The member has to be users/{user}.');
  if (key === 'app' && caller.kind === 'user') return newMembership(store, store.serviceAccount.appId);
  const user = findUser(store, key);
  if (user === undefined || user.deleted === true)
    throw new GoogleError('NOT_FOUND', `User users/${key} was not found.`);
  if (user.type !== 'HUMAN' || member?.type === 'BOT')
    throw invalidField('membership.member', 'Other apps cannot be added.');
  if (user.domainId !== store.customer.domainId && (!space.facts.externalUserAllowed || caller.kind === 'app')) {
    throw permissionDenied('The space does not take people from outside the organization.');
  }
  return newMembership(store, user.id);
}

/** Whether the caller may add or remove this member: itself, its app, or anyone where the settings allow. */
function demandManaging({ caller, store, useAdminAccess, reach }: MethodContext, space: Space, memberId: string): void {
  const isApp = memberId === store.serviceAccount.appId;
  if (useAdminAccess) {
    if (isApp) throw new GoogleError('INVALID_ARGUMENT', 'Administrator access does not manage memberships of apps.');
    return;
  }
  if (caller.kind === 'app' || reach === 'import' || memberId === caller.id) return;
  // `chat.memberships.app` is for the calling app only.
  if (!caller.scopes.has('chat.memberships') && !isApp) throw permissionDenied();
  if (!mayDo(space, caller.id, isApp ? 'manageApps' : 'manageMembersAndGroups')) throw permissionDenied();
}
