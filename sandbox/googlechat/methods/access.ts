import { GoogleError } from '../api/google-error.ts';
import type { MethodContext } from '../api/method.ts';
import type { StoredMessage } from '../store/records.ts';
import { isJoined, type Space } from '../store/space.ts';

/**
 * The space of a call, which the caller may see: its member, its importing creator, or an administrator with
 * administrator's access.
 *
 * @throws GoogleError NOT_FOUND, PERMISSION_DENIED
 */
export function demandSpace({ store, caller, reach, useAdminAccess }: MethodContext, spaceId: string): Space {
  const space = store.spaces.get(spaceId);
  if (space === undefined) throw new GoogleError('NOT_FOUND', `Space spaces/${spaceId} was not found.`);
  const isImporting = space.facts.importMode && space.creatorId === caller.id;
  const isInside = reach === 'import' ? isImporting : isJoined(space, caller.id) || isImporting || useAdminAccess;
  if (!isInside) throw permissionDenied();
  return space;
}

/**
 * A message of the space that is not deleted and that the caller may see, by its id or client-assigned id.
 *
 * @throws GoogleError NOT_FOUND
 */
export function demandMessage(context: MethodContext, space: Space, messageId: string): StoredMessage {
  const message = space.messages.find(messageId);
  if (message === undefined || message.deleted !== undefined || !seesMessage(context, message)) {
    throw new GoogleError('NOT_FOUND', `Message spaces/${space.id}/messages/${messageId} was not found.`);
  }
  return message;
}

/** Private messages are seen by their viewer and the app that sent them. */
export function seesMessage({ caller }: MethodContext, message: StoredMessage): boolean {
  return message.privateTo === undefined || message.privateTo === caller.id || message.senderId === caller.id;
}

/** The refusal of a caller who may not. */
export function permissionDenied(message = 'The caller does not have permission'): GoogleError {
  return new GoogleError('PERMISSION_DENIED', message);
}

/** The id in `users/{id}`, or nothing for another kind of name. */
export function userKeyOf(name: string | undefined): string | undefined {
  return /^users\/([^/]+)$/.exec(name ?? '')?.[1];
}

/** What a repeated `requestId` gives back. */
export interface Once {
  /** `space`, or the space a message went to: the same id may be used in several places. */
  readonly place: string;
  readonly requestId: string | undefined;
}

/**
 * Does something once for a `requestId`: the same caller gets the first result again, another one is refused.
 *
 * @param make creates the resource and returns its id
 * @throws GoogleError ALREADY_EXISTS
 */
export function once({ store, caller }: MethodContext, { place, requestId }: Once, make: () => string): string {
  if (requestId === undefined || requestId === '') return make();
  const key = `${place} ${requestId}`;
  const done = store.doneRequests.get(key);
  if (done === undefined) {
    const resourceId = make();
    store.doneRequests.set(key, { callerId: caller.id, resourceId });
    return resourceId;
  }
  if (done.callerId !== caller.id) {
    throw new GoogleError('ALREADY_EXISTS', 'The request ID was used by another user already.');
  }
  return done.resourceId;
}
