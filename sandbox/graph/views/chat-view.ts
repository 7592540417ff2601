import type { Chat } from '../store/tenant.ts';
import type { Token } from '../store/tokens.ts';

/** A chat; how it looks to the signed-in person is null for an app. */
export function chatView({ record, hiddenBy, messages }: Chat, token: Token): object {
  if (token.userId === undefined) return { ...record, viewpoint: null };
  const [newest] = messages.roots();
  const viewpoint = {
    isHidden: hiddenBy.has(token.userId),
    lastMessageReadDateTime: newest?.record.createdDateTime ?? '0001-01-01T00:00:00Z',
  };
  return { ...record, viewpoint };
}

/** The newest message of a chat, in brief; null where there is none. */
export function lastMessagePreview({ messages }: Chat): object | null {
  const newest = messages.all().at(-1)?.record;
  if (newest === undefined) return null;
  const { id, createdDateTime, deletedDateTime, messageType, from, body, eventDetail } = newest;
  return { id, createdDateTime, isDeleted: deletedDateTime !== null, messageType, from, body, eventDetail };
}
