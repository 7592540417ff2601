import { createHash } from 'node:crypto';
import type { Random } from '../../support/random.ts';

/** A version 4 GUID drawn from a random stream. */
export function guid(random: Random): string {
  const hex = Array.from({ length: 4 }, () => random.integer(0, 0xffff_ffff).toString(16).padStart(8, '0')).join('');
  const variant = '89ab'[random.integer(0, 3)] ?? '8';
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** Whether a text is a GUID. */
export function isGuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/**
 * The id of a membership: of a team the text `team##user`, of anything else bytes; both in base64, so that it holds
 * `=`, `+` and `/`.
 */
export function membershipId(
  container: { readonly kind: 'team' | 'other'; readonly id: string },
  userId: string,
): string {
  if (container.kind === 'team') return Buffer.from(`${container.id}##${userId}`).toString('base64');
  const user = Buffer.from(userId.replaceAll('-', ''), 'hex');
  return Buffer.concat([
    createHash('sha256').update(`${container.id} ${userId}`).digest(),
    user,
    Buffer.of(0),
  ]).toString('base64');
}
