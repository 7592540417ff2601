/** A block while lines are read; the last of `children` may still be open. */
export interface OpenBlock {
  readonly kind: BlockKind;
  readonly parent: OpenBlock | undefined;
  readonly children: OpenBlock[];
  /** How many blocks it stands in. */
  readonly depth: number;
  /** Of paragraphs, headings, code and tables. */
  lines: string[];
  isOpen: boolean;
  /** The lines it began and ended on; blank lines behind it are none of its own. */
  readonly start: number;
  end: number;
  readonly heading?: number;
  readonly fence?: Fence;
  readonly list?: ListMark;
  /** Of an item: how far its text is indented, counted from where the item stands. */
  readonly indent?: number;
  readonly columns?: number;
}

type BlockKind = 'document' | 'quote' | 'list' | 'item' | 'paragraph' | 'heading' | 'code' | 'table' | 'rule';

export interface Fence {
  readonly sign: string;
  readonly length: number;
  readonly indent: number;
  readonly info: string;
}

export interface ListMark {
  /** `-`, `+`, `*`, `.` or `)`: another sign begins another list. */
  readonly sign: string;
  readonly start?: number;
}

/** What is particular to a block of the kind. */
export type BlockFacts = Pick<OpenBlock, 'kind'> &
  Partial<Pick<OpenBlock, 'heading' | 'fence' | 'list' | 'indent' | 'columns' | 'lines'>>;

/** A new block at the end of `parent`. */
export function addBlock(parent: OpenBlock | undefined, start: number, facts: BlockFacts): OpenBlock {
  const depth = parent === undefined ? 0 : parent.depth + 1;
  const block: OpenBlock = { parent, children: [], depth, lines: [], isOpen: true, start, end: start, ...facts };
  parent?.children.push(block);
  return block;
}

/** Whether a block of the kind may stand directly in `parent`. */
export function holds({ kind }: OpenBlock, inner: BlockKind): boolean {
  if (kind === 'list') return inner === 'item';
  return (kind === 'document' || kind === 'quote' || kind === 'item') && inner !== 'item';
}
