import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDifferences } from '../../src/cli/cases/differences.ts';

describe('findDifferences', () => {
  it('names every place where two values differ, and what is on each side', () => {
    const expected = { a: 1, b: [{ c: 'x' }, { c: 'y' }], d: null, e: { f: true } };
    const actual = { a: 1, b: [{ c: 'z' }], d: undefined, e: [true], g: 0 };
    expect(findDifferences(expected, actual)).toEqual([
      { path: 'b[0].c', expected: 'x', actual: 'z' },
      { path: 'b[1]', expected: { c: 'y' } },
      { path: 'd', expected: null },
      { path: 'e', expected: { f: true }, actual: [true] },
      { path: 'g', actual: 0 },
    ]);
  });

  it('finds none between equals, and the one that was made', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.dictionary(fc.string(), fc.jsonValue()), (value, entries) => {
        const before = { ...entries, changed: { value, by: 1 } };
        expect(findDifferences(value, structuredClone(value))).toEqual([]);
        expect(findDifferences(before, structuredClone({ ...before, changed: { value, by: 2 } }))).toEqual([
          { path: 'changed.by', expected: 1, actual: 2 },
        ]);
      }),
      { numRuns: 50 },
    );
  });

  it('finds as many from either side', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(findDifferences(a, b).length).toBe(findDifferences(b, a).length);
      }),
      { numRuns: 50 },
    );
  });
});
