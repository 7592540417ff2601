import type { Position, Source, SourcePage } from './source.ts';

/** Which link of the chain the walk is in, and where in it; without `inner` at its start. */
interface ChainPosition {
  readonly link: number;
  readonly inner?: Position;
}

/** Several streams one after another under one position. */
export function createChainSource(links: readonly Source[]): Source {
  return {
    async next(position, wanted) {
      // A sealed cursor only ever carries what this source put in.
      const { link = 0, inner } = (position ?? {}) as Partial<ChainPosition>;
      const source = links[link];
      if (!source) return endPage;
      const page = await source.next(inner, wanted);
      const place = (next: Position | null): Position | null => {
        if (next !== null) return { link, inner: next };
        return link + 1 < links.length ? { link: link + 1 } : null;
      };
      return { items: page.items, next: place(page.next), after: index => place(page.after(index)) };
    },
  };
}

const endPage: SourcePage = { items: [], next: null, after: () => null };
