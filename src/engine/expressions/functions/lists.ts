import { spendFuel, spendGrowth, type Budget } from '../budget.ts';
import { Fault } from '../fault.ts';
import type { FunctionContext, FunctionDefinition } from '../expression.ts';
import { comparedPerUnit, freeCharacters, isSame } from '../values/equality.ts';
import { append, isList, isSequence, newSequence, type List } from '../values/marks.ts';
import { mergeSort } from '../values/sorting.ts';
import { isNumber } from '../values/truth.ts';
import { optional, parameter } from './parameters.ts';

const list = parameter('list', 'array', 'The list; one value is taken as a list of one.');

function copied(values: List, budget: Budget): void {
  spendFuel(budget, values.length);
  spendGrowth(budget, values.length);
}

function sort(args: readonly unknown[], context: FunctionContext): unknown {
  const [values, callee] = args;
  if (!isList(values) || values.length <= 1) return values;
  copied(values, context.budget);
  spendFuel(context.budget, values.length * Math.ceil(Math.log2(values.length)));
  if (callee !== undefined) {
    return mergeSort(values, (left, right) => Boolean(context.call(callee, [left, right])));
  }
  if (values.every(isNumber)) return mergeSort<number>(values, (left, right) => left > right);
  if (values.every(isString)) {
    return mergeSort<string>(values, (left, right) => {
      payForLong(context.budget, Math.min(left.length, right.length));
      return left > right;
    });
  }
  throw new Fault('D3070');
}

const isString = (value: unknown): value is string => typeof value === 'string';

/** Pays for characters that are compared at the pace of the platform, beyond those of a short text. */
function payForLong(budget: Budget, characters: number): void {
  if (characters > freeCharacters) spendFuel(budget, Math.floor(characters / comparedPerUnit));
}

/** Values that are compared one by one. */
const fewValues = 8;

function distinct(values: unknown, budget: Budget): unknown {
  if (!isList(values) || values.length <= 1) return values;
  copied(values, budget);
  const found: List = isSequence(values) ? newSequence() : [];
  // Making a set takes longer than looking through a short list.
  const scalars = values.length > fewValues ? new Set<unknown>() : undefined;
  if (scalars !== undefined) spendFuel(budget, values.length);
  const compounds: unknown[] = [];
  for (const value of values) {
    if (typeof value === 'object' && value !== null) {
      spendFuel(budget, compounds.length);
      if (compounds.some(known => isSame(value, known, budget))) continue;
      compounds.push(value);
    } else {
      if (isString(value)) payForLong(budget, value.length * (scalars === undefined ? found.length : 1));
      if (scalars === undefined ? found.includes(value) : scalars.has(value)) continue;
      scalars?.add(value);
    }
    found.push(value);
  }
  return found;
}

function zip(args: readonly unknown[], budget: Budget): unknown {
  const lists = args.map(one => (isList(one) ? one : []));
  const length = Math.min(...lists.map(one => one.length));
  if (!Number.isFinite(length)) return [];
  spendFuel(budget, length * lists.length);
  spendGrowth(budget, length * (lists.length + 1));
  return Array.from({ length }, (_, at) => lists.map(one => one[at]));
}

function shuffle(values: unknown, budget: Budget): unknown {
  if (!isList(values) || values.length <= 1) return values;
  copied(values, budget);
  const mixed: unknown[] = [];
  for (const [at, value] of values.entries()) {
    const place = Math.floor(budget.random() * (at + 1));
    if (place !== at) mixed[at] = mixed[place];
    mixed[place] = value;
  }
  return mixed;
}

/** Functions over lists. */
export const listFunctions: readonly FunctionDefinition[] = [
  {
    name: 'append',
    summary: 'Two lists, or values, in one list.',
    parameters: [parameter('first', 'any', 'The first.'), parameter('second', 'any', 'What comes after it.')],
    signature: '<xx:a>',
    examples: [
      { expression: '$append([1, 2], [3])', result: [1, 2, 3] },
      { expression: '$append(1, missing)', input: {}, result: 1 },
    ],
    implementation: ([first, second], { budget }) => append(first, second, budget),
  },
  {
    name: 'reverse',
    summary: 'The list from its end.',
    parameters: [list],
    signature: '<a:a>',
    examples: [{ expression: '$reverse([1, 2, 3])', result: [3, 2, 1] }],
    implementation: ([values], { budget }) => {
      if (!isList(values) || values.length <= 1) return values;
      copied(values, budget);
      return values.slice().reverse();
    },
  },
  {
    name: 'shuffle',
    summary: 'The list in random order.',
    parameters: [list],
    signature: '<a:a>',
    examples: [{ expression: '$count($shuffle([1, 2, 3]))', result: 3 }],
    implementation: ([values], { budget }) => shuffle(values, budget),
  },
  {
    name: 'distinct',
    summary: 'The list without repetitions.',
    parameters: [parameter('list', 'any', 'The list.')],
    signature: '<x:x>',
    examples: [{ expression: '$distinct([1, 2, 1, 3])', result: [1, 2, 3] }],
    implementation: ([values], { budget }) => distinct(values, budget),
  },
  {
    name: 'zip',
    summary: 'Lists side by side: the first elements of all, then the second, as far as the shortest goes.',
    parameters: [parameter('lists', 'array', 'One or more lists.')],
    arity: 0,
    signature: '<a+>',
    examples: [
      {
        expression: '$zip([1, 2], ["a", "b"])',
        result: [
          [1, 'a'],
          [2, 'b'],
        ],
      },
    ],
    implementation: (args, { budget }) => zip(args, budget),
  },
  {
    name: 'sort',
    summary:
      'The list in order. Of numbers or of strings without more; otherwise a function says which of two comes later.',
    parameters: [
      list,
      optional('function', 'function', 'Gets two elements, says true when the first comes after the second.'),
    ],
    signature: '<af?:a>',
    examples: [
      { expression: '$sort([3, 1, 2])', result: [1, 2, 3] },
      {
        expression: '$sort(people, function($l, $r) { $l.age > $r.age }).name',
        input: {
          people: [
            { name: 'B', age: 40 },
            { name: 'A', age: 30 },
          ],
        },
        result: ['A', 'B'],
      },
    ],
    implementation: sort,
  },
];
