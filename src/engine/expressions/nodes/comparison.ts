import { faultAt, locate } from '../fault.ts';
import type { ComparisonOperator, Node } from '../syntax/tree.ts';
import { isAmong, isSame, payForTexts } from '../values/equality.ts';
import { isList } from '../values/marks.ts';
import { truth } from '../values/truth.ts';
import type { CodeOptions, Evaluate } from './frame.ts';
import { compileNode } from './node.ts';

type Of<K extends Node['kind']> = Extract<Node, { kind: K }>;

/** `=` and `!=`: false when a side is nothing. */
export function compileEquality(node: Of<'equality'>, options: CodeOptions): Evaluate {
  const left = compileNode(node.left, options);
  const right = compileNode(node.right, options);
  const wanted = node.operator === '=';
  return (input, frame) => {
    const first = left(input, frame);
    const second = right(input, frame);
    if (first === undefined || second === undefined) return false;
    return isSame(first, second, frame.evaluation.budget) === wanted;
  };
}

const orders: Readonly<Record<ComparisonOperator, (left: string | number, right: string | number) => boolean>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

/** `< <= > >=` over two strings or two numbers: nothing when a side is nothing. */
export function compileComparison(node: Of<'comparison'>, options: CodeOptions): Evaluate {
  const left = compileNode(node.left, options);
  const right = compileNode(node.right, options);
  const { operator, position } = node;
  const compare = orders[operator];
  return (input, frame) => {
    const first = left(input, frame);
    const second = right(input, frame);
    if (typeof first === 'number' && typeof second === 'number') return compare(first, second);
    if (typeof first === 'string' && typeof second === 'string') {
      payForTexts(first, second, frame.evaluation.budget);
      return compare(first, second);
    }
    return compareOthers(first, second, position, operator);
  };
}

/**
 * What a comparison is when its sides are not both numbers or both strings: nothing where a side is nothing.
 *
 * @throws Fault T2009, T2010
 */
export function compareOthers(first: unknown, second: unknown, position: number, operator: string): undefined {
  for (const value of [first, second]) {
    if (value !== undefined && typeof value !== 'string' && typeof value !== 'number') {
      throw faultAt(position, operator, 'T2010', { value });
    }
  }
  if (first === undefined || second === undefined) return undefined;
  throw faultAt(position, operator, 'T2009', { value: first, value2: second });
}

/** `and`, `or`: always true or false; the right side only when it matters. */
export function compileLogic(node: Of<'logic'>, options: CodeOptions): Evaluate {
  const left = compileTruth(node.left, node, options);
  const right = compileTruth(node.right, node, options);
  return node.operator === 'and'
    ? (input, frame) => left(input, frame) && right(input, frame)
    : (input, frame) => left(input, frame) || right(input, frame);
}

function compileTruth(
  node: Node,
  operator: Of<'logic'>,
  options: CodeOptions,
): (...args: Parameters<Evaluate>) => boolean {
  const evaluate = compileNode(node, options);
  return (input, frame) => {
    const value = evaluate(input, frame);
    if (typeof value === 'boolean') return value;
    try {
      return truth(value, frame.evaluation.budget);
    } catch (error) {
      throw locate(error, operator.position, operator.operator);
    }
  };
}

/** `in`: whether a list holds the value itself. */
export function compileIncludes(node: Of<'includes'>, options: CodeOptions): Evaluate {
  const left = compileNode(node.left, options);
  const right = compileNode(node.right, options);
  return (input, frame) => {
    const wanted = left(input, frame);
    const list = right(input, frame);
    if (wanted === undefined || list === undefined) return false;
    if (!isList(list)) return list === wanted;
    return isAmong(wanted, list, frame.evaluation.budget);
  };
}
