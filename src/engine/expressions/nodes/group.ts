import { spendFuel, spendGrowth } from '../budget.ts';
import { faultAt } from '../fault.ts';
import type { Group } from '../syntax/tree.ts';
import { setKey, type Data } from '../values/keys.ts';
import { append, isList } from '../values/marks.ts';
import { TupleStream, unbound, type Tuple } from '../values/tuples.ts';
import { Frame, type CodeOptions, type Evaluate } from './frame.ts';
import { compileNode } from './node.ts';

interface Pair {
  readonly key: Evaluate;
  /** The key when it is written out. */
  readonly fixed: string | undefined;
  readonly value: Evaluate;
}

/**
 * `{ key: value }`: over one value an object; over a list a grouping, where each value is evaluated once with all
 * elements of its key as context.
 */
export function compileGroup(group: Group, options: CodeOptions): Evaluate {
  const pairs = group.pairs.map(([key, value]): Pair => {
    const fixed = key.kind === 'literal' && typeof key.value === 'string' && key.predicates.length === 0;
    return { key: compileNode(key, options), fixed: fixed ? String(key.kind === 'literal' && key.value) : undefined, value: compileNode(value, options) };
  });
  const { position } = group;
  const simple = fixedPairs(pairs);
  const general = (input: unknown, frame: Frame): Data =>
    input instanceof TupleStream ? groupTuples(input.tuples, pairs, position, frame) : groupValues(input, pairs, position, frame);
  if (simple === undefined) return general;
  return (input, frame) => {
    if (isList(input) || input instanceof TupleStream) return general(input, frame);
    const result: Data = {};
    for (const pair of simple) {
      const value = pair.value(input, frame);
      if (value !== undefined) setKey(result, pair.fixed, value);
    }
    spendGrowth(frame.evaluation.budget, simple.length);
    return result;
  };
}

type FixedPair = Pair & { readonly fixed: string };

/** The pairs when every key is written out, once, and in an order that objects keep: then nothing has to be grouped. */
function fixedPairs(pairs: readonly Pair[]): readonly FixedPair[] | undefined {
  const seen = new Set<string>();
  for (const { fixed } of pairs) {
    if (fixed === undefined || seen.has(fixed) || /^\d/.test(fixed)) return undefined;
    seen.add(fixed);
  }
  return pairs.filter((pair): pair is FixedPair => pair.fixed !== undefined);
}

interface Entry<T> {
  data: T;
  readonly pair: number;
}

/** Groups in the order objects keep their keys, which is the order values are evaluated in. */
class Groups<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #order: Data = {};

  add(key: string, pair: number, first: () => T, more: (data: T) => T, position: number): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) {
      this.#entries.set(key, { data: first(), pair });
      setKey(this.#order, key, true);
    } else {
      if (entry.pair !== pair) throw faultAt(position, key, 'D1009', { value: key });
      entry.data = more(entry.data);
    }
  }

  *inOrder(): Generator<readonly [string, Entry<T>]> {
    for (const key of Object.keys(this.#order)) {
      const entry = this.#entries.get(key);
      if (entry !== undefined) yield [key, entry];
    }
  }
}

function keyOf(pair: Pair, input: unknown, frame: Frame, position: number): string | undefined {
  const key = pair.fixed ?? pair.key(input, frame);
  if (key === undefined || typeof key === 'string') return key;
  throw faultAt(position, '{', 'T1003', { value: key });
}

function groupValues(input: unknown, pairs: readonly Pair[], position: number, frame: Frame): Data {
  const { budget } = frame.evaluation;
  const elements: readonly unknown[] = !isList(input) ? [input] : input.length === 0 ? [undefined] : input;
  const groups = new Groups<unknown>();
  spendFuel(budget, elements.length * pairs.length);
  for (const element of elements) {
    for (const [at, pair] of pairs.entries()) {
      const key = keyOf(pair, element, frame, position);
      if (key === undefined) continue;
      groups.add(key, at, () => element, data => append(data, element, budget), position);
    }
  }
  const result: Data = {};
  for (const [key, entry] of groups.inOrder()) {
    spendGrowth(budget, 1 + key.length);
    const value = pairs[entry.pair]?.value(entry.data, frame);
    if (value !== undefined) setKey(result, key, value);
  }
  return result;
}

function groupTuples(tuples: readonly Tuple[], pairs: readonly Pair[], position: number, frame: Frame): Data {
  const run = frame.evaluation;
  const groups = new Groups<Tuple[]>();
  spendFuel(run.budget, tuples.length * pairs.length);
  for (const tuple of tuples) {
    for (const [at, pair] of pairs.entries()) {
      const key = keyOf(pair, tuple[0], new Frame(tuple.slice(), frame, run), position);
      if (key === undefined) continue;
      groups.add(key, at, () => [tuple], data => (data.push(tuple), data), position);
    }
  }
  const result: Data = {};
  for (const [key, entry] of groups.inOrder()) {
    spendGrowth(run.budget, 1 + key.length);
    const merged = mergeTuples(entry.data, frame);
    const value = pairs[entry.pair]?.value(merged[0], new Frame(merged, frame, run));
    if (value !== undefined) setKey(result, key, value);
  }
  return result;
}

/** All tuples of a group as one: every name holds what it held in each. */
function mergeTuples(tuples: readonly Tuple[], frame: Frame): Tuple {
  const [first = [], ...rest] = tuples;
  const merged = first.slice();
  for (const tuple of rest) {
    for (const [slot, value] of tuple.entries()) {
      if (value === unbound) continue;
      merged[slot] = append(merged[slot] === unbound ? undefined : merged[slot], value, frame.evaluation.budget);
    }
  }
  return merged;
}
