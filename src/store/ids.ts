import { randomBytes } from 'node:crypto';

/** Digits and lower-case letters without i, l, o and u, which people misread. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** A new id that cannot be guessed: the prefix, `_` and 24 characters (120 random bits). */
export function newId(prefix: 'acc' | 'key'): string {
  // 256 is a multiple of 32, so every letter is equally likely.
  const letters = Array.from(randomBytes(24), byte => alphabet.charAt(byte % alphabet.length));
  return `${prefix}_${letters.join('')}`;
}
