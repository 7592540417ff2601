import { PatchbayError } from '../../../src/errors.ts';
import { createBudget, type BudgetLimits } from '../../../src/engine/expressions/budget.ts';
import { compileExpression } from '../../../src/engine/expressions/compile.ts';
import type { CompileOptions, Variables } from '../../../src/engine/expressions/expression.ts';

export interface Around {
  readonly variables?: Variables;
  readonly options?: CompileOptions;
  readonly limits?: Partial<BudgetLimits>;
}

/** The value of an expression under a fixed clock and a generous slice. */
export function evaluate(source: string, input?: unknown, around: Around = {}): unknown {
  const budget = createBudget(
    { sliceMs: 10_000, ...around.limits },
    { monotonicMs: () => performance.now(), nowMs: () => 1_766_458_026_240, random: () => 0.25 },
  );
  return compileExpression(source, around.options).run(input, around.variables ?? {}, budget);
}

/** What an expression fails with, as a caller sees it. */
export function failure(source: string, input?: unknown, around: Around = {}): unknown {
  try {
    return { value: evaluate(source, input, around) };
  } catch (error) {
    if (!(error instanceof PatchbayError)) throw error;
    const { expressionCode, position, token } = error.facts;
    return { code: error.code, expressionCode, position, token, message: error.message };
  }
}

/** The code alone. */
export function failureCode(source: string, input?: unknown, around: Around = {}): string {
  const result = failure(source, input, around);
  if (typeof result !== 'object' || result === null || !('code' in result))
    return `no failure: ${JSON.stringify(result)}`;
  const inner = 'expressionCode' in result ? result.expressionCode : undefined;
  return typeof inner === 'string' ? inner : String(result.code);
}
