/** A slot that nothing was bound to yet: the name is looked for further out. */
export const unbound = Symbol('unbound');

/** Slot 0 is the context value; the others are the names of the path's tuple scope. */
export type Tuple = unknown[];

/** The stream of a path with `@`, `#` or `%`: values together with the names bound on the way to them. */
export class TupleStream {
  readonly tuples: readonly Tuple[];

  constructor(tuples: readonly Tuple[]) {
    this.tuples = tuples;
  }

  contexts(): unknown[] {
    return this.tuples.map(tuple => tuple[0]);
  }
}

export function newTuple(size: number, context: unknown): Tuple {
  const tuple: Tuple = new Array<unknown>(size).fill(unbound);
  tuple[0] = context;
  return tuple;
}
