import { spendFuel, spendGrowth, type Budget } from '../budget.ts';

/**
 * What the language knows about a list beyond its elements. Only lists made during an evaluation carry a mark; lists of
 * the input never do, and no data can forge one.
 */
const mark = Symbol('mark');

/** A result of several values: one value leaves a node without its list, none leaves as nothing. */
const SEQUENCE = 1;
/** `[]` was written: one value keeps its list. */
const KEEP = 2;
/** Made by an array constructor that is a step of a path: the path does not flatten it. */
const STEP = 4;
/** Holds the whole input when that is a list. */
const OUTER = 8;

/** A list that may carry a mark. */
export type List = unknown[] & { [mark]?: number };

export const isList: (value: unknown) => value is List = Array.isArray;

export function newSequence(): List {
  const list: List = [];
  list[mark] = SEQUENCE;
  return list;
}

export function sequenceOf(value: unknown): List {
  const list: List = [value];
  list[mark] = SEQUENCE;
  return list;
}

/** Marks a list that was just made here as a sequence. */
export function asSequence(list: List): List {
  list[mark] = SEQUENCE;
  return list;
}

/** The input of an evaluation: a list is one value, not its elements. */
export function wrapInput(input: unknown): unknown {
  if (!isList(input)) return input;
  const list: List = [input];
  list[mark] = SEQUENCE | OUTER;
  return list;
}

export function unwrapInput(input: unknown): unknown {
  return isList(input) && ((input[mark] ?? 0) & OUTER) !== 0 ? input[0] : input;
}

export const isOuter = (list: List): boolean => ((list[mark] ?? 0) & OUTER) !== 0;

export function isSequence(value: unknown): value is List {
  return isList(value) && ((value[mark] ?? 0) & SEQUENCE) !== 0;
}

export const isMarked = (list: List): boolean => list[mark] !== undefined;

/** Marks a list that was just made here as a constructor step. */
export function asStep(list: List): List {
  list[mark] = (list[mark] ?? 0) | STEP;
  return list;
}

export const isStep = (list: List): boolean => ((list[mark] ?? 0) & STEP) !== 0;

/** A sequence whose one value keeps its list; other values are returned as they are. */
export function keepSingleton(value: unknown): unknown {
  if (isSequence(value)) value[mark] = (value[mark] ?? 0) | KEEP;
  return value;
}

/** What leaves a node: a sequence of one is its value, an empty one is nothing. */
export function collapse(value: unknown): unknown {
  if (!isList(value) || value.length > 1) return value;
  const marks = value[mark] ?? 0;
  if ((marks & SEQUENCE) === 0) return value;
  if (value.length === 0) return undefined;
  return (marks & KEEP) !== 0 ? value : value[0];
}

/** Puts a value into a sequence: a list gives its elements, unless it was made as a step. */
export function pushFlat(target: unknown[], value: unknown, budget: Budget): void {
  if (!isList(value) || isStep(value)) {
    target.push(value);
    return;
  }
  spendFuel(budget, value.length);
  for (const element of value) target.push(element);
}

/** Both lists in one; nothing adds nothing. Marks are lost unless a side is nothing. */
export function append(left: unknown, right: unknown, budget: Budget): unknown {
  if (left === undefined) return right;
  if (right === undefined) return left;
  const first = isList(left) ? left : [left];
  const second = isList(right) ? right : [right];
  const length = first.length + second.length;
  spendFuel(budget, length);
  spendGrowth(budget, length);
  // Quicker than spreading them: most are short.
  const all: unknown[] = [];
  for (let at = 0; at < first.length; at += 1) all.push(first[at]);
  for (let at = 0; at < second.length; at += 1) all.push(second[at]);
  return all;
}
