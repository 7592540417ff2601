import type { Limiter, RateWindow, SlotOutcome } from '../ports.ts';
import type { Destination, Guard } from './guard/guard.ts';
import type { Answered, Judge, Verdict } from './judge.ts';
import { noteRate, type RateMeter } from './rates/meter.ts';

/** Who waits, how long, and where it is noted what is left. */
export interface LimitScope {
  readonly deadlineMs: number;
  readonly signal?: AbortSignal;
  readonly meter: RateMeter;
  readonly guard: Guard;
}

/** Where a try goes, and the rates it counts against. */
export interface Limits {
  readonly to: Destination;
  readonly windows: readonly RateWindow[];
  readonly limiter: Limiter;
}

/**
 * Makes one try of a native call when its rates have a slot for it and its provider a place.
 *
 * @param judgeNow called when the try begins
 * @throws PROVIDER_RATE_LIMITED, OVERLOADED when there is none in time, PROVIDER_UNAVAILABLE when nothing is sent to the
 *   host at the moment; whatever the try throws
 */
export async function withinLimits<T extends Answered>(
  attempt: () => Promise<T>,
  judgeNow: () => Judge,
  { to, windows, limiter }: Limits,
  scope: LimitScope,
): Promise<T> {
  // Before it waits for a slot that it could not use.
  scope.guard.check(to);
  const slot = await limiter.reserve(windows, scope);
  let outcome: SlotOutcome = { sent: false };
  try {
    const leave = await scope.guard.enter(to, scope);
    let verdict: Verdict = { slot: { sent: true }, health: 'unknown' };
    const judge = judgeNow();
    try {
      const result = await attempt();
      verdict = judge.given(result);
      return result;
    } catch (error) {
      verdict = judge.thrown(error);
      throw error;
    } finally {
      outcome = verdict.slot;
      leave(verdict.health);
    }
  } finally {
    noteRate(scope.meter, slot.settle(outcome));
  }
}
