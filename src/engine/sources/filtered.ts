import type { Item, Source } from './source.ts';

/** A source that leaves out items, without losing its place in the source below. */
export function filtered(source: Source, keeps: (item: Item) => boolean): Source {
  return {
    async next(position, wanted) {
      const page = await source.next(position, wanted);
      const items: Item[] = [];
      const places: number[] = [];
      for (const [index, item] of page.items.entries()) {
        if (!keeps(item)) continue;
        items.push(item);
        places.push(index);
      }
      return {
        items,
        next: page.next,
        // Behind the last kept item the rest of the page is known to be dropped.
        after: index => (index + 1 >= items.length ? page.next : page.after(places[index] ?? index)),
      };
    },
  };
}
