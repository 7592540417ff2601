import { createHash } from 'node:crypto';
import type { Random } from '../../support/random.ts';
import { beginningOfTime, teamsTime } from '../store/graph-time.ts';
import { membershipId } from '../store/guid.ts';
import type { UserRecord } from '../store/directory-records.ts';
import type { MemberRecord } from '../store/records.ts';

/** Makes the membership of a user. `chat` shows how much of the history they see. */
export function memberRecord(
  container: { readonly kind: 'team' | 'channel' | 'chat'; readonly id: string; readonly tenantId: string },
  user: UserRecord,
  facts: { readonly role?: 'owner'; readonly sinceMs?: number },
): MemberRecord {
  const isGuest = user.userType === 'Guest';
  return {
    '@odata.type': '#microsoft.graph.aadUserConversationMember',
    id: membershipId({ kind: container.kind === 'team' ? 'team' : 'other', id: container.id }, user.id),
    roles: facts.role !== undefined ? [facts.role] : isGuest ? ['guest'] : [],
    displayName: user.displayName,
    visibleHistoryStartDateTime: facts.sinceMs === undefined ? beginningOfTime : teamsTime(facts.sinceMs),
    userId: user.id,
    email: user.mail,
    tenantId: container.tenantId,
  };
}

/** Users by their membership, the first `owners` of them owners. */
export function roster(
  container: { readonly kind: 'team' | 'channel' | 'chat'; readonly id: string; readonly tenantId: string },
  users: readonly UserRecord[],
  owners: ReadonlySet<string>,
): Map<string, MemberRecord> {
  return new Map(
    users.map(user => [user.id, memberRecord(container, user, owners.has(user.id) ? { role: 'owner' } : {})]),
  );
}

/** The id of a channel; that of an old one ends in another domain. */
export function channelId(random: Random, form: 'tacv2' | 'skype'): string {
  return `19:${hex(random, 32)}@thread.${form}`;
}

/** The id of a chat: of two people it is made of their ids. */
export function chatId(kind: 'oneOnOne' | 'group' | 'meeting', users: readonly UserRecord[], random: Random): string {
  switch (kind) {
    case 'oneOnOne':
      return `19:${users
        .map(user => user.id)
        .sort()
        .join('_')}@unq.gbl.spaces`;
    case 'group':
      return `19:${hex(random, 32)}@thread.v2`;
    case 'meeting':
      return `19:meeting_${Buffer.from(hex(random, 36)).toString('base64url')}@thread.v2`;
  }
}

/** A library path segment made of a name, percent-encoded. */
export function pathSegment(name: string): string {
  return encodeURIComponent(name);
}

/** Lower-case hexadecimal digits drawn at random. */
function hex(random: Random, length: number): string {
  return createHash('sha256').update(String(random.next())).digest('hex').padEnd(length, '0').slice(0, length);
}
