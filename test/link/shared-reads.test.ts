import { setTimeout as sleep } from 'node:timers/promises';

import { describe, expect, it } from 'vitest';

import { shareReads } from '../../src/link/shared-reads.ts';

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
});
