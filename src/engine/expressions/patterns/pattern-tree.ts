import type { CharSet } from './char-set.ts';

/** A regular expression as a tree. */
export type PatternNode =
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'anchor'; readonly sign: '^' | '$' | '\\b' | '\\B' }
  | { readonly kind: 'group'; readonly captures: boolean; readonly inner: PatternNode }
  | { readonly kind: 'sequence'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly branches: readonly PatternNode[] }
  | {
      readonly kind: 'repeat';
      readonly inner: PatternNode;
      readonly min: number;
      /** Infinity when there is no bound. */
      readonly max: number;
      readonly lazy: boolean;
    };
