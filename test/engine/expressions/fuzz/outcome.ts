import { PatchbayError } from '../../../../src/errors.ts';
import { createBudget } from '../../../../src/engine/expressions/budget.ts';
import { compileExpression } from '../../../../src/engine/expressions/compile.ts';
import type { CompileOptions, Expression } from '../../../../src/engine/expressions/expression.ts';
import { write } from '../written.ts';
import { fixedNowMs, fixedRandom, fixedVariables } from './fixed-sources.ts';

/** What became of an evaluation, as text that tells apart what JSON does not: the order of keys, -0, nothing. */
export type Outcome =
  /** `spent`: units of fuel. */
  | { readonly kind: 'value'; readonly text: string; readonly spent: number }
  | {
      readonly kind: 'error';
      /** The language's own code, or ours where it has none. */
      readonly code: string;
      readonly position: number | undefined;
      readonly token: string | undefined;
      /** Everything that is told, for comparing our two back ends. */
      readonly text: string;
    };

export interface Engine {
  readonly backend: 'closures' | 'source';
  readonly nulls: NonNullable<CompileOptions['nulls']>;
}

/** The value, never to be written to: who tries to fails. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}

const variables = frozen(structuredClone(fixedVariables));

/** What one of our back ends makes of an expression; it is compiled once for all inputs. */
export function ourEngine(source: string, { backend, nulls }: Engine): (input: unknown) => Outcome {
  let compiled: Expression | Outcome;
  try {
    compiled = compileExpression(source, { nulls, backend });
  } catch (error) {
    compiled = failed(error);
  }
  return input => {
    if ('kind' in compiled) return compiled;
    const budget = createBudget(
      { sliceMs: 10_000 },
      { monotonicMs: () => 0, nowMs: () => fixedNowMs, random: () => fixedRandom },
    );
    try {
      const text = write(compiled.run(frozen(input), variables, budget));
      return { kind: 'value', text, spent: budget.limits.fuel - budget.fuel };
    } catch (error) {
      return failed(error);
    }
  };
}

function failed(error: unknown): Outcome {
  if (!(error instanceof PatchbayError)) throw error;
  const { expressionCode, ceiling, position, token } = error.facts;
  const code = expressionCode ?? error.code;
  // Which loop takes the last of a budget depends on the order in which it is paid; that it is used up does not.
  const text = ceiling ?? `${code} at ${position ?? 'no place'} ${token ?? ''}: ${error.message}`;
  return { kind: 'error', code, position, token, text };
}
