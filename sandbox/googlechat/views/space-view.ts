import type { MethodContext } from '../api/method.ts';
import type { Shape } from '../api/shapes.ts';
import { spaceName, type Space } from '../store/space.ts';
import type { GoogleChatStore } from '../store/store.ts';
import { formatTimestamp } from '../store/timestamp.ts';

/** A space as a caller sees it. `list` leaves the permission settings out, as lists do. */
export function spaceView(context: MethodContext, space: Space, place: 'get' | 'list'): Shape<'Space'> {
  const { store, caller } = context;
  const { facts } = space;
  const isNamed = facts.spaceType === 'SPACE';
  const seesAccess = caller.kind === 'user' || caller.scopes.has('chat.app.spaces');
  const last = space.messages.all.at(-1);
  return {
    ...briefSpaceView(space),
    threaded: isNamed && facts.spaceThreadingState === 'THREADED_MESSAGES',
    externalUserAllowed: facts.externalUserAllowed,
    singleUserBotDm: facts.singleUserBotDm,
    importMode: facts.importMode,
    importModeExpireTime: facts.importMode ? formatTimestamp(space.createdMicros + 90 * 86_400_000_000) : undefined,
    spaceDetails: facts.spaceDetails,
    createTime: facts.spaceType === 'DIRECT_MESSAGE' ? undefined : formatTimestamp(space.createdMicros),
    lastActiveTime: last === undefined ? undefined : formatTimestamp(last.createdMicros),
    membershipCount: membershipCount(store, space),
    accessSettings: isNamed && seesAccess ? accessSettings(space) : undefined,
    permissionSettings: isNamed && seesAccess && place === 'get' ? facts.permissionSettings : undefined,
    spaceUri: `https://chat.google.com/${isNamed ? 'room' : 'dm'}/${space.id}?cls=11`,
    customer: isNamed ? `customers/${store.customer.id}` : undefined,
  };
}

/** What stands in a message about its space when the app asks. */
export function briefSpaceView(space: Space): Shape<'Space'> {
  const { spaceType, displayName, spaceThreadingState, spaceHistoryState } = space.facts;
  return {
    name: spaceName(space),
    type: spaceType === 'DIRECT_MESSAGE' ? 'DM' : 'ROOM',
    displayName,
    spaceType,
    spaceThreadingState,
    spaceHistoryState,
  };
}

function accessSettings({ facts }: Space): Shape<'AccessSettings'> {
  if (facts.audience === undefined) return { accessState: 'PRIVATE' };
  return { accessState: 'DISCOVERABLE', audience: facts.audience };
}

/** People and groups that joined; apps are not counted. */
export function membershipCount(store: GoogleChatStore, space: Space): Required<Shape<'MembershipCount'>> {
  let joinedDirectHumanUserCount = 0;
  let joinedGroupCount = 0;
  for (const { id, kind, state } of space.members.values()) {
    if (state !== 'JOINED') continue;
    if (kind === 'group') joinedGroupCount++;
    else if (store.users.get(id)?.type === 'HUMAN') joinedDirectHumanUserCount++;
  }
  return { joinedDirectHumanUserCount, joinedGroupCount };
}
