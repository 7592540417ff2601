import type { Item, Position, Source } from './source.ts';

/** Where the walk over holders stood before the holder it is in, and how many of its records were given out. */
interface InsidePosition {
  readonly holders?: Position;
  readonly taken?: number;
}

/**
 * The records that lie inside the records of another stream (attachments inside messages), holder by holder.
 *
 * @param recordsIn the items that one holder contains
 */
export function createInsideSource(holders: Source, recordsIn: (holder: Item) => readonly Item[]): Source {
  return {
    async next(position, wanted) {
      // A sealed cursor only ever carries what this source put in.
      const from = (position ?? {}) as InsidePosition;
      const page = await holders.next(from.holders, wanted);
      const items: Item[] = [];
      const places: InsidePosition[] = [];
      for (const [index, holder] of page.items.entries()) {
        const before = index === 0 ? from.holders : page.after(index - 1);
        const inside = recordsIn(holder);
        const skipped = index === 0 ? (from.taken ?? 0) : 0;
        for (const [at, item] of inside.entries()) {
          if (at < skipped) continue;
          items.push(item);
          places.push({ ...(before ? { holders: before } : {}), taken: at + 1 });
        }
      }
      const next: InsidePosition | null = page.next && { holders: page.next };
      return {
        items,
        next: next as Position | null, // plain JSON
        after: index => (index + 1 >= items.length ? next : (places[index] ?? null)) as Position | null,
      };
    },
  };
}
