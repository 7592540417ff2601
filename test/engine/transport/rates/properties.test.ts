import fc from 'fast-check';
import { expect, it } from 'vitest';
import { playCalls, windowOf, type PlayedCall, type WantedCall } from './play-calls.ts';

const windows = [windowOf('a', 1, 1_000), windowOf('b', 3, 5_000), windowOf('c', 150, 2_000), windowOf('d', 2, 250)];

/** Calls as they may come: in bursts, of any windows, lasting and waiting any time; some are not sent, some are given up. */
const anyCalls = fc.array(
  fc.record(
    {
      atMs: fc.oneof(fc.constantFrom(0, 1_000, 5_000), fc.nat(20_000)),
      windows: fc.subarray(windows, { minLength: 1 }),
      lastsMs: fc.oneof(fc.constant(0), fc.nat(3_000)),
      patienceMs: fc.nat(30_000),
      abortsMs: fc.nat(10_000),
      outcome: fc.oneof(
        { weight: 8, arbitrary: fc.constant({ sent: true }) },
        { weight: 1, arbitrary: fc.constant({ sent: false }) },
        { weight: 1, arbitrary: fc.nat(8_000).map(closedForMs => ({ sent: true, closedForMs })) },
      ),
    },
    { requiredKeys: ['atMs', 'windows', 'outcome'] },
  ),
  { maxLength: 60 },
);

const named = (calls: readonly Omit<WantedCall, 'name'>[]): WantedCall[] =>
  calls.map((call, index) => ({ ...call, name: String(index) }));

/** The most calls in any stretch of a window, when each is counted at its start and when each at its answer. */
function densest(key: string, perMs: number, calls: readonly WantedCall[], played: readonly PlayedCall[]): number {
  const counted = calls.filter(call => call.outcome?.sent !== false && call.windows.some(window => window.key === key));
  const ends = ['beganMs', 'endedMs'] as const;
  const runs = ends.map(moment => {
    const times = counted.flatMap(({ name }) => played.find(one => one.name === name)?.[moment] ?? []);
    return Math.max(0, ...times.map(from => times.filter(at => at >= from && at < from + perMs).length));
  });
  return Math.max(...runs);
}

it('keeps every limit in every stretch of its window, whether calls are counted when they start or when they end', async () => {
  await fc.assert(
    fc.asyncProperty(anyCalls, async arrivals => {
      const calls = named(arrivals);
      const played = await playCalls(calls);
      expect(played).toHaveLength(calls.length);
      const counts = windows.map(({ key, max, perMs }) => densest(key, perMs, calls, played) <= max);
      expect(counts).toEqual([true, true, true, true]);
    }),
    { numRuns: 300 },
  );
});

/** Calls that come while a window frees. */
const callsAtTheTurn = fc.array(
  fc.record({
    atMs: fc.integer({ min: 0, max: 12 }).chain(turn => fc.integer({ min: 250 * turn - 30, max: 250 * turn + 30 })),
    windows: fc.subarray([windowOf('a', 1, 1_000), windowOf('b', 2, 500), windowOf('c', 3, 250)], { minLength: 1 }),
  }),
  { maxLength: 20 },
);

it('forgets nobody though time passes while it decides', async () => {
  await fc.assert(
    fc.asyncProperty(callsAtTheTurn, fc.constantFrom(1, 7, 20), async (arrivals, readingMs) => {
      const calls = named(arrivals);
      const played = await playCalls(calls, { readingMs });
      expect(played.map(({ name }) => Number(name)).sort((one, other) => one - other)).toEqual([...calls.keys()]);
    }),
    { numRuns: 1_000 },
  );
});

it('begins calls of the same windows in the order they came', async () => {
  await fc.assert(
    fc.asyncProperty(anyCalls, async arrivals => {
      const calls = named(arrivals).sort(
        (one, other) => one.atMs - other.atMs || Number(one.name) - Number(other.name),
      );
      const played = await playCalls(calls);
      const order = new Map(played.map(({ name }, index) => [name, index]));
      const began = new Set(played.filter(({ beganMs }) => beganMs !== undefined).map(({ name }) => name));
      const sets = new Map<string, number[]>();
      for (const call of calls.filter(({ name }) => began.has(name))) {
        const key = call.windows.map(window => window.key).join();
        sets.set(key, [...(sets.get(key) ?? []), order.get(call.name) ?? -1]);
      }
      const lists = [...sets.values()];
      expect(lists).toEqual(lists.map(list => [...list].sort((one, other) => one - other)));
    }),
    { numRuns: 300 },
  );
});

it('leaves nothing taken: when all have ended, every window gives all its slots again', async () => {
  await fc.assert(
    fc.asyncProperty(anyCalls, async arrivals => {
      const late = Array.from({ length: 3 }, (_, index) => ({
        name: `late ${index}`,
        atMs: 9_000_000,
        windows: windows.slice(1, 2),
      }));
      const played = await playCalls([...named(arrivals), ...late]);
      expect(played.slice(-3).map(({ beganMs }) => beganMs)).toEqual([9_000_000, 9_000_000, 9_000_000]);
    }),
    { numRuns: 100 },
  );
});
