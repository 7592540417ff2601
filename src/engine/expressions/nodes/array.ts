import { spendFuel, spendGrowth } from '../budget.ts';
import { faultAt } from '../fault.ts';
import type { Node } from '../syntax/tree.ts';
import { asSequence, asStep, isList, type List } from '../values/marks.ts';
import type { CodeOptions, Evaluate } from './frame.ts';
import { compileNode } from './node.ts';

/** `[a, b]`: lists among the items are flattened unless they are constructors themselves. */
export function compileArray(node: Extract<Node, { kind: 'array' }>, options: CodeOptions): Evaluate {
  const items = node.items.map(item => ({ evaluate: compileNode(item, options), isArray: item.kind === 'array' }));
  const { isStep } = node;
  return (input, frame) => {
    const { budget } = frame.evaluation;
    const list: List = [];
    for (const item of items) {
      const value = item.evaluate(input, frame);
      if (value === undefined) continue;
      if (item.isArray || !isList(value)) {
        list.push(value);
        continue;
      }
      spendFuel(budget, value.length);
      spendGrowth(budget, value.length);
      for (const element of value) list.push(element);
    }
    spendGrowth(budget, items.length);
    return isStep ? asStep(list) : list;
  };
}

/** Longest range the language allows. */
const maxRange = 1e7;

/** `a..b`: the integers from a to b; nothing when a side is nothing or there are none. */
export function compileRange(node: Extract<Node, { kind: 'range' }>, options: CodeOptions): Evaluate {
  const left = compileNode(node.left, options);
  const right = compileNode(node.right, options);
  const { position } = node;
  return (input, frame) => {
    const first = left(input, frame);
    const last = right(input, frame);
    if (first !== undefined && !isInteger(first)) throw faultAt(position, '..', 'T2003', { value: first });
    if (last !== undefined && !isInteger(last)) throw faultAt(position, '..', 'T2004', { value: last });
    if (first === undefined || last === undefined || first > last) return undefined;
    const size = last - first + 1;
    if (size > maxRange) throw faultAt(position, '..', 'D2014', { value: size });
    spendFuel(frame.evaluation.budget, size);
    spendGrowth(frame.evaluation.budget, size);
    const list: List = [];
    // Counting the turns, not the numbers: beyond 2 ** 53 adding one changes nothing.
    for (let at = 0; at < size; at += 1) list.push(first + at);
    return asSequence(list);
  };
}

const isInteger = (value: unknown): value is number => Number.isInteger(value);
