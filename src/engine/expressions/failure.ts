import { exhausted, type Budget } from './budget.ts';
import { Fault, publicError } from './fault.ts';

/** The error of an evaluation as its caller sees it. */
export function failureOf(error: unknown, budget: Budget): unknown {
  if (error instanceof Fault) return publicError(error, 'EXPRESSION_FAILED');
  // The stack ended before the count of nested calls did.
  return error instanceof RangeError ? exhausted('depth', budget.limits.depth) : error;
}
