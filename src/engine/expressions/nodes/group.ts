import { spendFuel, spendGrowth, type Budget } from '../budget.ts';
import { faultAt } from '../fault.ts';
import type { Group, Node } from '../syntax/tree.ts';
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
  const pairs = group.pairs.map(([key, value]): Pair => ({
    key: compileNode(key, options),
    fixed: fixedKey(key),
    value: compileNode(value, options),
  }));
  const { position } = group;
  const simple = fixedKeys(group) === undefined ? undefined : fixedPairs(pairs);
  const general = (input: unknown, frame: Frame): Data =>
    input instanceof TupleStream
      ? groupTuples(input.tuples, pairs, position, frame)
      : groupValues(input, pairs, position, frame);
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

function fixedKey(key: Node): string | undefined {
  const isPlain = key.kind === 'literal' && key.predicates.length === 0;
  return isPlain && typeof key.value === 'string' ? key.value : undefined;
}

type FixedPair = Pair & { readonly fixed: string };

const fixedPairs = (pairs: readonly Pair[]): readonly FixedPair[] =>
  pairs.filter((pair): pair is FixedPair => pair.fixed !== undefined);

/** The keys when each is written out, once, and in an order that objects keep: then nothing has to be grouped. */
export function fixedKeys(group: Group): readonly string[] | undefined {
  const seen = new Set<string>();
  for (const [key] of group.pairs) {
    const fixed = fixedKey(key);
    if (fixed === undefined || seen.has(fixed) || /^\d/.test(fixed)) return undefined;
    seen.add(fixed);
  }
  return [...seen];
}

interface Entry<T> {
  readonly members: T[];
  readonly pair: number;
}

/** Groups in the order objects keep their keys, which is the order values are evaluated in. */
class Groups<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #order: Data = {};

  add(key: string, pair: number, member: T, position: number): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) {
      this.#entries.set(key, { members: [member], pair });
      setKey(this.#order, key, true);
    } else {
      if (entry.pair !== pair) throw faultAt(position, key, 'D1009', { value: key });
      entry.members.push(member);
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

/** A key that is not written out but computed. */
const fuelPerKey = 8;

function groupValues(input: unknown, pairs: readonly Pair[], position: number, frame: Frame): Data {
  const { budget } = frame.evaluation;
  const elements: readonly unknown[] = !isList(input) ? [input] : input.length === 0 ? [undefined] : input;
  const groups = new Groups<unknown>();
  spendFuel(budget, elements.length * pairs.length);
  for (const element of elements) {
    for (const [at, pair] of pairs.entries()) {
      const key = keyOf(pair, element, frame, position);
      if (key === undefined) continue;
      groups.add(key, at, element, position);
    }
  }
  const result: Data = {};
  for (const [key, entry] of groups.inOrder()) {
    // The platform makes a kind of object for each new set of keys.
    spendFuel(budget, fuelPerKey);
    spendGrowth(budget, 1 + key.length);
    const value = pairs[entry.pair]?.value(joined(entry.members, budget), frame);
    if (value !== undefined) setKey(result, key, value);
  }
  return result;
}

/** The elements of a group as one context: lists among them are flattened when there are several. */
function joined(members: readonly unknown[], budget: Budget): unknown {
  if (members.length === 1) return members[0];
  const list: unknown[] = [];
  for (const member of members) {
    if (!isList(member)) list.push(member);
    else for (const element of member) list.push(element);
  }
  spendFuel(budget, list.length);
  spendGrowth(budget, list.length);
  return list;
}

function groupTuples(tuples: readonly Tuple[], pairs: readonly Pair[], position: number, frame: Frame): Data {
  const run = frame.evaluation;
  const groups = new Groups<Tuple>();
  spendFuel(run.budget, tuples.length * pairs.length);
  for (const tuple of tuples) {
    for (const [at, pair] of pairs.entries()) {
      const key = keyOf(pair, tuple[0], new Frame(tuple.slice(), frame, run), position);
      if (key === undefined) continue;
      groups.add(key, at, tuple, position);
    }
  }
  const result: Data = {};
  for (const [key, entry] of groups.inOrder()) {
    spendGrowth(run.budget, 1 + key.length);
    const merged = mergeTuples(entry.members, frame);
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
