import type { MethodContext } from '../api/method.ts';
import type { Shape } from '../api/shapes.ts';
import type { StoredMembership } from '../store/records.ts';
import { spaceName, type Space } from '../store/space.ts';
import { formatTimestamp } from '../store/timestamp.ts';
import { userView } from './user-view.ts';

/** A membership as a caller sees it. */
export function membershipView(
  context: MethodContext,
  space: Space,
  membership: StoredMembership,
): Shape<'Membership'> {
  const { store, caller } = context;
  const base: Shape<'Membership'> = {
    name: `${spaceName(space)}/members/${membership.id}`,
    state: membership.state,
    role: membership.role,
    createTime: formatTimestamp(membership.createdMicros),
  };
  if (membership.kind === 'group') return { ...base, groupMember: { name: `groups/${membership.id}` } };
  const user = store.users.get(membership.id);
  const affiliation = user?.domainId === store.customer.domainId ? 'INTERNAL' : 'EXTERNAL';
  return {
    ...base,
    member: userView(store, caller, space, membership.id),
    affiliation: user?.type === 'HUMAN' ? affiliation : undefined,
  };
}
