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
    space: kind =>
      unique(() => (kind === 'room' ? `AAQA${randomText(random, letters, 7)}` : `${randomText(random, letters, 6)}AAAAE`)),
    messagePart: () => unique(() => randomText(random, letters, 11)),
    user: () => unique(() => `1${randomText(random, digits, 20)}`),
    group: () => unique(() => `0${randomText(random, lower, 14)}`),
    driveFile: () => unique(() => `1${randomText(random, letters, 32)}`),
    opaque: () => unique(() => randomText(random, letters, 60)),
  };
}
