import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSettledRunner } from '../../src/engine/definitions/reloading/settled-runner.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A runner whose runs last 100 ms; when they began and how many were under way at most. */
const start = () => {
  const startedMs = performance.now();
  const seen = { runs: [] as number[], most: 0, now: 0 };
  const runner = createSettledRunner({
    quietMs: 50,
    longestMs: 200,
    run: async () => {
      seen.runs.push(performance.now() - startedMs);
      seen.now += 1;
      seen.most = Math.max(seen.most, seen.now);
      await new Promise(resolve => setTimeout(resolve, 100));
      seen.now -= 1;
    },
  });
  return { runner, seen };
};

describe('createSettledRunner', () => {
  it('runs once for a burst, when it is over', async () => {
    const { runner, seen } = start();
    for (const waitMs of [30, 30, 30]) {
      runner.notice();
      await vi.advanceTimersByTimeAsync(waitMs);
    }
    await vi.advanceTimersByTimeAsync(1_000);
    expect(seen).toEqual({ runs: [110], most: 1, now: 0 });
  });

  it('runs once though its timer rings a little early', async () => {
    const { runner, seen } = start();
    const between = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 0.4);
    runner.notice();
    between.mockRestore();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(seen).toEqual({ runs: [51], most: 1, now: 0 });
  });

  it('runs in the end however long a burst goes on, and never twice at once', async () => {
    const { runner, seen } = start();
    for (let count = 0; count < 50; count += 1) {
      runner.notice();
      await vi.advanceTimersByTimeAsync(10);
    }
    await vi.advanceTimersByTimeAsync(1_000);
    expect(seen).toEqual({ runs: [200, 400, 540], most: 1, now: 0 });
  });

  it('runs once more in the quiet after a run that did not wait for it', async () => {
    const { runner, seen } = start();
    for (let count = 0; count < 20; count += 1) {
      runner.notice();
      await vi.advanceTimersByTimeAsync(10);
    }
    await vi.advanceTimersByTimeAsync(1_000);
    expect(seen).toEqual({ runs: [200, 301], most: 1, now: 0 });
  });

  it('runs no more once it is closed, and waits for the run under way', async () => {
    const { runner, seen } = start();
    runner.notice();
    await vi.advanceTimersByTimeAsync(60);
    runner.notice();
    const closed = runner.close();
    await vi.advanceTimersByTimeAsync(100);
    await closed;
    runner.notice();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(seen).toEqual({ runs: [50], most: 1, now: 0 });
  });
});
