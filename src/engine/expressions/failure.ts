import { availableNames } from './analysis/available-names.ts';
import { exhausted, type Budget } from './budget.ts';
import type { Variables } from './expression.ts';
import { Fault, publicError } from './fault.ts';
import type { CompiledParts } from './parts.ts';

/** The expression that failed and what it was evaluated on. */
export interface FailedEvaluation {
  /** Undefined where it is not known which of several it was. */
  readonly parts: CompiledParts | undefined;
  readonly input: unknown;
  readonly variables: Variables;
}

/** The error of an evaluation as its caller sees it: what happened, where it is written, and what could be read there. */
export function failureOf(error: unknown, budget: Budget, { parts, input, variables }: FailedEvaluation): unknown {
  // The stack ended before the count of nested calls did.
  const fault = error instanceof RangeError ? exhausted('depth', budget.limits.depth) : error;
  if (!(fault instanceof Fault)) return fault;
  if (parts === undefined) return publicError(fault, 'EXPRESSION_FAILED');
  return publicError(fault, 'EXPRESSION_FAILED', {
    place: parts.origin?.placeOf(fault.position, fault.token),
    hint: availableNames(parts, fault, input, variables),
  });
}
