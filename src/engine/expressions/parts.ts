import type { Demand, Expression, ExpressionOrigin, FunctionDefinition } from './expression.ts';
import type { CodeOptions, Evaluate } from './nodes/frame.ts';
import type { LoweredTree } from './syntax/lower.ts';

/** What an expression consists of, for code that is generated over several of them. */
export interface CompiledParts {
  readonly tree: LoweredTree;
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
  readonly options: CodeOptions;
  readonly closures: Evaluate;
  /** Levels of its value that it may have made itself. */
  readonly levels: number;
  /** What runs at present. */
  readonly code: () => Evaluate;
  readonly demand: Demand;
  readonly origin?: ExpressionOrigin;
}

const known = new WeakMap<Expression, CompiledParts>();

/** Keeps the parts of an expression as long as it lives. */
export function remember(expression: Expression, parts: CompiledParts): void {
  known.set(expression, parts);
}

/** The parts of an expression, unless it was made elsewhere. */
export const partsOf = (expression: Expression): CompiledParts | undefined => known.get(expression);
