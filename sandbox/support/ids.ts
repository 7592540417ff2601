import type { Random } from './random.ts';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Gives ids that were not given before. */
export interface Ids {
  /** A prefix and `length` characters of `0-9A-Z`, as in `C08K3J2L1Q9`. */
  next(prefix: string, length?: number): string;
}

/** Creates a source of ids from a random stream. */
export function createIds(random: Random): Ids {
  const given = new Set<string>();
  return {
    next(prefix, length = 9) {
      for (;;) {
        const id = prefix + '0' + randomText(random, alphabet, length);
        if (given.has(id)) continue;
        given.add(id);
        return id;
      }
    },
  };
}

/** `length` characters drawn from an alphabet. */
export function randomText(random: Random, characters: string, length: number): string {
  let text = '';
  for (let index = 0; index < length; index++) text += characters[random.integer(0, characters.length - 1)] ?? '';
  return text;
}
