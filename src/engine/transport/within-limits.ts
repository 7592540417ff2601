import { PatchbayError } from '../../errors.ts';
import type { Limiter, RateWindow, SlotOutcome } from '../ports.ts';
import { noteRate, type RateMeter } from './rates/meter.ts';

/** Who waits, how long, and where it is noted what is left. */
export interface LimitScope {
  readonly deadlineMs: number;
  readonly signal?: AbortSignal;
  readonly meter: RateMeter;
}

/**
 * Makes one try of a native call when its limits have a slot for it.
 *
 * @param outcomeOf what a try that was answered means for its slots
 * @throws PROVIDER_RATE_LIMITED when no slot frees in time; whatever the try throws
 */
export async function withinLimits<T>(
  attempt: () => Promise<T>,
  outcomeOf: (result: T) => SlotOutcome,
  windows: readonly RateWindow[],
  limiter: Limiter,
  scope: LimitScope,
): Promise<T> {
  const slot = await limiter.reserve(windows, scope);
  let outcome: SlotOutcome = { sent: true };
  try {
    const result = await attempt();
    outcome = outcomeOf(result);
    return result;
  } catch (error) {
    if (error instanceof PatchbayError && error.facts.sent === false) outcome = { sent: false };
    throw error;
  } finally {
    noteRate(scope.meter, slot.settle(outcome));
  }
}
