import type { Caller } from '../api/method.ts';
import type { Shape } from '../api/shapes.ts';
import { isJoined, type Space } from '../store/space.ts';
import type { Content } from '../store/store.ts';

/**
 * A Chat user as a caller sees it in a space. The app always gets the display name; a person gets names, e-mail and
 * picture of those who are members of the space, of others the id and type only. Deleted ones are anonymous.
 */
export function userView(store: Content, caller: Caller, space: Space, userId: string): Shape<'User'> {
  const name = `users/${userId}`;
  const user = store.users.get(userId);
  if (user === undefined || user.deleted === true) return { name, type: user?.type ?? 'HUMAN', isAnonymous: true };
  const { type, displayName, email, domainId, avatarUrl } = user;
  if (caller.kind === 'app') return { name, displayName, type, domainId: type === 'HUMAN' ? domainId : undefined };
  if (userId !== caller.id && !isJoined(space, userId)) return { name, type };
  return { name, displayName, type, email, domainId, avatarUrl };
}
