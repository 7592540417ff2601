import { PatchbayError } from '../../errors.ts';
import type { Item, Position, Source, SourcePage } from './source.ts';

/** Parents wanted at once; how many come is the parent list's own affair. */
const parentsWanted = 100;

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
  /** Opens a parent again by its id alone, without listing; absent: it is looked for in the list of parents. */
  readonly reopen?: (id: string) => Parent;
  /** Children read at the same time, at most. */
  readonly concurrency: number;
  /**
   * What is told once the walk has passed a parent whose error is no reason to fail; undefined when it is one. A parent that
   * was only read ahead is read again in its turn, and may answer then.
   */
  readonly skip: (error: PatchbayError, parentId: string) => (() => void) | undefined;
}

/**
 * Where a walk over all children stands: the place right before a parent in the list of parents (`before`; absent: its
 * start), that parent (`id`), and the place among its children; with `id` but without `child` that parent is done. A place
 * before the parent, rather than behind it, shows on return whether the parent is still there.
 */
interface EachPosition {
  readonly before?: Position;
  readonly id?: string;
  readonly child?: Position;
}

/** A page of parents, where it began, and the first of it that is still to be read. */
interface Listing {
  readonly page: SourcePage;
  readonly base: Position | undefined;
  readonly start: number;
}

interface ChildReading {
  readonly parent: Parent;
  readonly before: Position | undefined;
  /** Where the walk goes on when the children are done; null at the end of everything. */
  readonly end: EachPosition | null;
  readonly page: SourcePage;
  /** Of a parent that is left out. */
  readonly tell?: () => void;
}

/** A parent whose children could not be read. */
interface FailedReading {
  readonly error: unknown;
}

/** The children of every parent, parent by parent, in the parents' order, under one position. */
export function createEachSource(options: EachOptions): Source {
  // Short children are read several at a time: doubled while they do not fill what is wanted.
  let together = 1;
  // Listings by the positions that the latest reading gave out, so that going on does not list again.
  const listings = new Map<string, Listing>();

  async function list(from: EachPosition): Promise<Listing> {
    const known = listings.get(placeKey(from.before, from.id));
    if (known) return known;
    const base = from.before;
    const page = await options.parents.next(base, parentsWanted);
    const [first] = page.items;
    const isThere = first !== undefined && from.id !== undefined && options.parentOf(first).id === from.id;
    return { page, base, start: isThere ? 1 : 0 };
  }

  async function readChildren(
    parent: Parent,
    position: Position | undefined,
    wanted: number,
  ): Promise<Pick<ChildReading, 'page' | 'tell'>> {
    try {
      return { page: await parent.open().next(position, wanted) };
    } catch (error) {
      const tell = error instanceof PatchbayError ? options.skip(error, parent.id) : undefined;
      if (!tell) throw error;
      return { page: { items: [], next: null, after: () => null }, tell };
    }
  }

  async function readBatch({ page, base, start }: Listing, wanted: number): Promise<(ChildReading | FailedReading)[]> {
    const items = page.items.slice(start, start + together);
    listings.clear();
    return Promise.all(
      items.map((item, offset) => {
        const index = start + offset;
        const parent = options.parentOf(item);
        const before = index === 0 ? base : (page.after(index - 1) ?? undefined);
        const isLast = index + 1 === page.items.length;
        listings.set(placeKey(before, parent.id), { page, base, start: index + 1 });
        const behind = { ...(before ? { before } : {}), id: parent.id };
        const end = isLast ? page.next && { before: page.next } : behind;
        return readChildren(parent, undefined, wanted).then(
          read => ({ parent, before, end, ...read }),
          (error: unknown) => ({ error }),
        );
      }),
    );
  }

  /** Goes on among the children of the parent that the walk stands in. */
  async function readOn(parent: Parent, { child, ...end }: EachPosition, wanted: number): Promise<SourcePage> {
    return joinReadings([{ parent, before: end.before, end, ...(await readChildren(parent, child, wanted)) }]);
  }

  return {
    async next(position, wanted) {
      // A sealed cursor only ever carries what this source put in.
      const from = (position ?? {}) as EachPosition;
      const { id, child } = from;
      if (child !== undefined && id !== undefined && options.reopen) return readOn(options.reopen(id), from, wanted);
      const listing = await list(from);
      const { page: parents, start } = listing;
      const inside = child === undefined ? undefined : parents.items[start - 1];
      if (inside) return readOn(options.parentOf(inside), from, wanted);
      if (start >= parents.items.length) return nothingHere(listing, from);
      const page = joinReadings(inTurn(await readBatch(listing, wanted), wanted));
      together = page.items.length < wanted ? Math.min(options.concurrency, together * 2) : 1;
      return page;
    },
  };
}

function placeKey(before: Position | undefined, id: string | undefined): string {
  return JSON.stringify([before ?? null, id ?? null]);
}

/** A page of parents with none left to read; behind an empty one the parent looked for is still the next there is. */
function nothingHere({ page }: Listing, from: EachPosition): SourcePage {
  const sought = page.items.length === 0 ? from : {};
  return { items: [], next: page.next && { ...sought, before: page.next }, after: () => null };
}

/**
 * The readings up to the first whose parent has more: what was read behind it comes again later.
 *
 * @throws the failure of a parent whose turn has come; one that was only read ahead may answer when it has
 */
function inTurn(readings: readonly (ChildReading | FailedReading)[], wanted: number): readonly ChildReading[] {
  const used: ChildReading[] = [];
  let count = 0;
  for (const reading of readings) {
    if ('error' in reading) {
      if (count < wanted) throw reading.error;
      break;
    }
    used.push(reading);
    count += reading.page.items.length;
    if (reading.page.next !== null) break;
  }
  return used;
}

/** One page from the readings. */
function joinReadings(used: readonly ChildReading[]): SourcePage {
  for (const { tell } of used) tell?.();
  const places = used.flatMap(reading => reading.page.items.map((_, index) => ({ reading, index })));
  const last = used.at(-1);
  const next = last ? goOn(last, last.page.next) : null;
  return {
    items: used.flatMap(reading => reading.page.items),
    next,
    after: index => {
      const place = places[index];
      if (index + 1 >= places.length || !place) return next;
      return goOn(place.reading, place.reading.page.after(place.index));
    },
  };
}

function goOn({ parent, before, end }: ChildReading, child: Position | null): Position | null {
  if (child === null) return end as Position | null; // plain JSON
  return { ...(before ? { before } : {}), id: parent.id, child };
}
