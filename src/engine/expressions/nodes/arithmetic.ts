import { Fault, locate } from '../fault.ts';
import type { Node, Shape } from '../syntax/tree.ts';
import { isNumber } from '../values/truth.ts';
import type { CodeOptions, Evaluate } from './frame.ts';
import { compileNode } from './node.ts';

type ArithmeticNode = Extract<Shape, { kind: 'arithmetic' }>;

/** What each operator makes of two numbers. */
export const operations: Readonly<Record<ArithmeticNode['operator'], (left: number, right: number) => number>> = {
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

/**
 * An operation on two values: nothing where a side is nothing.
 *
 * @throws Fault T2001, T2002 on what is no number, D1001 on an infinite one
 */
export function calculate(
  left: unknown,
  right: unknown,
  operate: (a: number, b: number) => number,
): number | undefined {
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
    try {
      return negate(value);
    } catch (error) {
      throw locate(error, position, '-');
    }
  };
}

/** @throws Fault D1002 on what is no number, D1001 on an infinite one */
export function negate(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  if (isNumber(value)) return -value;
  throw new Fault('D1002', { value });
}
