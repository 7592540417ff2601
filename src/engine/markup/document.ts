/**
 * Text with its markup taken apart: what every dialect is read into and Markdown is written from.
 */
export type Block =
  | { readonly kind: 'paragraph'; readonly lines: readonly Line[]; readonly isQuoted: boolean }
  | { readonly kind: 'code'; readonly text: string; readonly language?: string; readonly isQuoted: boolean }
  | {
      readonly kind: 'item';
      readonly lines: readonly Line[];
      /** 0 for the outermost list. */
      readonly level: number;
      /** The item's number; absent: a bullet. */
      readonly number?: number;
      readonly isQuoted: boolean;
    };

/** What stands between two line breaks of the author. */
export type Line = readonly Span[];

/** A stretch of text of one style, without a line break. Its text is plain: nothing in it is markup. */
export interface Span {
  readonly text: string;
  readonly style: Style;
  /** Where the text leads. */
  readonly url?: string;
}

export interface Style {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly strike?: boolean;
  /** Set as it is, in a fixed-width font. */
  readonly code?: boolean;
}

/** The style of text without one. */
export const plainStyle: Style = {};
