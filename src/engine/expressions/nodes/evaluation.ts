import type { Budget } from '../budget.ts';
import type { FunctionContext, Variables } from '../expression.ts';
import { callFunction } from './invoke.ts';

/** One run of an expression: what its nodes and functions share. */
export class Evaluation implements FunctionContext {
  /** Context value of the function call under way; read it before calling anything. */
  input: unknown;
  readonly root: unknown;
  readonly variables: Variables;
  readonly budget: Budget;
  #nowMs: number | undefined;

  constructor(root: unknown, variables: Variables, budget: Budget) {
    this.input = root;
    this.root = root;
    this.variables = variables;
    this.budget = budget;
  }

  /** The same moment throughout one run. */
  nowMs(): number {
    this.#nowMs ??= this.budget.nowMs();
    return this.#nowMs;
  }

  call(callee: unknown, args: readonly unknown[]): unknown {
    return callFunction(callee, args, undefined, this);
  }
}
