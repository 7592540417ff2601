/** A seeded stream of pseudo-random values: the same seed gives the same values on every machine. */
export interface Random {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number, both bounds included. */
  integer(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One value of `[value, weight]` rows. */
  weighted<T>(rows: readonly (readonly [T, number])[]): T;
  /** Up to `count` different elements, in the order of the list. */
  sample<T>(list: readonly T[], count: number): T[];
  /** An independent stream that depends on this stream's seed and the name only, not on what was drawn before. */
  fork(name: string): Random;
}

/** Creates the stream of one seed (any 32-bit whole number). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;

  const next = (): number => {
    // A Weyl sequence with an avalanche step: small, fast and good enough for test data.
    state = (state + 0x9e3779b9) >>> 0;
    return mix(state) / 0x1_0000_0000;
  };
  const integer = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  const pick = <T>(list: readonly T[]): T => at(list, integer(0, list.length - 1));

  return {
    next,
    integer,
    pick,
    chance: probability => next() < probability,
    weighted: rows => {
      let left = next() * rows.reduce((sum, [, weight]) => sum + weight, 0);
      const row = rows.find(([, weight]) => (left -= weight) < 0);
      return (row ?? at(rows, rows.length - 1))[0];
    },
    sample: (list, count) => {
      const wanted = Math.min(count, list.length);
      const picked = new Set<number>();
      while (picked.size < wanted) picked.add(integer(0, list.length - 1));
      return [...picked].sort((a, b) => a - b).map(index => at(list, index));
    },
    fork: name => createRandom(mix((seed >>> 0) ^ hashText(name))),
  };
}

/** A 32-bit hash of a text (FNV-1a), stable across platforms. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

function at<T>(list: readonly T[], index: number): T {
  if (index < 0 || index >= list.length) throw new RangeError('A value was asked of an empty list.');
  return list[index] as T; // inside the bounds, checked on the line above
}
