import type { UnifiedRecord } from '../../src/engine/call.ts';

/** What a mapping written by hand may read beside the record, as the mapping's variables give it. */
export interface HandScope {
  readonly account: { readonly [name: string]: string | undefined };
  readonly query: { readonly workspace?: { readonly id?: string } };
  readonly parent?: { readonly id?: string };
  readonly holder?: { readonly unified: Unified };
  /** Parts of the ids the caller filtered by. */
  readonly team?: string;
  readonly channel?: string;
  readonly chat?: string;
  // Each mapping knows what its own lookups answer.
  readonly lookups?: { readonly [name: string]: unknown };
}

/** A unified record as far as records inside it read it. */
interface Unified {
  readonly id?: string;
  readonly channel?: { readonly id?: string };
  readonly author?: { readonly id?: string; readonly type?: string };
  readonly created_at?: string;
}

/** One native record as a unified one, as somebody would write it who has no mapping engine; undefined without an id. */
export type HandMapper<Native = never> = (native: Native, scope: HandScope) => UnifiedRecord | undefined;
