import { faultAt, locate } from '../fault.ts';
import { calleeName, type Node } from '../syntax/tree.ts';
import { TailCall } from '../values/functions.ts';
import { compileNode } from './node.ts';
import type { CodeOptions, Evaluate, Frame } from './frame.ts';
import { callFunction } from './invoke.ts';
import { readVariable } from './variable.ts';

type CallNode = Extract<Node, { kind: 'call' }>;

/** `$f(a, b)`. */
export function compileCall(node: CallNode, options: CodeOptions): Evaluate {
  const callee = compileCallee(node.procedure, node.position, 'T1005', options);
  const args = node.arguments.map(argument => compileNode(argument, options));
  const { position } = node;
  const token = calleeName(node.procedure);
  if (node.tail) {
    return (input, frame) => {
      const called = callee(input, frame);
      return new TailCall(called, evaluateAll(args, input, frame), input, position, token);
    };
  }
  return (input, frame) => {
    const called = callee(input, frame);
    const values = evaluateAll(args, input, frame);
    try {
      return callFunction(called, values, input, frame.evaluation);
    } catch (error) {
      throw locate(error, position, token);
    }
  };
}

/** `x ~> $f(a)`: the call with one more argument before its own. */
export function compileCallWith(node: CallNode, first: Evaluate, options: CodeOptions): Evaluate {
  const callee = compileCallee(node.procedure, node.position, 'T1005', options);
  const args = node.arguments.map(argument => compileNode(argument, options));
  const { position } = node;
  const token = calleeName(node.procedure);
  return (input, frame) => {
    const value = first(input, frame);
    const called = callee(input, frame);
    const values = [value, ...evaluateAll(args, input, frame)];
    try {
      return callFunction(called, values, input, frame.evaluation);
    } catch (error) {
      throw locate(error, position, token);
    }
  };
}

function evaluateAll(args: readonly Evaluate[], input: unknown, frame: Frame): unknown[] {
  const values: unknown[] = [];
  for (const argument of args) values.push(argument(input, frame));
  return values;
}

/**
 * What is to be called. A bare name that is not in the data but is the name of a function was meant as `$name`.
 *
 * @param code error for that case
 */
export function compileCallee(procedure: Node, position: number, code: string, options: CodeOptions): Evaluate {
  const evaluate = compileNode(procedure, options);
  const name = calleeName(procedure);
  if (procedure.kind !== 'path' || name === '') return evaluate;
  return (input, frame) => {
    const callee = evaluate(input, frame);
    if (callee === undefined && isKnown(name, frame, options)) throw faultAt(position, name, code, { value: name });
    return callee;
  };
}

function isKnown(name: string, frame: Frame, options: CodeOptions): boolean {
  return readVariable(frame.evaluation.variables, name) !== undefined || options.functionNamed(name) !== undefined;
}
