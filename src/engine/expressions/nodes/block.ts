import { hasFrame } from '../syntax/scope.ts';
import type { Node } from '../syntax/tree.ts';
import { truth } from '../values/truth.ts';
import { unbound } from '../values/tuples.ts';
import { Frame, type CodeOptions, type Evaluate } from './frame.ts';
import { compileNode } from './node.ts';

/** `(a; b; c)`: the value of the last; names bound inside stay inside. */
export function compileBlock(node: Extract<Node, { kind: 'block' }>, options: CodeOptions): Evaluate {
  const all = node.expressions.map(item => compileNode(item, options));
  const [only, ...more] = all;
  if (only === undefined) return () => undefined;
  const run = more.length === 0 ? only : inOrder(all);
  if (!hasFrame(node.scope)) return run;
  const size = node.scope.names.length;
  return (input, frame) => run(input, new Frame(new Array<unknown>(size).fill(unbound), frame, frame.evaluation));
}

function inOrder(all: readonly Evaluate[]): Evaluate {
  return (input, frame) => {
    let value: unknown;
    for (const evaluate of all) value = evaluate(input, frame);
    return value;
  };
}

/** `a ?? b`, `a ?: b`: the left side is evaluated once. */
export function compileDefault(node: Extract<Node, { kind: 'default' }>, options: CodeOptions): Evaluate {
  const left = compileNode(node.left, options);
  const right = compileNode(node.right, options);
  if (node.operator === '??') {
    return (input, frame) => {
      const value = left(input, frame);
      return value === undefined ? right(input, frame) : value;
    };
  }
  return (input, frame) => {
    const value = left(input, frame);
    return truth(value, frame.evaluation.budget) ? value : right(input, frame);
  };
}

/** `a ? b : c`. */
export function compileCondition(node: Extract<Node, { kind: 'condition' }>, options: CodeOptions): Evaluate {
  const condition = compileNode(node.condition, options);
  const then = compileNode(node.then, options);
  const otherwise = node.otherwise === undefined ? (): undefined => undefined : compileNode(node.otherwise, options);
  return (input, frame) =>
    truth(condition(input, frame), frame.evaluation.budget) ? then(input, frame) : otherwise(input, frame);
}
