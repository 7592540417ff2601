import type { Variables } from '../expressions/expression.ts';

/** A place in a stream, as plain JSON so that a cursor can carry it. What is in it is the source's own affair. */
export type Position = Readonly<Record<string, unknown>>;

/** One native record with the variables its mapping reads. */
export interface Item {
  readonly native: unknown;
  readonly variables: Variables;
  /** Name of its shape, where the variant says it. */
  readonly shape?: string;
}

/** Some records in the stream's order; may be none although more follow. */
export interface SourcePage {
  readonly items: readonly Item[];
  /** Where to go on behind the whole page; null at the end. */
  readonly next: Position | null;
  /** Where to go on behind the item at `index`; null when nothing follows it. */
  readonly after: (index: number) => Position | null;
}

/**
 * A stream of native records that is read page by page. `call`, `each` and filters over them are all sources, so that
 * one walk and one cursor serve every combination.
 */
export interface Source {
  /**
   * @param position undefined for the start
   * @param wanted how many records the reader can use; a page may hold fewer or more
   */
  next(position: Position | undefined, wanted: number): Promise<SourcePage>;
}
