import type { Call } from '../call.ts';
import type { LookupCache } from '../mapping/lookups.ts';
import type { Plan } from '../plan.ts';
import type { Run } from '../run.ts';
import type { CursorSealer } from '../sources/cursor.ts';

/** What a record that does not fit the model leads to. */
export type ValidationMode = 'strict' | 'report' | 'off';

/** A call on its way: the plan that serves it and what it may use. */
export interface MethodContext {
  readonly call: Call;
  readonly plan: Plan;
  readonly run: Run;
  readonly validation: ValidationMode;
  readonly lookupCache: LookupCache;
  readonly cursors: CursorSealer;
  /** Where callers reach us, without a slash at the end; empty where that is not known. */
  readonly publicUrl: () => string;
}
