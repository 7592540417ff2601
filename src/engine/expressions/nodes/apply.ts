import { faultAt, locate } from '../fault.ts';
import type { Node } from '../syntax/tree.ts';
import { createFunction, isFunction, TailCall } from '../values/functions.ts';
import { compileCallWith } from './call.ts';
import type { CodeOptions, Evaluate } from './frame.ts';
import { callFunction } from './invoke.ts';
import { compileNode } from './node.ts';

/** `x ~> f`: f called with x; of two functions, the one that calls both in turn. */
export function compileApply(node: Extract<Node, { kind: 'apply' }>, options: CodeOptions): Evaluate {
  const left = compileNode(node.left, options);
  if (node.right.kind === 'call') return compileCallWith(node.right, left, options);
  const right = compileNode(node.right, options);
  const { position } = node;
  return (input, frame) => {
    const value = left(input, frame);
    const callee = right(input, frame);
    if (!isFunction(callee)) throw faultAt(position, '~>', 'T2006', { value: callee });
    if (isFunction(value)) return chain(value, callee, position);
    try {
      return callFunction(callee, [value], undefined, frame.evaluation);
    } catch (error) {
      throw locate(error, position, '~>');
    }
  };
}

function chain(first: unknown, second: unknown, position: number): unknown {
  return createFunction({
    name: 'function',
    arity: 1,
    height: 1,
    invoke: (args, context) => {
      try {
        const value = context.call(first, [args[0]]);
        return new TailCall(second, [value], context.input, position, '~>');
      } catch (error) {
        throw locate(error, position, '~>');
      }
    },
  });
}
