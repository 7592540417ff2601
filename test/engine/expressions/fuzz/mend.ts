/** A place of the package's code that a mend changes: the text is there exactly once. */
interface Edit {
  readonly find: string;
  readonly replace: string;
}

/** A defect of the package's interpreter that ours does not share, and how the interpreter reads without it. */
export interface Mend {
  readonly name: MendName;
  readonly reason: string;
  /** Code that asks `mended` whether the defect is to be absent. */
  readonly edits: readonly Edit[];
}

export type MendName =
  | 'order'
  | 'place'
  | 'group'
  | 'pattern'
  | 'tail'
  | 'matcher'
  | 'transform-target'
  | 'transform-owner'
  | 'transform-prototype'
  | 'number'
  | 'function'
  | 'depth'
  | 'whole'
  | 'partial'
  | 'moment'
  | 'grouping'
  | 'picture'
  | 'replace'
  | 'sorted'
  | 'expression'
  | 'limits';
