import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createChainSource } from '../../../src/engine/sources/chain-source.ts';
import { createEachSource } from '../../../src/engine/sources/each-source.ts';
import { filtered } from '../../../src/engine/sources/filtered.ts';
import { createInsideSource } from '../../../src/engine/sources/inside-source.ts';
import type { Position, Source } from '../../../src/engine/sources/source.ts';
import { readUpTo } from '../../../src/engine/sources/walk.ts';
import { PatchbayError } from '../../../src/errors.ts';

const unbounded = { maxPages: 10_000, isLate: () => false };

/** A list in memory that answers pages of the sizes given, in turn, whatever is wanted. */
function listSource(values: readonly string[], pageSizes: readonly number[]): Source {
  return {
    next: async position => {
      const { start = 0, page = 0 } = (position ?? {}) as { start?: number; page?: number };
      const size = pageSizes[page % pageSizes.length] ?? 1;
      const natives = values.slice(start, start + size);
      const end = start + natives.length;
      const next: Position | null = end >= values.length ? null : { start: end, page: page + 1 };
      return {
        items: natives.map(native => ({ native, variables: {} })),
        next,
        after: index => {
          if (index + 1 >= natives.length) return next;
          return { start: start + index + 1, page, bound: size - index - 1 };
        },
      };
    },
  };
}

/** Walks a source as callers do: every page is a new call that knows nothing but the position, which has been JSON. */
async function walk(open: () => Source, limits: readonly number[]): Promise<{ ids: unknown[]; pages: number[] }> {
  const ids: unknown[] = [];
  const pages: number[] = [];
  let position: Position | undefined;
  for (let call = 0; call < 5_000; call++) {
    const limit = limits[call % limits.length] ?? 1;
    const reading = await readUpTo(open(), position, limit, unbounded);
    ids.push(...reading.items.map(item => item.native));
    pages.push(reading.items.length);
    expect(reading.items.length).toBeLessThanOrEqual(limit);
    if (reading.position === null) return { ids, pages };
    position = JSON.parse(JSON.stringify(reading.position)) as Position;
  }
  throw new Error('The walk does not end.');
}

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });
const limits = fc.array(fc.integer({ min: 1, max: 13 }), { minLength: 1, maxLength: 4 });
const names = (count: number, prefix = 'r') => Array.from({ length: count }, (_, index) => `${prefix}${index}`);

describe('a walk over a list', () => {
  it('gives every record once and in order for any page sizes and limits', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 60 }), sizes, limits, async (count, pageSizes, walkLimits) => {
        const values = names(count);
        const { ids } = await walk(() => listSource(values, pageSizes), walkLimits);
        expect(ids).toEqual(values);
      }),
      { numRuns: 500 },
    );
  });

  it('gives fewer than the limit only on the last page', async () => {
    const { pages } = await walk(() => listSource(names(10), [3, 1]), [4]);
    expect(pages).toEqual([4, 4, 2]);
  });

  it('ends without a further cursor when the last record fills the last page', async () => {
    const { pages } = await walk(() => listSource(names(8), [4]), [4]);
    expect(pages).toEqual([4, 4]);
  });

  it('answers what there is and a position when it is late', async () => {
    const reading = await readUpTo(listSource(names(9), [2]), undefined, 9, { maxPages: 100, isLate: () => true });
    expect(reading).toEqual({
      items: [
        { native: 'r0', variables: {} },
        { native: 'r1', variables: {} },
      ],
      position: { start: 2, page: 1 },
    });
  });
});

describe('a filtered walk', () => {
  it('gives every kept record once and in order for any page sizes, limits and choice', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { maxLength: 60 }),
        sizes,
        limits,
        async (kept, pageSizes, walkLimits) => {
          const values = names(kept.length);
          const wanted = values.filter((_, index) => kept[index]);
          const isKept = new Set<unknown>(wanted);
          const open = () => filtered(listSource(values, pageSizes), item => isKept.has(item.native));
          const { ids } = await walk(open, walkLimits);
          expect(ids).toEqual(wanted);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a walk over the children of every parent', () => {
  const family = (children: readonly number[]) =>
    new Map(children.map((count, index) => [`p${index}`, names(count, `p${index}.`)] as const));

  const openEach = (
    all: ReadonlyMap<string, readonly string[]>,
    parentSizes: readonly number[],
    childSizes: readonly number[],
    concurrency: number,
    again: 'reopened' | 'looked for' = 'reopened',
  ) => {
    const open = (id: string) => ({ id, open: () => listSource(all.get(id) ?? [], childSizes) });
    return createEachSource({
      parents: listSource([...all.keys()], parentSizes),
      parentOf: item => open(String(item.native)),
      ...(again === 'reopened' ? { reopen: open } : {}),
      concurrency,
      skip: () => undefined,
    });
  };

  it('gives every child once, parent by parent, for any sizes, limits and concurrency', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 12 }),
        sizes,
        sizes,
        limits,
        fc.integer({ min: 1, max: 5 }),
        async (children, parentSizes, childSizes, walkLimits, concurrency) => {
          const all = family(children);
          const { ids } = await walk(() => openEach(all, parentSizes, childSizes, concurrency), walkLimits);
          expect(ids).toEqual([...all.values()].flat());
        },
      ),
      { numRuns: 500 },
    );
  });

  it('gives every grandchild once when the parents are children themselves', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 5 }), { maxLength: 6 }),
        sizes,
        sizes,
        limits,
        fc.integer({ min: 1, max: 5 }),
        async (tree, pageSizes, childSizes, walkLimits, concurrency) => {
          const rooms = new Map(tree.map((counts, site) => [`s${site}`, counts.map((_, room) => `s${site}r${room}`)]));
          const messages = family(tree.flat());
          const roomNames = [...rooms.values()].flat();
          const grandchildren = new Map(roomNames.map((room, index) => [room, messages.get(`p${index}`) ?? []]));
          const open = (id: string) => ({ id, open: () => listSource(grandchildren.get(id) ?? [], childSizes) });
          const openAll = () =>
            createEachSource({
              parents: openEach(rooms, pageSizes, childSizes, concurrency, 'looked for'),
              parentOf: item => open(String(item.native)),
              concurrency,
              skip: () => undefined,
            });
          const { ids } = await walk(openAll, walkLimits);
          expect(ids).toEqual(roomNames.flatMap(room => grandchildren.get(room) ?? []));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('tells of each parent that is left out once, though it was read ahead and read again', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -2, max: 12 }), { maxLength: 12 }),
        sizes,
        fc.integer({ min: 1, max: 5 }),
        async (children, childSizes, concurrency) => {
          const told: string[] = [];
          const open = (id: string) => ({
            id,
            open: () => {
              const count = children[Number(id.slice(1))] ?? 0;
              if (count < 0) throw new PatchbayError('PROVIDER_FORBIDDEN', 'No.');
              return listSource(names(count, `${id}.`), childSizes);
            },
          });
          const parents = names(children.length, 'p');
          const source = createEachSource({
            parents: listSource(parents, [100]),
            parentOf: item => open(String(item.native)),
            reopen: open,
            concurrency,
            skip: (_, id) => () => void told.push(id),
          });
          await readUpTo(source, undefined, 1_000, unbounded);
          expect(told).toEqual(parents.filter((_, index) => (children[index] ?? 0) < 0));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('goes on with the next parent when the one it stood behind has vanished', async () => {
    const all = family([2, 2, 2]);
    const first = await readUpTo(openEach(all, [10], [5], 1), undefined, 2, unbounded);
    all.delete('p0');
    const rest = await readUpTo(openEach(all, [10], [5], 1), first.position ?? undefined, 10, unbounded);
    expect(rest.items.map(item => item.native)).toEqual(['p1.0', 'p1.1', 'p2.0', 'p2.1']);
  });
});

describe('a walk over a chain of lists', () => {
  it('gives every record of each list, one list after another, for any sizes and limits', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 5 }),
        sizes,
        limits,
        async (counts, pageSizes, walkLimits) => {
          const lists = counts.map((count, index) => names(count, `l${index}.`));
          const { ids } = await walk(
            () => createChainSource(lists.map(list => listSource(list, pageSizes))),
            walkLimits,
          );
          expect(ids).toEqual(lists.flat());
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a walk over records inside others', () => {
  it('gives every inner record once and in order for any sizes and limits', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 20 }),
        sizes,
        limits,
        async (counts, pageSizes, walkLimits) => {
          const holders = new Map<string, readonly string[]>(
            counts.map((count, index) => [`h${index}`, names(count, `h${index}.`)] as const),
          );
          const open = () =>
            createInsideSource(listSource([...holders.keys()], pageSizes), holder =>
              (holders.get(String(holder.native)) ?? []).map(native => ({ native, variables: {} })),
            );
          const { ids } = await walk(open, walkLimits);
          expect(ids).toEqual([...holders.values()].flat());
        },
      ),
      { numRuns: 500 },
    );
  });
});
