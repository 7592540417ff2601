import type { RateWindow, SlotOutcome } from '../../../../src/engine/ports.ts';
import { createLimiter, type LimiterOptions } from '../../../../src/engine/transport/rates/limiter.ts';
import { PatchbayError } from '../../../../src/errors.ts';
import { createVirtualClock } from './virtual-clock.ts';

/** A call that somebody wants to make. */
export interface WantedCall {
  readonly name: string;
  readonly atMs: number;
  readonly windows: readonly RateWindow[];
  /** Default 0: it is answered at once. */
  readonly lastsMs?: number;
  /** Default 60,000. */
  readonly patienceMs?: number;
  /** Its caller goes away this much after it came. */
  readonly abortsMs?: number;
  readonly outcome?: SlotOutcome;
}

/** What became of a call. */
export interface PlayedCall {
  readonly name: string;
  readonly beganMs?: number;
  readonly endedMs?: number;
  /** Seconds of `Retry-After`. */
  readonly refused?: number;
  readonly failed?: string;
}

/** A window of the acme integration. */
export function windowOf(name: string, max: number, perMs: number): RateWindow {
  return { key: name, integration: 'acme', label: `the rate "${name}" of Acme (${max} in ${perMs}ms)`, max, perMs };
}

export interface PlayOptions extends LimiterOptions {
  /** Time that each reading of the clock takes; 0 by default. */
  readonly readingMs?: number;
}

/**
 * Plays calls against a limiter over virtual time, for longer than any of them takes; in the order in which they began or
 * failed. One that waits for ever is not among them.
 */
export async function playCalls(calls: readonly WantedCall[], options: PlayOptions = {}): Promise<PlayedCall[]> {
  const clock = createVirtualClock(options);
  const limiter = createLimiter(clock, options);
  const played: PlayedCall[] = [];
  const make = async (call: WantedCall): Promise<void> => {
    const { name, windows, lastsMs = 0, patienceMs = 60_000, abortsMs, outcome = { sent: true } } = call;
    await clock.sleep(call.atMs);
    const caller = new AbortController();
    if (abortsMs !== undefined) void clock.sleep(abortsMs).then(() => caller.abort(new Error('gone')));
    try {
      const deadlineMs = clock.monotonicMs() + patienceMs;
      const slot = await limiter.reserve(windows, { deadlineMs, signal: caller.signal });
      const index = played.push({ name, beganMs: clock.monotonicMs() }) - 1;
      if (lastsMs > 0) await clock.sleep(lastsMs);
      slot.settle(outcome);
      played[index] = { name, ...played[index], endedMs: clock.monotonicMs() };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const { retryAfterSeconds } = error instanceof PatchbayError ? error.facts : {};
      played.push({ name, ...(retryAfterSeconds ? { refused: retryAfterSeconds } : { failed: error.message }) });
    }
  };
  for (const call of calls) void make(call);
  await clock.moveTo(10_000_000);
  return played;
}

/** `a 0, b 1000, c refused 3s`. */
export function timetable(played: readonly PlayedCall[]): string {
  return played
    .map(({ name, beganMs, refused, failed }) => `${name} ${failed ?? (refused ? `refused ${refused}s` : beganMs)}`)
    .join(', ');
}
