import { spendFuel, spendGrowth, type Budget } from '../budget.ts';
import { Fault } from '../fault.ts';
import type { FunctionDefinition } from '../expression.ts';
import { maxDepth } from '../values/depth.ts';
import { isFunction } from '../values/functions.ts';
import { isObject, lookup, readKey, setKey, type Data } from '../values/keys.ts';
import { append, isList, newSequence, unwrapInput } from '../values/marks.ts';
import { roundDigits } from '../values/text.ts';
import { isNumber } from '../values/truth.ts';
import { parameter } from './parameters.ts';

const any = parameter('object', 'object or array', 'The object or objects; the context value when left out.');

function collectKeys(value: unknown, found: Data, budget: Budget, depth: number): void {
  if (depth > maxDepth) throw new Fault('D4004');
  if (isList(value)) {
    spendFuel(budget, value.length);
    for (const element of value) collectKeys(element, found, budget, depth + 1);
  } else if (isObject(value) && !isFunction(value)) {
    const own = Object.keys(value);
    spendFuel(budget, 1 + own.length);
    for (const key of own) setKey(found, key, true);
  }
}

function keys(value: unknown, budget: Budget): unknown {
  const found: Data = {};
  collectKeys(value, found, budget, 0);
  const result = newSequence();
  for (const key of Object.keys(found)) result.push(key);
  spendGrowth(budget, result.length);
  return result;
}

function spread(value: unknown, budget: Budget, depth: number): unknown {
  if (depth > maxDepth) throw new Fault('D4004');
  if (isList(value)) {
    let all: unknown = newSequence();
    for (const element of value) {
      spendFuel(budget, 1);
      all = append(all, spread(element, budget, depth + 1), budget);
    }
    return all;
  }
  if (!isObject(value) || isFunction(value)) return value;
  const parts = newSequence();
  const entries = Object.entries(value);
  spendFuel(budget, 1 + entries.length * 4);
  for (const [key, inner] of entries) {
    const part: Data = {};
    setKey(part, key, inner);
    parts.push(part);
  }
  spendGrowth(budget, parts.length * 2);
  return parts;
}

function merge(objects: unknown, budget: Budget): unknown {
  if (!isList(objects)) return undefined;
  const result: Data = {};
  for (const object of objects) {
    const all = Object.entries(object as Data);
    spendGrowth(budget, all.length);
    spendFuel(budget, all.length * 2 + 1);
    for (const [key, value] of all) setKey(result, key, value);
  }
  return result;
}

/** A deep copy as data: functions become empty strings, numbers keep 15 digits. */
function clone(value: unknown, budget: Budget, depth: number): unknown {
  if (depth > maxDepth) throw new Fault('D4004');
  spendFuel(budget, 2);
  spendGrowth(budget, 1);
  if (isFunction(value)) return '';
  if (isList(value)) return value.map(element => (element === undefined ? null : clone(element, budget, depth + 1)));
  if (isObject(value)) {
    const copy: Data = {};
    for (const [key, inner] of Object.entries(value)) {
      if (inner !== undefined) setKey(copy, key, clone(inner, budget, depth + 1));
    }
    return copy;
  }
  // Adding 0 takes the sign off -0, which JSON does not have.
  return isNumber(value) ? roundDigits(value) + 0 : value;
}

function typeOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (value === null) return 'null';
  if (isList(value)) return 'array';
  if (isFunction(value)) return 'function';
  if (typeof value === 'number') isNumber(value);
  return typeof value;
}

const listed = (value: unknown): readonly unknown[] => (isList(value) ? value : [value]);

function pick(value: unknown, names: unknown, budget: Budget): unknown {
  if (!isObject(value)) return undefined;
  const result: Data = {};
  for (const name of listed(names)) {
    const inner = readKey(value, String(name));
    spendFuel(budget, 2);
    spendGrowth(budget, 1);
    if (inner !== undefined) setKey(result, String(name), inner);
  }
  return result;
}

function omit(value: unknown, names: unknown, budget: Budget): unknown {
  if (!isObject(value)) return undefined;
  const without = new Set(listed(names));
  const result: Data = {};
  const entries = Object.entries(value);
  spendFuel(budget, entries.length * 2);
  for (const [key, inner] of entries) {
    spendGrowth(budget, 1);
    if (!without.has(key)) setKey(result, key, inner);
  }
  return result;
}

/** Functions over objects. */
export const objectFunctions: readonly FunctionDefinition[] = [
  {
    name: 'keys',
    summary: 'The keys of an object, or of all objects of a list.',
    parameters: [any],
    signature: '<x-:a<s>>',
    examples: [{ expression: '$keys({ "a": 1, "b": 2 })', result: ['a', 'b'] }],
    implementation: ([value], { budget }) => keys(value, budget),
  },
  {
    name: 'lookup',
    summary: 'The value under a key of an object, or of all objects of a list.',
    parameters: [any, parameter('key', 'string', 'The key.')],
    signature: '<x-s:x>',
    examples: [{ expression: '$lookup({ "a": 1, "b": 2 }, "b")', result: 2 }],
    implementation: ([value, key], { budget }) => lookup(value, String(key), 'present', budget),
  },
  {
    name: 'spread',
    summary: 'An object as a list of objects with one key each.',
    parameters: [any],
    signature: '<x-:a<o>>',
    examples: [{ expression: '$spread({ "a": 1, "b": 2 })', result: [{ a: 1 }, { b: 2 }] }],
    implementation: ([value], { budget }) => spread(value, budget, 0),
  },
  {
    name: 'merge',
    summary: 'The objects of a list in one; of equal keys the last counts.',
    parameters: [parameter('objects', 'array of objects', 'The objects.')],
    signature: '<a<o>:o>',
    examples: [{ expression: '$merge([{ "a": 1 }, { "b": 2 }, { "a": 3 }])', result: { a: 3, b: 2 } }],
    implementation: ([objects], { budget }) => merge(objects, budget),
  },
  {
    name: 'clone',
    summary: 'A copy of an object or list down to its last value.',
    parameters: [any],
    signature: '<(oa)-:o>',
    examples: [{ expression: '$clone({ "a": [1] })', result: { a: [1] } }],
    implementation: ([value], { budget }) => (value === undefined ? undefined : clone(unwrapInput(value), budget, 0)),
  },
  {
    name: 'type',
    summary: 'The type of a value: null, number, string, boolean, array, object or function.',
    parameters: [parameter('value', 'any', 'The value.')],
    signature: '<x:s>',
    examples: [
      { expression: '$type([1])', result: 'array' },
      { expression: '$type(missing)', input: {} },
    ],
    implementation: ([value]) => typeOf(value),
  },
  {
    name: 'pick',
    summary: 'The object with only some of its keys, in the order they are asked for.',
    parameters: [
      parameter('object', 'object', 'The object.'),
      parameter('keys', 'string or array of strings', 'The keys that stay.'),
    ],
    signature: '<o(sa):o>',
    cost: ([, names]) => listed(names).length,
    examples: [{ expression: '$pick({ "a": 1, "b": 2, "c": 3 }, ["a", "c"])', result: { a: 1, c: 3 } }],
    implementation: ([value, names], { budget }) => pick(value, names, budget),
  },
  {
    name: 'omit',
    summary: 'The object without some of its keys.',
    parameters: [
      parameter('object', 'object', 'The object.'),
      parameter('keys', 'string or array of strings', 'The keys that go.'),
    ],
    signature: '<o(sa):o>',
    cost: ([, names]) => listed(names).length,
    examples: [{ expression: '$omit({ "a": 1, "b": 2, "c": 3 }, "b")', result: { a: 1, c: 3 } }],
    implementation: ([value, names], { budget }) => omit(value, names, budget),
  },
];
