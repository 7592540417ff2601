import { spendFuel, type Budget } from '../budget.ts';
import { faultAt } from '../fault.ts';
import type { Step } from '../syntax/tree.ts';
import { payForTexts } from '../values/equality.ts';
import { mergeSort } from '../values/sorting.ts';
import { TupleStream, type Tuple } from '../values/tuples.ts';
import { Frame, type CodeOptions, type Evaluate } from './frame.ts';
import { compileNode } from './node.ts';

interface Term {
  readonly descending: boolean;
  readonly evaluate: Evaluate;
}

/** An element with the terms that were looked at so far: each is evaluated at most once. */
interface Entry<T> {
  readonly element: T;
  readonly keys: unknown[];
}

/** `^(a, >b)`: stable; nothing comes last in either direction. */
export function compileSort(step: Step, options: CodeOptions): (values: readonly unknown[], frame: Frame) => unknown[] {
  const compare = compileTerms(step, options);
  const fuel = fuelOfTerms(step);
  return (values, frame) =>
    sorted(values, fuel, frame, (left, right) =>
      compare(left, right, value => [value, frame], frame.evaluation.budget),
    );
}

/** As `compileSort`, over tuples: terms may read the names of each. */
export function compileTupleSort(step: Step, options: CodeOptions): (tuples: TupleStream, frame: Frame) => TupleStream {
  const compare = compileTerms(step, options);
  const enter = (tuple: Tuple, frame: Frame): readonly [unknown, Frame] => [
    tuple[0],
    new Frame(tuple.slice(), frame, frame.evaluation),
  ];
  const fuel = fuelOfTerms(step);
  return ({ tuples }, frame) =>
    new TupleStream(
      sorted(tuples, fuel, frame, (left, right) =>
        compare(left, right, tuple => enter(tuple, frame), frame.evaluation.budget),
      ),
    );
}

/** A comparison may come down to the last term. */
const fuelOfTerms = ({ terms = [] }: Step): number => Math.max(1, Math.ceil(terms.length / 2));

function sorted<T>(
  values: readonly T[],
  fuel: number,
  frame: Frame,
  compare: (left: Entry<T>, right: Entry<T>) => number,
): T[] {
  // A list of one is returned itself: a sequence stays one.
  if (values.length <= 1) return values as T[];
  const { budget } = frame.evaluation;
  spendFuel(budget, values.length * Math.ceil(Math.log2(values.length)) * fuel);
  const entries = values.map((element): Entry<T> => ({ element, keys: [] }));
  return mergeSort(entries, (left, right) => compare(left, right) === 1).map(entry => entry.element);
}

type Enter<T> = (element: T) => readonly [unknown, Frame];

function compileTerms(
  step: Step,
  options: CodeOptions,
): <T>(left: Entry<T>, right: Entry<T>, enter: Enter<T>, budget: Budget) => number {
  const terms = (step.terms ?? []).map((term): Term => ({
    descending: term.descending,
    evaluate: compileNode(term.expression, options),
  }));
  return (left, right, enter, budget) => {
    for (const [at, term] of terms.entries()) {
      const [first, second] = [keyOf(left, at, term, enter), keyOf(right, at, term, enter)];
      if (typeof first === 'string' && typeof second === 'string') payForTexts(first, second, budget);
      const order = compareKeys(first, second, term, step.position);
      if (order !== 0) return order;
    }
    return 0;
  };
}

function keyOf<T>(entry: Entry<T>, at: number, term: Term, enter: Enter<T>): unknown {
  if (entry.keys.length <= at) {
    const [input, frame] = enter(entry.element);
    entry.keys[at] = term.evaluate(input, frame);
  }
  return entry.keys[at];
}

const isOrdered = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';

function compareKeys(left: unknown, right: unknown, term: Term, position: number): number {
  if (left === undefined) return right === undefined ? 0 : 1;
  if (right === undefined) return -1;
  if (!isOrdered(left) || !isOrdered(right)) {
    throw faultAt(position, '^', 'T2008', { value: isOrdered(left) ? right : left });
  }
  if (typeof left !== typeof right) throw faultAt(position, '^', 'T2007', { value: left, value2: right });
  if (left === right) return 0;
  const order = left < right ? -1 : 1;
  return term.descending ? -order : order;
}
