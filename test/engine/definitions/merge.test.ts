import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merge, settle } from '../../../src/engine/definitions/merge.ts';

const keys = fc.constantFrom('a', 'b', 'c', 'when');
const ids = fc.constantFrom('one', 'two', 'three', 'four');
const scalars = fc.oneof(fc.constantFrom('x', 'y', 1, true), fc.constant(null));

/** Documents of maps, texts, removals, plain lists and lists whose entries have ids. */
const { map } = fc.letrec<{ map: Record<string, unknown>; value: unknown }>(tie => ({
  map: fc.dictionary(keys, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  value: fc.oneof(
    { depthSize: 'small' },
    scalars,
    tie('map'),
    fc.array(fc.constantFrom('p', 'q'), { maxLength: 2 }),
    fc.uniqueArray(fc.record({ id: ids, call: scalars, query: tie('map') }, { requiredKeys: ['id'] }), {
      minLength: 1,
      maxLength: 3,
      selector: entry => entry.id,
    }),
  ),
}));

describe('merge', () => {
  it.each([
    ['maps key by key', { a: 1, b: { c: 2, d: 3 } }, { b: { c: 4 }, e: 5 }, { a: 1, b: { c: 4, d: 3 }, e: 5 }],
    ['a list replaces a list', { a: [1, 2] }, { a: [3] }, { a: [3] }],
    ['a text replaces a map', { a: { b: 1 } }, { a: 'x' }, { a: 'x' }],
    ['a map replaces a text', { a: 'x' }, { a: { b: 1 } }, { a: { b: 1 } }],
    ['null removes a key', { a: 1, b: 2 }, { a: null }, { b: 2 }],
    ['null removes a nested key', { a: { b: 1, c: 2 } }, { a: { b: null } }, { a: { c: 2 } }],
    ['null of what is not there is nothing', { a: 1 }, { b: null }, { a: 1 }],
    [
      'entries with an id merge by it',
      {
        list: [
          { id: 'one', call: 'a', query: { x: 1 } },
          { id: 'two', call: 'b' },
        ],
      },
      { list: [{ id: 'one', query: { y: 2 } }] },
      {
        list: [
          { id: 'one', call: 'a', query: { x: 1, y: 2 } },
          { id: 'two', call: 'b' },
        ],
      },
    ],
    [
      'a new entry goes to the end',
      { list: [{ id: 'one' }] },
      { list: [{ id: 'two' }] },
      { list: [{ id: 'one' }, { id: 'two' }] },
    ],
    [
      'a new entry goes before the one it names',
      { list: [{ id: 'one' }, { id: 'two' }] },
      { list: [{ id: 'three', before: 'two' }] },
      { list: [{ id: 'one' }, { id: 'three', before: 'two' }, { id: 'two' }] },
    ],
    [
      'a new entry goes before another new one',
      { list: [{ id: 'one' }] },
      {
        list: [
          { id: 'three', before: 'two' },
          { id: 'two', before: 'one' },
        ],
      },
      { list: [{ id: 'three', before: 'two' }, { id: 'two', before: 'one' }, { id: 'one' }] },
    ],
    ['an empty list replaces entries with ids', { list: [{ id: 'one' }] }, { list: [] }, { list: [] }],
  ])('%s', (_name, base, patch, result) => {
    expect(settle(merge(base, patch))).toEqual(result);
  });

  it('lets a map that came after a removal replace what was removed', () => {
    const removed = merge({ a: null }, { a: { c: 2 } });
    expect(settle(merge({ a: { b: 1 } }, removed))).toEqual({ a: { c: 2 } });
  });

  it('is associative', () => {
    fc.assert(
      fc.property(map, map, map, (a, b, c) => {
        expect(settle(merge(merge(a, b), c))).toEqual(settle(merge(a, merge(b, c))));
      }),
      { numRuns: 2000 },
    );
  });

  it('is associative where patches add entries before others', () => {
    const base = { list: [{ id: 'one' }, { id: 'two' }, { id: 'three' }] };
    const known = fc.constantFrom('one', 'two', 'three');
    const add = (id: string, neighbours: fc.Arbitrary<string>) =>
      fc.array(fc.record({ id: fc.constant(id), before: neighbours }, { requiredKeys: ['id'] }), {
        minLength: 1,
        maxLength: 1,
      });
    const later = fc.oneof(known, fc.constant('four'));
    fc.assert(
      fc.property(add('four', known), add('five', later), (first, second) => {
        const [b, c] = [{ list: first }, { list: second }];
        expect(settle(merge(merge(base, b), c))).toEqual(settle(merge(base, merge(b, c))));
      }),
    );
  });

  it('has the empty map as identity on both sides', () => {
    fc.assert(
      fc.property(map, a => {
        expect([merge({}, a), merge(a, {})]).toEqual([a, a]);
      }),
    );
  });

  it('is idempotent in its patch', () => {
    fc.assert(
      fc.property(map, map, (a, b) => {
        expect(merge(merge(a, b), b)).toEqual(merge(a, b));
      }),
    );
  });

  it('removes whatever stands under a key that the patch sets to null', () => {
    fc.assert(
      fc.property(map, keys, (a, key) => {
        expect(settle(merge(a, { [key]: null }))).not.toHaveProperty(key);
      }),
    );
  });

  it('writes to neither argument', () => {
    fc.assert(
      fc.property(map, map, (a, b) => {
        const before = structuredClone([a, b]);
        merge(a, b);
        expect([a, b]).toEqual(before);
      }),
    );
  });
});
