import { randomText } from '../../support/ids.ts';
import type { Random } from '../../support/random.ts';

const digits = '0123456789';
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';
const lower = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Gives ids in the forms Google uses; none comes twice. */
export interface Ids {
  /** `AAQAO1heGsE` for named spaces and group chats, `jLQ7DiAAAAE` for direct messages. */
  space(kind: 'room' | 'dm'): string;
  /** Either part of a message's id: `7kIi-x7SDAY`; may begin with `-` or `_`. */
  messagePart(): string;
  /** 21 digits, shared by Chat, People and the Directory. */
  user(): string;
  /** `01baon6m1wv1plv` */
  group(): string;
  /** `1mIbV8pX…`, 33 characters. */
  driveFile(): string;
  /** An opaque text of 60 characters. */
  opaque(): string;
}

/** Creates a source of ids from a random stream. */
export function createIds(random: Random): Ids {
  const given = new Set<string>();
  const unique = (make: () => string): string => {
    for (;;) {
      const id = make();
      if (given.has(id)) continue;
      given.add(id);
      return id;
    }
  };
  return {
    space: kind => unique(() => (kind === 'room' ? `AAQA${letterText(random, 7)}` : `${letterText(random, 6)}AAAAE`)),
    messagePart: () => unique(() => letterText(random, 11)),
    user: () => unique(() => `1${randomText(random, digits, 20)}`),
    group: () => unique(() => `0${randomText(random, lower, 14)}`),
    driveFile: () => unique(() => `1${letterText(random, 32)}`),
    opaque: () => unique(() => letterText(random, 60)),
  };
}

/** Five of the 64 letters a draw: the seed makes tens of thousands of ids. */
function letterText(random: Random, length: number): string {
  let text = '';
  let bits = 0;
  for (let index = 0; index < length; index++) {
    bits = index % 5 === 0 ? random.integer(0, 0x3fff_ffff) : bits >>> 6;
    text += letters.charAt(bits & 63);
  }
  return text;
}
