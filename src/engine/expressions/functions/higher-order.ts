import { spendFuel, spendGrowth } from '../budget.ts';
import { Fault } from '../fault.ts';
import type { FunctionContext, FunctionDefinition } from '../expression.ts';
import { openFunction } from '../values/functions.ts';
import { setKey, type Data } from '../values/keys.ts';
import { isList, newSequence } from '../values/marks.ts';
import { truth } from '../values/truth.ts';
import { optional, parameter } from './parameters.ts';

const list = parameter('list', 'array', 'The list; one value is taken as a list of one.');
const object = parameter('object', 'object', 'The object; the context value when left out.');

const callback = (what: string): FunctionDefinition['parameters'][number] =>
  parameter(
    'function',
    'function',
    `${what} It gets the value, its position or key, and the whole, as far as it has parameters.`,
  );

/** A callback that is given no more than it takes. */
function caller(
  callee: unknown,
  context: FunctionContext,
): (value: unknown, place: unknown, whole: unknown) => unknown {
  const arity = openFunction(callee)?.arity ?? 1;
  return (value, place, whole) => {
    if (arity >= 3) return context.call(callee, [value, place, whole]);
    return context.call(callee, arity >= 2 ? [value, place] : [value]);
  };
}

function reduce(args: readonly unknown[], context: FunctionContext): unknown {
  const [values, callee, initial] = args;
  if (!isList(values)) return undefined;
  const arity = openFunction(callee)?.arity ?? 0;
  if (arity < 2) throw new Fault('D3050');
  const startsWithFirst = initial === undefined && values.length > 0;
  let result = startsWithFirst ? values[0] : initial;
  spendFuel(context.budget, values.length);
  for (let at = startsWithFirst ? 1 : 0; at < values.length; at += 1) {
    const given = [result, values[at], at, values];
    result = context.call(callee, given.slice(0, Math.max(2, Math.min(arity, 4))));
  }
  return result;
}

function single(args: readonly unknown[], context: FunctionContext): unknown {
  const [values, callee] = args;
  if (!isList(values)) return undefined;
  const call = callee === undefined ? (): boolean => true : caller(callee, context);
  spendFuel(context.budget, values.length);
  const found: unknown[] = [];
  for (const [at, value] of values.entries()) {
    if (!truth(call(value, at, values), context.budget)) continue;
    if (found.length > 0) throw new Fault('D3138');
    found.push(value);
  }
  if (found.length === 0) throw new Fault('D3139');
  return found[0];
}

function mapValues(args: readonly unknown[], context: FunctionContext): unknown {
  const [whole, callee] = args;
  if (whole === undefined) return undefined;
  const call = caller(callee, context);
  const result: Data = {};
  for (const [key, value] of Object.entries(whole as Data)) {
    const mapped = call(value, key, whole);
    spendGrowth(context.budget, 1 + key.length);
    if (mapped !== undefined) setKey(result, key, mapped);
  }
  return result;
}

/** Functions that call functions. */
export const higherOrderFunctions: readonly FunctionDefinition[] = [
  {
    name: 'map',
    summary: 'What a function makes of each element of a list; nothing is left out.',
    parameters: [list, callback('Called for each element.')],
    signature: '<af>',
    examples: [{ expression: '$map([1, 2, 3], function($n) { $n * 2 })', result: [2, 4, 6] }],
    implementation: ([values, callee], context) => {
      if (!isList(values)) return undefined;
      const call = caller(callee, context);
      const result = newSequence();
      spendGrowth(context.budget, values.length);
      for (const [at, value] of values.entries()) {
        const mapped = call(value, at, values);
        if (mapped !== undefined) result.push(mapped);
      }
      return result;
    },
  },
  {
    name: 'filter',
    summary: 'The elements of a list for which a function says true.',
    parameters: [list, callback('Says whether an element stays.')],
    signature: '<af>',
    examples: [{ expression: '$filter([1, 2, 3], function($n) { $n > 1 })', result: [2, 3] }],
    implementation: ([values, callee], context) => {
      if (!isList(values)) return undefined;
      const call = caller(callee, context);
      const result = newSequence();
      spendGrowth(context.budget, values.length);
      for (const [at, value] of values.entries())
        if (truth(call(value, at, values), context.budget)) result.push(value);
      return result;
    },
  },
  {
    name: 'single',
    summary: 'The one element of a list for which a function says true; an error when there is none or more than one.',
    parameters: [list, { ...callback('Says whether it is the one.'), optional: true }],
    signature: '<af?>',
    examples: [
      { expression: '$single([1, 2, 3], function($n) { $n > 2 })', result: 3 },
      { expression: '$single([1, 2, 3], function($n) { $n > 1 })', error: 'D3138' },
    ],
    implementation: single,
  },
  {
    name: 'reduce',
    summary: 'What a function of two makes of a list by combining its result with one element after another.',
    parameters: [
      list,
      parameter('function', 'function', 'Gets the result so far and the next element.'),
      optional('initial', 'any', 'The result to begin with; default the first element.'),
    ],
    signature: '<afj?:j>',
    examples: [{ expression: '$reduce([1, 2, 3, 4], function($a, $b) { $a * $b })', result: 24 }],
    implementation: reduce,
  },
  {
    name: 'each',
    summary: 'What a function makes of each value of an object, as a list.',
    parameters: [object, callback('Called for each value.')],
    signature: '<o-f:a>',
    examples: [{ expression: '$each({ "a": 1, "b": 2 }, function($v, $k) { $k & "=" & $v })', result: ['a=1', 'b=2'] }],
    implementation: ([whole, callee], context) => {
      const call = caller(callee, context);
      const result = newSequence();
      for (const [key, value] of Object.entries((whole ?? {}) as Data)) {
        spendGrowth(context.budget, 1);
        const made = call(value, key, whole);
        if (made !== undefined) result.push(made);
      }
      return result;
    },
  },
  {
    name: 'sift',
    summary: 'The object with only the keys for which a function says true; nothing when none is left.',
    parameters: [object, callback('Says whether a value stays.')],
    signature: '<o-f?:o>',
    examples: [{ expression: '$sift({ "a": 1, "b": 2 }, function($v) { $v > 1 })', result: { b: 2 } }],
    implementation: ([whole, callee], context) => {
      const call = caller(callee, context);
      const result: Data = {};
      for (const [key, value] of Object.entries((whole ?? {}) as Data)) {
        spendFuel(context.budget, 2);
        spendGrowth(context.budget, 1);
        if (truth(call(value, key, whole), context.budget)) setKey(result, key, value);
      }
      return Object.keys(result).length === 0 ? undefined : result;
    },
  },
  {
    name: 'mapValues',
    summary: 'The object with each value replaced by what a function makes of it; nothing leaves the key out.',
    parameters: [parameter('object', 'object', 'The object.'), callback('Called for each value.')],
    signature: '<of:o>',
    examples: [{ expression: '$mapValues({ "a": 1, "b": 2 }, function($v) { $v * 10 })', result: { a: 10, b: 20 } }],
    implementation: mapValues,
  },
];
