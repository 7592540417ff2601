import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../src/engine/definitions/load-folder.ts';
import { keepLastGood } from '../../src/engine/definitions/reloading/last-good.ts';

const served: Verdict<string> = { served: 'new', isRefused: false, problems: [] };
const refused: Verdict<string> = { isRefused: true, problems: [] };
const abstract: Verdict<string> = { isRefused: false, problems: [] };

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const versions = fc.dictionary(name, fc.constant('old')).map(entries => new Map(Object.entries(entries)));
const verdicts = fc
  .dictionary(name, fc.constantFrom(served, refused, abstract))
  .map(entries => new Map(Object.entries(entries)));

describe('keepLastGood', () => {
  it('serves the new version, the last good one of what is refused, and nothing that is gone or abstract', () => {
    const before = new Map([
      ['right', 'old'],
      ['broken', 'old'],
      ['gone', 'old'],
      ['turned abstract', 'old'],
    ]);
    const found = new Map([
      ['right', served],
      ['broken', refused],
      ['turned abstract', abstract],
      ['added', served],
      ['added broken', refused],
    ]);
    expect(keepLastGood(before, found)).toEqual(
      new Map([
        ['right', 'new'],
        ['broken', 'old'],
        ['added', 'new'],
      ]),
    );
  });

  it('never takes away what was served while its folder is there and refused', () => {
    fc.assert(
      fc.property(versions, verdicts, (before, found) => {
        const refusedNames = [...before.keys()].filter(key => found.get(key)?.isRefused);
        const after = keepLastGood(before, found);
        expect(refusedNames.map(key => after.get(key))).toEqual(refusedNames.map(() => 'old'));
      }),
    );
  });

  it('serves nothing that was neither found right nor served before', () => {
    fc.assert(
      fc.property(versions, verdicts, (before, found) => {
        const after = [...keepLastGood(before, found)];
        expect(after.filter(([key, version]) => version === 'new' && found.get(key)?.served !== 'new')).toEqual([]);
        expect(after.filter(([key, version]) => version === 'old' && !before.has(key))).toEqual([]);
      }),
    );
  });

  it('changes nothing more when the same folders are found again', () => {
    fc.assert(
      fc.property(versions, verdicts, (before, found) => {
        const once = keepLastGood(before, found);
        expect(keepLastGood(once, found)).toEqual(once);
      }),
    );
  });
});
