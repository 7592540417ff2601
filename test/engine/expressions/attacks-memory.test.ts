import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleChild, idlePeakKb, runInChild } from '../../../scripts/attacks.ts';

/** What took the most memory of each class when the whole corpus was measured (`npm run attacks`), at most 16 MB. */
const hungry = [
  { kind: 'loops', name: 'closures that each remember the one before' },
  { kind: 'lists', name: 'a sort of numbers' },
  { kind: 'texts', name: 'lists as text' },
  { kind: 'nesting', name: 'the most elements there may be' },
  { kind: 'data', name: 'many pairs over a list' },
];

let child: Awaited<ReturnType<typeof bundleChild>>;
let idleKb = 0;
beforeAll(async () => {
  child = await bundleChild();
  idleKb = await idlePeakKb(child.file);
});
afterAll(() => child.remove());

describe('the peak memory of a process that runs one attack', () => {
  it.each(hungry)('is less than 32 MB over one that runs none: $kind, $name', async ({ name }) => {
    const { peakKb } = await runInChild(child.file, name);
    expect((peakKb - idleKb) / 1024).toBeLessThan(32);
  });
});
