import type { Clock } from '../../../../src/engine/ports.ts';

/** A clock that stands still until it is moved, and wakes sleepers in the order of their times. */
export interface VirtualClock extends Clock {
  /** Moves to a time, waking whoever sleeps until then, and lets what they do happen. */
  moveTo(ms: number): Promise<void>;
  /** Number of those asleep. */
  sleepers(): number;
}

/** One that begins at 0. Each reading of it takes `readingMs`, as on a machine that is busy. */
export function createVirtualClock({ readingMs = 0 } = {}): VirtualClock {
  let nowMs = 0;
  let sleeping: { readonly atMs: number; readonly wake: () => void }[] = [];
  return {
    nowMs: () => nowMs,
    monotonicMs: () => (nowMs += readingMs),
    sleep: (ms, signal) =>
      new Promise((wake, reject) => {
        const sleeper = { atMs: nowMs + ms, wake };
        sleeping.push(sleeper);
        signal?.addEventListener('abort', () => {
          sleeping = sleeping.filter(one => one !== sleeper);
          reject(new Error('woken'));
        });
      }),
    async moveTo(ms) {
      await settled();
      for (;;) {
        const [next] = sleeping.filter(({ atMs }) => atMs <= ms).sort((one, other) => one.atMs - other.atMs);
        if (next === undefined) break;
        sleeping = sleeping.filter(one => one !== next);
        nowMs = Math.max(nowMs, next.atMs);
        next.wake();
        await settled();
      }
      nowMs = Math.max(nowMs, ms);
    },
    sleepers: () => sleeping.length,
  };
}

/** Every promise that can go on has gone on. */
function settled(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
