import type { Clock } from '../../../src/engine/ports.ts';

/** A clock that moves when it is told to. */
export interface MovableClock extends Clock {
  advance(ms: number): void;
}

/** Stands still but for `advance` and `sleep`, which takes no time. */
export function movableClock(startMs: number): MovableClock {
  let passedMs = 0;
  return {
    nowMs: () => startMs + passedMs,
    monotonicMs: () => passedMs,
    sleep: ms => {
      passedMs += ms;
      return Promise.resolve();
    },
    advance: ms => void (passedMs += ms),
  };
}
