import { LRUCache } from 'lru-cache';

/** What was read, and how long ago. */
export interface Recalled<T> {
  readonly value: T;
  readonly ageMs: number;
}

/** Remembers what was read of the database, as long as somebody vouches that changes would be heard of. */
export interface Memory<T> {
  /**
   * What is remembered under the key, or else what `read` finds; undefined is not remembered.
   *
   * @throws what `read` throws
   */
  recall(key: string, read: () => Promise<T | undefined>): Promise<Recalled<T> | undefined>;
  /** Forgets what is about a subject, and lets no reading that is under way be remembered. */
  forget(subject: string): void;
  forgetAll(): void;
}

export interface MemoryOptions<T> {
  readonly subjectOf: (value: T) => string;
  readonly isTrusted: () => boolean;
  readonly monotonicMs: () => number;
  /** Default 10,000. */
  readonly max?: number;
}

/** Read again after this long, whatever is heard. */
const longestAgeMs = 30_000;

/** An empty one. */
export function createMemory<T extends object>(options: MemoryOptions<T>): Memory<T> {
  const { subjectOf, isTrusted, monotonicMs, max = 10_000 } = options;
  const keysOf = new Map<string, Set<string>>();
  const kept = new LRUCache<string, { readonly value: T; readonly readMs: number }>({
    max,
    dispose: ({ value }, key) => {
      const subject = subjectOf(value);
      const keys = keysOf.get(subject);
      keys?.delete(key);
      if (keys?.size === 0) keysOf.delete(subject);
    },
  });
  // Whatever was being read when something was forgotten may be older than that.
  let forgettings = 0;

  const keep = (key: string, value: T, readMs: number): void => {
    kept.set(key, { value, readMs });
    const subject = subjectOf(value);
    const keys = keysOf.get(subject);
    if (keys) keys.add(key);
    else keysOf.set(subject, new Set([key]));
  };

  return {
    async recall(key, read) {
      const nowMs = monotonicMs();
      // A change that came while nobody listened is told to nobody, so trust has to hold before the reading begins.
      const mayKeep = isTrusted();
      const found = mayKeep ? kept.get(key) : undefined;
      if (found && nowMs - found.readMs <= longestAgeMs) return { value: found.value, ageMs: nowMs - found.readMs };
      const before = forgettings;
      const value = await read();
      if (value === undefined) return undefined;
      if (mayKeep && before === forgettings) keep(key, value, nowMs);
      return { value, ageMs: 0 };
    },
    forget(subject) {
      forgettings += 1;
      for (const key of [...(keysOf.get(subject) ?? [])]) kept.delete(key);
    },
    forgetAll() {
      forgettings += 1;
      kept.clear();
    },
  };
}
