import { setTimeout as sleep } from 'node:timers/promises';
import type { Reply } from '../../sandbox/demo/api.ts';

/** Calls that began at a steady rate, whatever became of those before them. */
export interface Load {
  readonly calls: number;
  readonly failed: readonly string[];
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * Makes calls at a steady rate: a slow answer does not hold back the next call.
 *
 * @param call makes the call of that number; its answer is judged by `isWell`
 */
export async function steadyLoad(
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
  call: (turn: number) => Promise<Reply>,
  isWell: (reply: Reply) => boolean,
): Promise<Load> {
  const times: number[] = [];
  const failed: string[] = [];
  const startedMs = performance.now();
  const pending: Promise<void>[] = [];
  const make = async (turn: number): Promise<void> => {
    try {
      const reply = await call(turn);
      times.push(reply.ms);
      if (!isWell(reply)) failed.push(`${turn}: ${reply.status} ${JSON.stringify(reply.body).slice(0, 300)}`);
    } catch (error) {
      failed.push(`${turn}: ${String(error)}`);
    }
  };
  for (let turn = 0; turn < perSecond * seconds; turn += 1) {
    const dueMs = startedMs + (turn * 1000) / perSecond;
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    pending.push(make(turn));
  }
  await Promise.all(pending);
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number): number => Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10;
  return { calls: pending.length, failed, p50Ms: at(0.5), p99Ms: at(0.99) };
}
