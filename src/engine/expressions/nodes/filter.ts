import { spendFuel, type Budget } from '../budget.ts';
import type { Node, Predicate } from '../syntax/tree.ts';
import { isList, newSequence } from '../values/marks.ts';
import { isNumber, truth } from '../values/truth.ts';
import { TupleStream, type Tuple } from '../values/tuples.ts';
import { Frame, type CodeOptions, type Evaluate } from './frame.ts';
import { compileNode } from './node.ts';

/** `[…]` on a value: an index, several indexes or a condition. Nothing counts as one missing value. */
export function compileFilter(predicate: Predicate, options: CodeOptions): (value: unknown, frame: Frame) => unknown {
  const fixed = fixedIndex(predicate.expression);
  if (fixed !== undefined) return value => pickIndex(value, fixed);
  const condition = compileNode(predicate.expression, options);
  return (value, frame) => {
    if (value instanceof TupleStream) return filterTuples(value.tuples, condition, frame);
    const list = isList(value) ? value : [value];
    spendFuel(frame.evaluation.budget, list.length);
    const found = newSequence();
    for (let at = 0; at < list.length; at += 1) {
      const element = list[at];
      const times = matches(condition(element, frame), at, list.length, frame.evaluation.budget);
      for (let turn = 0; turn < times; turn += 1) found.push(element);
    }
    return found;
  };
}

/** The index when the predicate is a number, as written. */
export function fixedIndex(node: Node): number | undefined {
  return node.kind === 'literal' && typeof node.value === 'number' && node.predicates.length === 0
    ? Math.floor(node.value)
    : undefined;
}

function pickIndex(value: unknown, index: number): unknown {
  if (value instanceof TupleStream) {
    const tuple = value.tuples[index < 0 ? value.tuples.length + index : index];
    return new TupleStream(tuple === undefined ? [] : [tuple]);
  }
  const list = isList(value) ? value : [value];
  const element = elementAt(list, index);
  if (isList(element)) return element;
  const found = newSequence();
  if (element !== undefined) found.push(element);
  return found;
}

/** The element at an index, counted from the end where it is negative. */
export const elementAt = (list: readonly unknown[], index: number): unknown =>
  list[index < 0 ? list.length + index : index];

/** The tuples for which a condition holds, evaluated with the names of each. */
export function filterTuples(tuples: readonly Tuple[], condition: Evaluate, frame: Frame): TupleStream {
  spendFuel(frame.evaluation.budget, tuples.length);
  const found: Tuple[] = [];
  for (const [at, tuple] of tuples.entries()) {
    const result = condition(tuple[0], new Frame(tuple.slice(), frame, frame.evaluation));
    const times = matches(result, at, tuples.length, frame.evaluation.budget);
    for (let turn = 0; turn < times; turn += 1) found.push(tuple);
  }
  return new TupleStream(found);
}

/** How often an element is taken: numbers are indexes, which may repeat; anything else is a condition. */
export function matches(result: unknown, at: number, length: number, budget: Budget): number {
  if (typeof result === 'boolean') return result ? 1 : 0;
  if (isNumber(result)) return isIndex(result, at, length) ? 1 : 0;
  if (isList(result)) spendFuel(budget, result.length);
  if (isList(result) && result.every(isNumber)) {
    return result.reduce((times: number, index) => times + (isIndex(Number(index), at, length) ? 1 : 0), 0);
  }
  return truth(result, budget) ? 1 : 0;
}

function isIndex(wanted: number, at: number, length: number): boolean {
  const index = Math.floor(wanted);
  return (index < 0 ? length + index : index) === at;
}
