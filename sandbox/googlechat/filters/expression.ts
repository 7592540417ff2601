/** Operators of Google's filter language. */
export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | ':';

/** One condition: `create_time > "2026-01-01T00:00:00Z"`. Field names are in snake_case. */
export interface Comparison {
  readonly kind: 'comparison';
  readonly field: string;
  readonly operator: Operator;
  readonly value: string;
}

/** A parsed filter. */
export type Expression =
  | Comparison
  /** Words to look for. */
  | { readonly kind: 'text'; readonly text: string }
  /** `has_link()` */
  | { readonly kind: 'call'; readonly name: string }
  | { readonly kind: 'and' | 'or'; readonly terms: readonly Expression[] };

/** A filter that cannot be read; the API answers INVALID_ARGUMENT. */
export class FilterError extends Error {
  override readonly name = 'FilterError';
}
