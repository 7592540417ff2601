import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Health } from '../../../../src/engine/transport/guard/breaker.ts';
import { createGuard, type Destination } from '../../../../src/engine/transport/guard/guard.ts';
import { createSeats } from '../../../../src/engine/transport/guard/seats.ts';
import { silentLog } from '../../../support/log.ts';
import { createVirtualClock, type VirtualClock } from '../rates/virtual-clock.ts';

const endMs = 1_000_000;
const readingMs = fc.constantFrom(0, 1, 7, 20);
const visit = fc.record({
  atMs: fc.integer({ min: 0, max: 400 }),
  patienceMs: fc.integer({ min: 1, max: 300 }),
  lastsMs: fc.integer({ min: 0, max: 150 }),
  leavesMs: fc.option(fc.integer({ min: 0, max: 300 })),
});

/** One who goes away after a while, where a time is given. */
function signalOf(clock: VirtualClock, leavesMs: number | null): AbortSignal {
  const caller = new AbortController();
  if (leavesMs !== null) void clock.sleep(leavesMs).then(() => caller.abort(new Error('gone')));
  return caller.signal;
}

/** Comes to the seats as wanted, and notes how it went. */
async function playVisits(wanted: readonly (typeof visit extends fc.Arbitrary<infer V> ? V : never)[], ms: number) {
  const clock = createVirtualClock({ readingMs: ms });
  const seats = createSeats(clock, { max: 2, queue: 4 });
  const seen = { sat: [] as number[], ended: [] as number[], most: 0, refusedBesideFree: 0 };
  let sitting = 0;
  const come = async ({ atMs, patienceMs, lastsMs, leavesMs }: (typeof wanted)[number], name: number) => {
    await clock.sleep(atMs);
    const wait = { deadlineMs: atMs + patienceMs, signal: signalOf(clock, leavesMs) };
    const leave = await seats
      .take(wait, () => {
        if (sitting < 2) seen.refusedBesideFree += 1;
        return new Error('refused');
      })
      .catch(() => undefined);
    if (leave) {
      seen.sat.push(name);
      seen.most = Math.max(seen.most, ++sitting);
      await clock.sleep(lastsMs);
      sitting -= 1;
      leave();
    }
    seen.ended.push(name);
  };
  const inOrder = [...wanted].sort((one, other) => one.atMs - other.atMs);
  for (const [name, one] of inOrder.entries()) void come(one, name);
  await clock.moveTo(endMs);
  return { ...seen, left: seats.size(), sleepers: clock.sleepers() };
}

it('seats nobody too many, in the order people came, and forgets nobody, though time passes while it decides', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(visit, { maxLength: 15 }), readingMs, async (wanted, ms) => {
      const { sat, ended, most, ...rest } = await playVisits(wanted, ms);
      expect(most).toBeLessThanOrEqual(2);
      expect(sat).toEqual([...sat].sort((one, other) => one - other));
      expect(ended.sort((one, other) => one - other)).toEqual([...wanted.keys()]);
      expect(rest).toEqual({ refusedBesideFree: 0, left: 0, sleepers: 0 });
    }),
    { numRuns: 500 },
  );
});

const destinations: readonly Destination[] = [
  { integration: 'acme', host: 'one.example', account: 'a' },
  { integration: 'acme', host: 'one.example', account: 'b' },
  { integration: 'acme', host: 'two.example', account: 'a' },
];
const call = fc.record({
  to: fc.constantFrom(...destinations),
  health: fc.constantFrom<Health>('well', 'failed', 'failed', 'unreachable', 'unknown'),
  atMs: fc.integer({ min: 0, max: 60_000 }),
  lastsMs: fc.integer({ min: 0, max: 5_000 }),
  patienceMs: fc.integer({ min: 1, max: 5_000 }),
  leavesMs: fc.option(fc.integer({ min: 0, max: 5_000 })),
});

it('lets everybody through again once hosts are well, whatever happened before', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(call, { maxLength: 60 }), readingMs, async (calls, ms) => {
      const clock = createVirtualClock({ readingMs: ms });
      const guard = createGuard(clock, silentLog, { perProvider: 3, perAccount: 2, failures: 2, openMs: 1_000 });
      const make = async ({ to, health, atMs, lastsMs, patienceMs, leavesMs }: (typeof calls)[number]) => {
        await clock.sleep(atMs);
        const wait = { deadlineMs: atMs + patienceMs, signal: signalOf(clock, leavesMs) };
        const leave = await guard.enter(to, wait);
        await clock.sleep(lastsMs);
        leave(health);
      };
      for (const one of calls) void make(one).catch(() => undefined);
      await clock.moveTo(endMs);
      for (const to of [...destinations, ...destinations]) {
        guard.check(to);
        (await guard.enter(to, { deadlineMs: Infinity }))('well');
      }
      expect(clock.sleepers()).toBe(0);
    }),
    { numRuns: 500 },
  );
});
