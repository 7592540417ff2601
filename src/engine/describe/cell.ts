import type { ScopeNeeds } from './scopes.ts';

/** What one integration does for one method of one resource: a cell of the coverage matrix. */
export interface Cell {
  readonly integration: string;
  readonly model: string;
  readonly resource: string;
  readonly method: string;
  /** `full`: every record, in the order, that the model promises. How much of a record there is, `fields` tells. */
  readonly state: 'full' | 'partial' | 'unsupported';
  /** Why it is not `full`. */
  readonly reason?: string;
  /** Top-level fields of the record that the method can fill, in the model's order. */
  readonly fields: readonly string[];
  /** Field that the integration fills elsewhere or not at all -> why this method leaves it empty. */
  readonly missing: Readonly<Record<string, string>>;
  /** Filters as callers write them, `created_at[gt]`; each is taken by one way of the method at least. */
  readonly filters: readonly string[];
  /** Values of `include`. */
  readonly includes: readonly string[];
  /** Values of `expand`. */
  readonly expands: readonly string[];
  /** Dotted fields of the body that a write takes. */
  readonly body?: readonly string[];
  /** What each kind of credential needs for all of it: every way, every parent and every lookup. */
  readonly scopes: readonly ScopeNeeds[];
  /** What an account cannot do of what the integration could, and why, a sentence each. */
  readonly narrowed?: readonly string[];
}
