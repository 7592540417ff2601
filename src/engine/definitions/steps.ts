import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Work in steps that each take milliseconds. It can be done in one go, or with turns of the event loop between them
 * while calls are served.
 */
export type Steps<T> = Generator<void, T, void>;

/** Does all steps at once. */
export function inOneGo<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** Longest stretch of steps without a turn for others. */
const longestStretchMs = 8;

/** Does the steps and lets others have their turn. */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  let startedMs = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    if (performance.now() - startedMs < longestStretchMs) continue;
    await nextTurn();
    startedMs = performance.now();
  }
}
