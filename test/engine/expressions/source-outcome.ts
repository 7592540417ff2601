import fc from 'fast-check';
import { PatchbayError } from '../../../src/errors.ts';
import { createBudget } from '../../../src/engine/expressions/budget.ts';
import { compileExpression } from '../../../src/engine/expressions/compile.ts';
import type { CompileOptions, Variables } from '../../../src/engine/expressions/expression.ts';
import { arbitraryData } from './arbitrary-expression.ts';
import { write } from './written.ts';

/** What one back end makes of an expression, down to the place of an error, as text. */
export function outcomeOn(
  backend: 'closures' | 'source',
  source: string,
  input: unknown,
  more: CompileOptions & { readonly given?: Variables } = {},
): string {
  const { given = {}, ...options } = more;
  const budget = createBudget(
    { sliceMs: 10_000 },
    { monotonicMs: () => 0, nowMs: () => 1_766_458_026_240, random: () => 0.25 },
  );
  try {
    return write(compileExpression(source, { ...options, backend }).run(input, given, budget));
  } catch (error) {
    if (!(error instanceof PatchbayError)) throw error;
    const { expressionCode, position, token } = error.facts;
    return `${error.code} ${expressionCode ?? ''} at ${position ?? 'no place'} ${token ?? ''}: ${error.message}`;
  }
}

/** Records as a provider would send them: generated code looks at the names of an object. */
export const arbitraryRecord: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 1, arbitrary: arbitraryData },
  {
    weight: 5,
    arbitrary: fc.record({ a: arbitraryData, b: arbitraryData, items: fc.array(arbitraryData, { maxLength: 3 }) }),
  },
  {
    weight: 5,
    arbitrary: fc.record(
      { a: arbitraryData, b: fc.record({ c: arbitraryData, a: arbitraryData }), id: fc.constant('a'), d: fc.nat(3) },
      { requiredKeys: ['b'] },
    ),
  },
);
