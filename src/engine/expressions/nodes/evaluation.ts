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
  // An ordinary field: one is made for every record, and fields with # take longer to make.
  private moment: number | undefined;

  constructor(root: unknown, variables: Variables, budget: Budget) {
    this.input = root;
    this.root = root;
    this.variables = variables;
    this.budget = budget;
    this.moment = undefined;
  }

  /** The same moment throughout one run. */
  nowMs(): number {
    this.moment ??= this.budget.nowMs();
    return this.moment;
  }

  call(callee: unknown, args: readonly unknown[]): unknown {
    return callFunction(callee, args, undefined, this);
  }
}
