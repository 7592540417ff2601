/** When to run after something happened. */
export interface SettledRunnerOptions {
  /** Runs once nothing happened for so long. */
  readonly quietMs: number;
  /** Runs at the latest so long after the first happening, however much goes on, and once more when it is quiet. */
  readonly longestMs: number;
  /** One at a time; what happens meanwhile makes it run again. A failure is the runner's own affair. */
  readonly run: () => Promise<void>;
}

/** Gathers happenings and runs once they have settled. */
export interface SettledRunner {
  /** Something happened. */
  notice(): void;
  /** Runs no more; resolves when a run under way has ended. */
  close(): Promise<void>;
}

/** A runner for bursts of events: one run for a burst, never two at once, none missed. */
export function createSettledRunner({ quietMs, longestMs, run }: SettledRunnerOptions): SettledRunner {
  let timer: NodeJS.Timeout | undefined;
  let firstMs: number | undefined;
  let lastMs = 0;
  let running: Promise<void> | undefined;
  let isClosed = false;

  const dueMs = (sinceMs: number): number => Math.min(lastMs + quietMs, sinceMs + longestMs);
  const start = (): void => {
    if (running !== undefined || firstMs === undefined) return;
    const nowMs = performance.now();
    // Timers ring up to a millisecond early; such a run would not count as one after the quiet.
    if (nowMs < dueMs(firstMs)) return schedule();
    // Watchers swallow signs that follow closely on others, so only a run after the quiet has surely seen everything.
    firstMs = nowMs < lastMs + quietMs ? nowMs : undefined;
    running = run().finally(() => {
      running = undefined;
      if (firstMs !== undefined) schedule();
    });
  };
  const schedule = (): void => {
    clearTimeout(timer);
    if (isClosed || firstMs === undefined) return;
    timer = setTimeout(start, Math.max(0, dueMs(firstMs) - performance.now()));
  };
  return {
    notice: () => {
      lastMs = performance.now();
      firstMs ??= lastMs;
      schedule();
    },
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await running;
    },
  };
}
