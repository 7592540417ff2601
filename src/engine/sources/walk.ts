import type { Run } from '../run.ts';
import type { Item, Position, Source } from './source.ts';

/** What one call read of a stream. */
export interface Reading {
  readonly items: readonly Item[];
  /** Where the next call goes on; null at the end. */
  readonly position: Position | null;
}

export interface WalkLimits {
  /** Native pages read for one call; behind them the caller gets what there is and a cursor. */
  readonly maxPages: number;
  /** Asked between pages: true when there is no time for another. */
  readonly isLate: () => boolean;
}

/**
 * Reads up to `wanted` items: never more, and fewer only with a position to go on from or at the end. Smaller native
 * pages are joined, of larger ones the place is remembered.
 */
export async function readUpTo(
  source: Source,
  from: Position | undefined,
  wanted: number,
  limits: WalkLimits,
): Promise<Reading> {
  const items: Item[] = [];
  let position = from;
  for (let pages = 0; ; pages++) {
    // A reading that is late has at least one page behind it, so every call moves on.
    if (pages > 0 && position !== undefined && (pages >= limits.maxPages || limits.isLate()))
      return { items, position };
    const page = await source.next(position, wanted - items.length);
    const room = wanted - items.length;
    if (page.items.length >= room) {
      items.push(...page.items.slice(0, room));
      return { items, position: page.after(room - 1) };
    }
    items.push(...page.items);
    if (page.next === null) return { items, position: null };
    position = page.next;
  }
}

/** Native pages read for one call at most. */
const maxPagesOfCall = 25;

/** Share of the caller's time after which no further native page is begun. */
const readingShare = 0.6;

/** Reads up to `wanted` items within the bounds of one call; behind them the caller gets a position. */
export function readForCall(
  source: Source,
  from: Position | undefined,
  wanted: number,
  { ports, deadlineMs }: Pick<Run, 'ports' | 'deadlineMs'>,
): Promise<Reading> {
  const startedMs = ports.clock.monotonicMs();
  const lateMs = startedMs + (deadlineMs - startedMs) * readingShare;
  return readUpTo(source, from, wanted, {
    maxPages: maxPagesOfCall,
    isLate: () => ports.clock.monotonicMs() > lateMs,
  });
}

/**
 * The first item that holds, reading on through at most `maxPages` pages.
 *
 * @returns undefined when none does
 */
export async function findItem(
  source: Source,
  holds: (item: Item) => boolean,
  maxPages: number,
): Promise<Item | undefined> {
  let position: Position | undefined;
  for (let pages = 0; pages < maxPages; pages++) {
    const page = await source.next(position, 1);
    const found = page.items.find(holds);
    if (found || page.next === null) return found;
    position = page.next;
  }
  return undefined;
}
