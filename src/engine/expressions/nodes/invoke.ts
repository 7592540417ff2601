import { exhausted, spendFuel } from '../budget.ts';
import { Fault, locate } from '../fault.ts';
import { applySignature } from '../syntax/signature.ts';
import { openFunction, TailCall, type FunctionBody } from '../values/functions.ts';
import type { Evaluation } from './evaluation.ts';

/** Fuel of one call before its arguments, one each, and what the function itself spends. */
export const callFuel = 4;

/**
 * Calls a function value, and whatever it calls in tail position, until there is a value.
 *
 * @throws Fault T1006 when it is no function, T041x when the arguments do not fit
 */
export function callFunction(callee: unknown, args: readonly unknown[], input: unknown, run: Evaluation): unknown {
  let result = callOnce(open(callee), args, input, run);
  while (result instanceof TailCall) {
    const next: TailCall = result;
    try {
      result = callOnce(open(next.callee), next.args, next.input, run);
    } catch (error) {
      throw locate(error, next.position, next.token);
    }
  }
  return result;
}

function open(callee: unknown): FunctionBody {
  const body = openFunction(callee);
  if (body === undefined) throw new Fault('T1006');
  return body;
}

function callOnce(body: FunctionBody, args: readonly unknown[], input: unknown, run: Evaluation): unknown {
  const { budget } = run;
  const checked = body.signature === undefined ? args : applySignature(body.signature, args, input);
  spendFuel(budget, callFuel + checked.length + (body.cost === undefined ? 0 : body.cost(checked)));
  budget.depth -= body.height;
  if (budget.depth < 0) throw exhausted('depth', budget.limits.depth);
  run.input = input;
  const result = body.invoke(checked, run);
  budget.depth += body.height;
  return result;
}
