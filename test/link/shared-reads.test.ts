import { setTimeout as sleep } from 'node:timers/promises';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { shareReads } from '../../src/link/shared-reads.ts';
import { createVirtualClock } from '../engine/transport/rates/virtual-clock.ts';

describe('shared reads', () => {
  it('answer all who come while a read is under way with the next one, begun after they asked', async () => {
    let value = 1;
    let count = 0;
    const read = shareReads(async (key: string) => {
      count += 1;
      const seen = value;
      await sleep(10);
      return `${key}${seen}`;
    });
    const first = read('a');
    value = 2;
    const later = Array.from({ length: 100 }, () => read('a'));
    const other = read('b');
    expect(await first).toBe('a1');
    expect(new Set(await Promise.all(later))).toEqual(new Set(['a2']));
    expect([await other, count]).toEqual(['b2', 3]);
    value = 3;
    expect([await read('a'), count]).toEqual(['a3', 4]);
  });

  it('let a failure reach those who asked for that read alone', async () => {
    let isDown = true;
    const read = shareReads(async () => {
      const failed = isDown;
      await sleep(5);
      if (failed) throw new Error('down');
      return 'up';
    });
    const first = read('a');
    isDown = false;
    const second = read('a');
    await expect(first).rejects.toThrow('down');
    expect(await second).toBe('up');
  });

  it('answer everybody, with what was read after they asked, and read no more than twice at a time', async () => {
    const asks = fc.array(fc.record({ atMs: fc.nat(60), key: fc.constantFrom('a', 'b') }), { maxLength: 30 });
    const reads = fc.infiniteStream(fc.record({ lastsMs: fc.nat(15), isDown: fc.boolean() }));
    await fc.assert(
      fc.asyncProperty(asks, reads, async (asked, coming) => {
        const clock = createVirtualClock();
        const seen = { answered: 0, early: 0, most: 0 };
        const underWay = { a: 0, b: 0 };
        const read = shareReads(async key => {
          const { lastsMs, isDown } = coming.next().value;
          const begunMs = clock.nowMs();
          seen.most = Math.max(seen.most, ++underWay[key === 'a' ? 'a' : 'b']);
          await clock.sleep(lastsMs);
          underWay[key === 'a' ? 'a' : 'b'] -= 1;
          if (isDown) throw begunMs;
          return begunMs;
        });
        const ask = async ({ atMs, key }: (typeof asked)[number]): Promise<void> => {
          await clock.sleep(atMs);
          // A failure is an answer too, and says when its read began.
          const begunMs = await read(key).catch((error: unknown) => Number(error));
          seen.answered += 1;
          if (begunMs < atMs) seen.early += 1;
        };
        for (const one of asked) void ask(one);
        await clock.moveTo(10_000);
        expect({ ...seen, most: seen.most <= 2 }).toEqual({ answered: asked.length, early: 0, most: true });
      }),
      { numRuns: 300 },
    );
  });
});
