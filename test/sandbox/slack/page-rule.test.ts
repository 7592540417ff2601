import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPaging, type PageRequest } from '../../../sandbox/slack/api/paging.ts';

const paging = createPaging('some.method T1');

/** Walks a list to its end; `between` may change the list after each page. */
function walk(
  items: string[],
  options: Pick<PageRequest<string>, 'order' | 'limit' | 'fill'>,
  between = (_items: string[]): void => undefined,
): string[] {
  const seen: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 1000; page++) {
    const result = paging.take({ items, keyOf: item => item, cursor, ...options });
    seen.push(...result.items);
    if (result.nextCursor === '') return seen;
    cursor = result.nextCursor;
    between(items);
  }
  throw new Error('The walk does not come to an end.');
}

const keys = fc
  .uniqueArray(fc.integer({ min: 0, max: 99_999 }), { maxLength: 120 })
  .map(numbers => numbers.map(number => String(number).padStart(6, '0')).sort());
const fill = fc.constantFrom('full' as const, 'short' as const);

describe('the page rule', () => {
  it('gives every item once, in order, for any list, limit and direction', () => {
    fc.assert(
      fc.property(
        keys,
        fc.integer({ min: 1, max: 40 }),
        fill,
        fc.boolean(),
        (ascending, limit, fillOf, isAscending) => {
          const items = isAscending ? ascending : [...ascending].reverse();
          expect(walk(items, { order: isAscending ? 'ascending' : 'descending', limit, fill: fillOf })).toEqual(items);
        },
      ),
      { seed: 11, numRuns: 300 },
    );
  });

  it('gives what was there all along once, also when something newer arrives after each page', () => {
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 10 }), (ascending, limit) => {
        const original = [...ascending].reverse();
        let next = 100_000;
        const seen = walk([...original], { order: 'descending', limit }, items => items.unshift(String(next++)));
        expect(seen).toEqual(original);
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  it('goes on behind an item that is gone when its turn comes', () => {
    const items = ['00001', '00002', '00003', '00004', '00005'];
    const seen = walk(items, { order: 'ascending', limit: 2 }, list => {
      if (list.includes('00003')) list.splice(list.indexOf('00003'), 1);
    });
    expect(seen).toEqual(['00001', '00002', '00004', '00005']);
  });

  it('seals cursors that end in = whatever the length of the key', () => {
    const cursors = ['a', 'bb', 'ccc', 'dddd'].map(
      key =>
        paging.take({ items: ['0', key], keyOf: item => item, order: 'ascending', limit: 1, cursor: undefined })
          .nextCursor,
    );
    expect(cursors.map(cursor => cursor.endsWith('='))).toEqual([true, true, true, true]);
  });
});
