import { GoogleError, invalidField } from '../api/google-error.ts';
import { method, type Method, type MethodContext } from '../api/method.ts';
import type { Shape } from '../api/shapes.ts';
import { addMember } from '../store/space.ts';
import { findUser } from '../store/store.ts';
import { spaceView } from '../views/space-view.ts';
import { demandSpace, once, userKeyOf } from './access.ts';
import { createSpace, newMembership } from './create-space.ts';
import { findDirectMessage } from './spaces.ts';

/** Most members beside the caller. */
const maxMemberships = 49;

/** spaces.setup: a space of any type with its first members, or the direct message that exists already. */
export const spaceSetupMethods: readonly Method[] = [
  method({
    id: 'chat.spaces.setup',
    rpc: 'google.chat.v1.ChatService.SetUpSpace',
    verb: 'POST',
    host: 'chat.googleapis.com',
    path: '/v1/spaces:setup',
    form: 'rpc',
    quota: 'SpaceWrites',
    scopes: { user: ['chat.spaces', 'chat.spaces.create'] },
    parameters: {},
    body: { shape: 'SetUpSpaceRequest', field: '' },
    handle(context, { body }) {
      const id = once(context, { place: 'space', requestId: body.requestId }, () => setUp(context, body));
      return spaceView(context, demandSpace(context, id), 'get');
    },
  }),
];

function setUp(context: MethodContext, { space: wanted, memberships = [] }: Shape<'SetUpSpaceRequest'>): string {
  if (wanted?.spaceType === undefined || wanted.spaceType === 'SPACE_TYPE_UNSPECIFIED') {
    throw invalidField('space.space_type', 'The space type is required.');
  }
  if (memberships.length > maxMemberships)
    throw invalidField('memberships', `At most ${maxMemberships} memberships are allowed.`);
  const ids = memberships.map(membership => demandInvitee(context, membership, wanted.spaceType));
  if (new Set(ids).size < ids.length || ids.includes(context.caller.id)) {
    throw invalidField('memberships', 'Every member is named once, the caller not at all.');
  }
  if (wanted.spaceType === 'DIRECT_MESSAGE') return setUpDirectMessage(context, wanted, ids);
  if (wanted.spaceType === 'GROUP_CHAT' && ids.length < 2)
    throw invalidField('memberships', 'A group chat needs at least two memberships.');
  const space = createSpace(context, wanted);
  for (const id of ids)
    addMember(space, newMembership(context.store, id, { kind: context.store.groups.has(id) ? 'group' : 'user' }));
  return space.id;
}

function setUpDirectMessage(context: MethodContext, wanted: Shape<'Space'>, ids: readonly string[]): string {
  const isWithApp = wanted.singleUserBotDm === true;
  if (ids.length !== (isWithApp ? 0 : 1)) {
    throw invalidField(
      'memberships',
      isWithApp
        ? 'A direct message with the app takes no memberships.'
        : 'A direct message needs exactly one membership.',
    );
  }
  if (wanted.spaceDetails !== undefined) throw invalidField('space.space_details', 'A direct message has no details.');
  const other = isWithApp ? context.store.serviceAccount.appId : (ids[0] ?? '');
  const existing = findDirectMessage(context, other);
  if (existing !== undefined) return existing.id;
  const space = createSpace(context, wanted);
  addMember(space, newMembership(context.store, other));
  return space.id;
}

function demandInvitee(
  { store }: MethodContext,
  { member, groupMember }: Shape<'Membership'>,
  spaceType: string | undefined,
): string {
  const groupId = /^groups\/([^/]+)$/.exec(groupMember?.name ?? '')?.[1];
  if (groupId !== undefined) {
    if (spaceType !== 'SPACE') throw invalidField('memberships', 'Google Groups can be added to named spaces only.');
    if (!store.groups.has(groupId)) throw new GoogleError('NOT_FOUND', `Group groups/${groupId} was not found.`);
    return groupId;
  }
  const key = userKeyOf(member?.name);
  if (key === undefined || member?.type !== 'HUMAN') {
    throw invalidField('memberships.member', 'A member has a name users/{user} and the type HUMAN.');
  }
  const user = findUser(store, key);
  if (user === undefined || user.type !== 'HUMAN' || user.deleted === true)
    throw new GoogleError('NOT_FOUND', `User users/${key} was not found.`);
  return user.id;
}
