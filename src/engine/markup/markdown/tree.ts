/**
 * Markdown as blocks: what `readBlocks` reads and `writeHtml` writes. Text of paragraphs, headings and cells is still
 * Markdown, of code it is plain.
 */
export type MarkdownBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'code'; readonly text: string; readonly language: string }
  | { readonly kind: 'quote'; readonly blocks: readonly MarkdownBlock[] }
  | {
      readonly kind: 'list';
      /** Number of the first item; absent: bullets. */
      readonly start?: number;
      /** Its items' paragraphs stand without space between. */
      readonly isTight: boolean;
      readonly items: readonly (readonly MarkdownBlock[])[];
    }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'rule' };

/** Where the labels of reference links lead, by `normalizeLabel`. */
export type Definitions = ReadonlyMap<string, string>;

/** Markdown read whole. */
export interface MarkdownDocument {
  readonly blocks: readonly MarkdownBlock[];
  readonly definitions: Definitions;
}
