import { PatchbayError } from '../../errors.ts';
import type { Item, Position, Source, SourcePage } from './source.ts';

/** Parents are listed in pages of this size, always the same, so that a place in one means the same in every call. */
const parentPage = 100;

/** A record of the parent list, as far as reading its children needs it. */
export interface Parent {
  readonly id: string;
  /** Opens the stream of its children. */
  readonly open: () => Source;
}

export interface EachOptions {
  readonly parents: Source;
  /** Reads a parent's id from an item of `parents`, which lists only what can be referred to. */
  readonly parentOf: (item: Item) => Parent;
  /** Opens a parent again by its id alone, without listing; absent: it is looked for in the page of parents. */
  readonly reopen?: (id: string) => Parent;
  /** Children read at the same time, at most. */
  readonly concurrency: number;
  /** True when the error of one parent is no reason to fail; it has then been noted as a warning. */
  readonly skips: (error: PatchbayError, parentId: string) => boolean;
}

/**
 * Where a walk over all children stands: the page of parents (`parents`; absent: the first), the parent (`id`, and `at`,
 * its index, should it vanish from the list), and the place among its children; without `child` it is done.
 */
interface EachPosition {
  readonly parents?: Position;
  readonly id?: string;
  readonly at?: number;
  readonly child?: Position;
}

interface ChildReading {
  readonly parent: Parent;
  readonly at: number;
  readonly page: SourcePage;
}

/** The children of every parent, parent by parent, in the parents' order, under one position. */
export function createEachSource(options: EachOptions): Source {
  // Short children are read several at a time: doubled while they do not fill what is wanted.
  let together = 1;
  let listed: { readonly key: string; readonly page: SourcePage } | undefined;

  async function listParents(position: Position | undefined): Promise<SourcePage> {
    const key = JSON.stringify(position ?? null);
    if (listed?.key !== key) listed = { key, page: await options.parents.next(position, parentPage) };
    return listed.page;
  }

  /** The parent that the walk stands in; undefined when it has vanished. */
  async function reopen(from: EachPosition): Promise<Parent | undefined> {
    if (from.id === undefined) return undefined;
    if (options.reopen) return options.reopen(from.id);
    const { items } = await listParents(from.parents);
    return items.map(options.parentOf).find(({ id }) => id === from.id);
  }

  async function readChild(
    parent: Parent,
    at: number,
    position: Position | undefined,
    wanted: number,
  ): Promise<ChildReading> {
    try {
      return { parent, at, page: await parent.open().next(position, wanted) };
    } catch (error) {
      if (!(error instanceof PatchbayError) || !options.skips(error, parent.id)) throw error;
      return { parent, at, page: { items: [], next: null, after: () => null } };
    }
  }

  return {
    async next(position, wanted) {
      // A sealed cursor only ever carries what this source put in.
      const from = (position ?? {}) as EachPosition;
      const open = from.child === undefined ? undefined : await reopen(from);
      if (open) {
        const reading = await readChild(open, from.at ?? 0, from.child, wanted);
        return joinReadings([reading], from.parents, false);
      }
      const parents = await listParents(from.parents);
      const start = placeBehind(parents, from, options);
      const batch = parents.items.slice(start, start + together);
      if (batch.length === 0) {
        const next: EachPosition | null = parents.next && { parents: parents.next };
        return { items: [], next: next as Position | null, after: () => null };
      }
      const readings = await Promise.all(
        batch.map((item, index) => readChild(options.parentOf(item), start + index, undefined, wanted)),
      );
      const isLast = start + batch.length >= parents.items.length;
      const page = joinReadings(readings, from.parents, isLast, parents.next);
      together = page.items.length < wanted ? Math.min(options.concurrency, together * 2) : 1;
      return page;
    },
  };
}

function placeBehind(parents: SourcePage, from: EachPosition, options: EachOptions): number {
  if (from.id === undefined) return 0;
  const found = parents.items.findIndex(item => options.parentOf(item).id === from.id);
  // It vanished since: the next one has moved up into its place.
  return found < 0 ? (from.at ?? 0) : found + 1;
}

/** One page from the readings, up to the first whose parent has more: what was read behind it comes again later. */
function joinReadings(
  readings: readonly ChildReading[],
  parents: Position | undefined,
  isLast: boolean,
  nextParents: Position | null = null,
): SourcePage {
  const unfinished = readings.findIndex(reading => reading.page.next !== null);
  const used = unfinished < 0 ? readings : readings.slice(0, unfinished + 1);
  const behind = (reading: ChildReading, child: Position | null): Position | null => {
    if (child === null && isLast && reading === readings.at(-1)) return nextParents && { parents: nextParents };
    return {
      ...(parents ? { parents } : {}),
      id: reading.parent.id,
      at: reading.at,
      ...(child === null ? {} : { child }),
    };
  };
  const places = used.flatMap(reading => reading.page.items.map((_, index) => ({ reading, index })));
  const last = used.at(-1);
  const next = last ? behind(last, last.page.next) : null;
  return {
    items: used.flatMap(reading => reading.page.items),
    next,
    after: index => {
      const place = places[index];
      if (index + 1 >= places.length || !place) return next;
      return behind(place.reading, place.reading.page.after(place.index));
    },
  };
}
