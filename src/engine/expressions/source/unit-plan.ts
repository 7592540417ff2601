import type { Budget } from '../budget.ts';
import type { Expression, Variables } from '../expression.ts';
import type { Site } from './emission.ts';
import * as types from './operand.ts';

/** How a field of a record comes about. */
export type FieldPlan =
  | {
      readonly kind: 'value';
      readonly expression: Expression;
      /** Gives a value that is neither nothing nor null the form of the model; absent: it is as it is. */
      readonly form?: (value: unknown) => unknown;
    }
  | { readonly kind: 'constant'; readonly value: string | number | boolean }
  /** A map without its `id`, or without any value, is nothing. */
  | { readonly kind: 'map'; readonly entries: readonly NamedPlan[]; readonly isListed: boolean }
  /** Anything else. */
  | { readonly kind: 'other'; readonly evaluate: (native: unknown, variables: Variables, budget: Budget) => unknown };

export interface NamedPlan {
  readonly name: string;
  readonly plan: FieldPlan;
}

/** What one function per record is made from. `faults` is handed through to `fail`. */
export interface UnitPlan<Faults> {
  /** Parts of the id, each an expression over the record. */
  readonly key: readonly { readonly name: string; readonly expression: Expression }[];
  /** Takes the values of the parts in their order. */
  readonly encode: (...values: readonly unknown[]) => string | undefined;
  readonly fields: readonly NamedPlan[];
  /** Takes note of a field that failed; the id is undefined when it is what failed. */
  readonly fail: (faults: Faults, field: string, id: string | undefined, error: unknown) => void;
}

/** The record as the context of every expression. */
export const unitSite: Site = {
  context: { code: 'input', types: types.object, isData: true },
  isPlain: true,
  // Made when something is left to a closure.
  frame: '(frame ??= new Frame([], undefined, run))',
  slots: new Map(),
};
