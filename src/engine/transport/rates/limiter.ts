import type { PatchbayError, RateReading } from '../../../errors.ts';
import type { Clock, Limiter, RateWindow, Slot, SlotOutcome, SlotWait } from '../../ports.ts';
import { forgetOldest } from '../forget-oldest.ts';
import { createCountedWindow, type CountedWindow } from './counted-window.ts';
import { rateRefusal } from './refusal.ts';

export interface LimiterOptions {
  /** `off`: declared limits are not kept; what providers say themselves still is. Default `declared`. */
  readonly rates?: 'declared' | 'off';
  /** Windows kept in memory, 20,000 by default. Above that the one that was used longest ago is forgotten. */
  readonly maxWindows?: number;
}

/** Longest time a window stays closed at a provider's word: whoever asks for a day is asked again after an hour. */
const longestCloseMs = 3_600_000;

/** Those who wait for one window, in the order they came. */
interface Lane {
  readonly window: CountedWindow;
  /** As the last call described it. */
  described: RateWindow;
  readonly queue: Set<Waiter>;
  alarm: { readonly atMs: number; readonly stop: AbortController } | undefined;
}

interface Waiter {
  readonly lanes: readonly Lane[];
  readonly deadlineMs: number;
  readonly begin: (slot: Slot) => void;
  readonly refuse: (error: unknown) => void;
}

/** A limiter for one process. What it counts is forgotten when the process ends. */
export function createLimiter(clock: Clock, options: LimiterOptions = {}): Limiter {
  const lanes = new Map<string, Lane>();
  const { rates = 'declared', maxWindows = 20_000 } = options;

  const mayForget = ({ window, queue }: Lane, nowMs: number): boolean =>
    queue.size === 0 && !window.isUnderWay() && (lanes.size >= maxWindows - 1 || window.isIdle(nowMs));

  const laneOf = (described: RateWindow): Lane => {
    const max = rates === 'off' ? Infinity : described.max;
    const known = lanes.get(described.key);
    if (known !== undefined) lanes.delete(described.key);
    const lane = known ?? {
      window: createCountedWindow(max, described.perMs),
      described,
      queue: new Set(),
      alarm: undefined,
    };
    lane.described = described;
    lane.window.limit(max, described.perMs);
    lanes.set(described.key, lane);
    return lane;
  };

  /**
   * Begins every call of the queue that can begin, refuses those for whom it is too late, and waits for the rest. All of it
   * is decided at one instant: were the clock read again, a window that frees in between would look free to nobody.
   */
  const serve = (lane: Lane, nowMs: number): void => {
    const nextMs = lane.queue.size === 0 ? 0 : lane.window.freeAtMs(nowMs, 0);
    for (const waiter of lane.queue) {
      if (canBegin(waiter.lanes, nowMs)) {
        leave(waiter);
        waiter.begin(take(waiter.lanes));
        for (const other of waiter.lanes) if (other !== lane) wait(other, nowMs);
      } else if (nextMs > waiter.deadlineMs || nowMs >= waiter.deadlineMs) {
        leave(waiter);
        waiter.refuse(refusalOf(lane, 0, nowMs));
      }
    }
    // Whoever is left in the queue of a free window waits for another one, and is woken by that.
    if (lane.window.canTake(nowMs)) setAlarm(lane, undefined);
    else wait(lane, nowMs);
  };

  /**
   * Wakes up when the window frees, or the first of its queue gives up. A window that is free by now and was not served yet
   * keeps its alarm, which is about to ring.
   */
  const wait = (lane: Lane, nowMs: number): void => {
    if (lane.queue.size === 0) return setAlarm(lane, undefined);
    if (lane.window.canTake(nowMs)) return;
    let wakeMs = lane.window.freeAtMs(nowMs, 0);
    for (const { deadlineMs } of lane.queue) wakeMs = Math.min(wakeMs, deadlineMs);
    setAlarm(lane, wakeMs);
  };

  const setAlarm = (lane: Lane, atMs: number | undefined): void => {
    if (lane.alarm?.atMs === atMs) return;
    lane.alarm?.stop.abort();
    lane.alarm = undefined;
    if (atMs === undefined) return;
    const stop = new AbortController();
    const alarm = { atMs, stop };
    lane.alarm = alarm;
    const ring = (): void => {
      if (lane.alarm !== alarm) return;
      lane.alarm = undefined;
      serve(lane, clock.monotonicMs());
    };
    clock.sleep(Math.max(0, Math.ceil(atMs - clock.monotonicMs())), stop.signal).then(ring, () => undefined);
  };

  const take = (taken: readonly Lane[]): Slot => {
    for (const { window } of taken) window.take();
    return { settle: outcome => settle(taken, outcome) };
  };

  const settle = (taken: readonly Lane[], { sent, closedForMs = 0 }: SlotOutcome): RateReading | undefined => {
    const nowMs = clock.monotonicMs();
    for (const { window } of taken) window.end(nowMs, sent ? 'sent' : 'unsent');
    const tightest = tightestOf(taken, nowMs);
    // Which of its limits the provider meant nobody knows; the others would only be closed for calls that it would take.
    if (closedForMs > 0) tightest.window.close(nowMs + Math.min(closedForMs, longestCloseMs));
    for (const lane of taken) serve(lane, nowMs);
    return readingOf(tightest, nowMs);
  };

  const waitInLine = (own: readonly Lane[], { deadlineMs, signal }: SlotWait): Promise<Slot> =>
    new Promise((resolve, reject) => {
      const giveUp = (): void => {
        leave(waiter);
        for (const lane of own) serve(lane, clock.monotonicMs());
        reject(signal?.reason instanceof Error ? signal.reason : new Error('The call was given up.'));
      };
      const ending =
        <T>(end: (value: T) => void) =>
        (value: T): void => {
          signal?.removeEventListener('abort', giveUp);
          end(value);
        };
      const waiter: Waiter = { lanes: own, deadlineMs, begin: ending(resolve), refuse: ending(reject) };
      if (signal?.aborted === true) return giveUp();
      signal?.addEventListener('abort', giveUp, { once: true });
      for (const { queue } of own) queue.add(waiter);
      for (const lane of own) serve(lane, clock.monotonicMs());
    });

  return {
    async reserve(windows, patience) {
      const nowMs = clock.monotonicMs();
      // Before, not between: a window that was just made looks as if nobody needed it.
      if (windows.some(({ key }) => !lanes.has(key))) forgetOldest(lanes, lane => mayForget(lane, nowMs));
      const own = windows.map(laneOf);
      // Time may have freed a slot for somebody who came before and was not woken yet.
      for (const lane of own) if (lane.queue.size > 0) serve(lane, nowMs);
      if (canBegin(own, nowMs)) {
        const slot = take(own);
        for (const lane of own) if (lane.queue.size > 0) wait(lane, nowMs);
        return slot;
      }
      for (const lane of own) {
        const ahead = lane.queue.size;
        if (lane.window.freeAtMs(nowMs, ahead) > patience.deadlineMs) throw refusalOf(lane, ahead, nowMs);
      }
      return waitInLine(own, patience);
    },
  };
}

function canBegin(lanes: readonly Lane[], nowMs: number): boolean {
  return lanes.every(({ window }) => window.canTake(nowMs));
}

function leave(waiter: Waiter): void {
  for (const { queue } of waiter.lanes) queue.delete(waiter);
}

function refusalOf(lane: Lane, ahead: number, nowMs: number): PatchbayError {
  const { window, described } = lane;
  const reason = window.isClosed(nowMs) ? 'closed' : 'used_up';
  return rateRefusal(described, reason, window.freeAtMs(nowMs, ahead) - nowMs, readingOf(lane, nowMs));
}

/** The window with the smallest part of its limit left; the first of several. */
function tightestOf([first, ...rest]: readonly Lane[], nowMs: number): Lane {
  if (first === undefined) throw new Error('A slot was reserved in no window.');
  const share = ({ window, described }: Lane): number => window.remaining(nowMs) / described.max;
  return rest.reduce((tightest, lane) => (share(lane) < share(tightest) ? lane : tightest), first);
}

function readingOf({ window, described }: Lane, nowMs: number): RateReading | undefined {
  const remaining = window.remaining(nowMs);
  if (remaining === Infinity) return undefined;
  return { limit: described.max, remaining, resetSeconds: Math.ceil(window.resetMs(nowMs) / 1000) };
}
