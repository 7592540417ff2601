import { createHash } from 'node:crypto';

/** The entity tag of a record, in quotes as Google writes it; it changes with the record. */
export function etagOf(record: unknown): string {
  return `"${createHash('sha1').update(JSON.stringify(record)).digest('base64url')}"`;
}
