import type { Item, Source } from './source.ts';

/** A sorted source that ends at the first item for which `ends` holds: nothing behind it is asked for. */
export function ending(source: Source, ends: (item: Item) => boolean): Source {
  return {
    async next(position, wanted) {
      const page = await source.next(position, wanted);
      const end = page.items.findIndex(ends);
      if (end < 0) return page;
      return {
        items: page.items.slice(0, end),
        next: null,
        after: index => (index + 1 >= end ? null : page.after(index)),
      };
    },
  };
}
