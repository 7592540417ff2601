import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until a value is there and returns it with the milliseconds that took.
 *
 * @throws Error when it takes longer than `patienceMs`
 */
export async function until<T>(
  read: () => T | undefined | Promise<T | undefined>,
  patienceMs = 20_000,
): Promise<{ readonly value: T; readonly tookMs: number }> {
  const startedMs = performance.now();
  for (;;) {
    const value = await read();
    const tookMs = performance.now() - startedMs;
    if (value !== undefined) return { value, tookMs };
    if (tookMs > patienceMs) throw new Error(`It did not happen within ${patienceMs} ms.`);
    await sleep(10);
  }
}
