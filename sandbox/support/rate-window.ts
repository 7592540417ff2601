/** Counts calls in windows of one minute. */
export interface RateWindow {
  /** Takes one of `perMinute` calls of `key`; 0 when it was free, otherwise the seconds to wait. */
  take(key: string, perMinute: number): number;
}

/** Creates counters that read the time from `now` (milliseconds since 1970). */
export function createRateWindow(now: () => number): RateWindow {
  const windows = new Map<string, { startMs: number; used: number }>();
  return {
    take(key, perMinute) {
      const nowMs = now();
      let window = windows.get(key);
      if (window === undefined || nowMs - window.startMs >= 60_000) {
        window = { startMs: nowMs, used: 0 };
        windows.set(key, window);
      }
      if (window.used < perMinute) {
        window.used++;
        return 0;
      }
      return Math.max(1, Math.ceil((window.startMs + 60_000 - nowMs) / 1000));
    },
  };
}
