import { Fault, faultAt, locate } from '../fault.ts';
import type { Node, Shape } from '../syntax/tree.ts';
import { isNumber } from '../values/truth.ts';
import type { CodeOptions, Evaluate } from './frame.ts';
import { compileNode } from './node.ts';

type ArithmeticNode = Extract<Shape, { kind: 'arithmetic' }>;

const operations: Readonly<Record<ArithmeticNode['operator'], (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
};

/** `+ - * / %`: nothing when a side is nothing. */
export function compileArithmetic(node: ArithmeticNode & Node, options: CodeOptions): Evaluate {
  const left = compileNode(node.left, options);
  const right = compileNode(node.right, options);
  const { operator, position } = node;
  const operate = operations[operator];
  return (input, frame) => {
    const first = left(input, frame);
    const second = right(input, frame);
    try {
      return calculate(first, second, operate);
    } catch (error) {
      throw locate(error, position, operator);
    }
  };
}

function calculate(left: unknown, right: unknown, operate: (a: number, b: number) => number): number | undefined {
  if (left !== undefined && !isNumber(left)) throw new Fault('T2001', { value: left });
  if (right !== undefined && !isNumber(right)) throw new Fault('T2002', { value: right });
  return left === undefined || right === undefined ? undefined : operate(left, right);
}

/** Unary minus. */
export function compileNegate(node: Extract<Node, { kind: 'negate' }>, options: CodeOptions): Evaluate {
  const operand = compileNode(node.operand, options);
  const { position } = node;
  return (input, frame) => {
    const value = operand(input, frame);
    if (value === undefined) return undefined;
    try {
      if (isNumber(value)) return -value;
    } catch (error) {
      throw locate(error, position, '-');
    }
    throw faultAt(position, '-', 'D1002', { value });
  };
}
