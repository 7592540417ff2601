import { describe, expect, it } from 'vitest';
import { createEachSource } from '../../../src/engine/sources/each-source.ts';
import type { Item, Position, Source, SourcePage } from '../../../src/engine/sources/source.ts';
import { readUpTo, type Reading } from '../../../src/engine/sources/walk.ts';
import { PatchbayError } from '../../../src/errors.ts';

/** A list in memory, a page at a time. */
function pages(values: readonly string[], size: number): Source {
  const place = (at: number): Position | null => (at < values.length ? { start: at } : null);
  const pageAt = (start: number): SourcePage => ({
    items: values.slice(start, start + size).map(native => ({ native, variables: {} })),
    next: place(start + size),
    after: index => place(start + index + 1),
  });
  return { next: async position => pageAt(Number(position?.['start'] ?? 0)) };
}

/** The children of `p0`, `p1` and `p2`; the provider is down for those without a list. */
function openChildren(children: Readonly<Record<string, readonly string[]>>): Source {
  const open = (id: string) => ({
    id,
    open: () => {
      const own = children[id];
      if (own === undefined) throw new PatchbayError('PROVIDER_UNAVAILABLE', 'It is down.');
      return pages(own, 2);
    },
  });
  return createEachSource({
    parents: pages(['p0', 'p1', 'p2'], 3),
    parentOf: (item: Item) => open(String(item.native)),
    reopen: open,
    concurrency: 2,
    skip: () => undefined,
  });
}

const read = (source: Source, wanted: number, from?: Reading): Promise<Reading> =>
  readUpTo(source, from?.position ?? undefined, wanted, { maxPages: 100, isLate: () => false });
const natives = ({ items }: Reading): readonly unknown[] => items.map(({ native }) => native);

describe('a list of parents that goes on without any', () => {
  it('gives the turn back after each page, also where a parent is looked for', async () => {
    let asked = 0;
    const nobody: Source = {
      next: async () => {
        asked += 1;
        if (asked > 100) throw new Error('Asked without end.');
        return { items: [], next: { page: asked }, after: () => null };
      },
    };
    const source = createEachSource({
      parents: nobody,
      parentOf: () => ({ id: 'none', open: () => pages([], 1) }),
      concurrency: 2,
      skip: () => undefined,
    });
    const done = await source.next({ before: { page: 0 }, id: 'p0' }, 5);
    const inside = await source.next({ before: { page: 0 }, id: 'p0', child: { start: 2 } }, 5);
    expect([done.next, inside.next]).toEqual([
      { before: { page: 1 }, id: 'p0' },
      { before: { page: 2 }, id: 'p0', child: { start: 2 } },
    ]);
  });
});

describe('a parent that cannot be read', () => {
  it('fails a walk when its turn comes, not while one before it has more', async () => {
    const children = { p0: ['a'], p1: ['b', 'c', 'd'] };
    const first = await read(openChildren(children), 3);
    expect(natives(first)).toEqual(['a', 'b', 'c']);
    await expect(read(openChildren(children), 3, first)).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
  });

  it('fails no walk that has all it wants of those before it', async () => {
    const first = await read(openChildren({ p0: ['a'], p1: ['b', 'c'] }), 3);
    expect(natives(first)).toEqual(['a', 'b', 'c']);
  });
});
