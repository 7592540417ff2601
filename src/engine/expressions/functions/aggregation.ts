import type { FunctionDefinition } from '../expression.ts';
import { listCost, parameter } from './parameters.ts';

const numbers = [parameter('numbers', 'array of numbers', 'The numbers; one number is taken as a list of one.')];

// The signature has made sure that a list of numbers, or nothing, arrives.
const listOf = (value: unknown): readonly number[] | undefined => value as readonly number[] | undefined;

function fold(value: unknown, step: (result: number, next: number) => number): number | undefined {
  const list = listOf(value);
  if (list === undefined || list.length === 0) return undefined;
  return list.reduce(step);
}

/** From 0 on, so that -0 alone makes 0. */
const sumOf = (list: readonly number[]): number => list.reduce((total, next) => total + next, 0);

/** Functions that make one number of many. */
export const aggregationFunctions: readonly FunctionDefinition[] = [
  {
    name: 'sum',
    summary: 'The sum of a list of numbers; 0 for an empty list.',
    parameters: numbers,
    signature: '<a<n>:n>',
    cost: listCost,
    examples: [
      { expression: '$sum([5, 3, 7])', result: 15 },
      { expression: '$sum(missing)', input: {} },
    ],
    implementation: ([list]) => {
      const given = listOf(list);
      return given === undefined ? undefined : sumOf(given);
    },
  },
  {
    name: 'count',
    summary: 'The number of elements of a list; 0 for nothing and 1 for a single value.',
    parameters: [parameter('list', 'array', 'The list.')],
    signature: '<a:n>',
    examples: [
      { expression: '$count([1, 2, 3])', result: 3 },
      { expression: '$count(missing)', input: {}, result: 0 },
    ],
    implementation: ([list]) => listOf(list)?.length ?? 0,
  },
  {
    name: 'max',
    summary: 'The greatest of a list of numbers; nothing for an empty list.',
    parameters: numbers,
    signature: '<a<n>:n>',
    cost: listCost,
    examples: [{ expression: '$max([5, 3, 7])', result: 7 }],
    implementation: ([list]) => fold(list, (a, b) => Math.max(a, b)),
  },
  {
    name: 'min',
    summary: 'The least of a list of numbers; nothing for an empty list.',
    parameters: numbers,
    signature: '<a<n>:n>',
    cost: listCost,
    examples: [{ expression: '$min([5, 3, 7])', result: 3 }],
    implementation: ([list]) => fold(list, (a, b) => Math.min(a, b)),
  },
  {
    name: 'average',
    summary: 'The mean of a list of numbers; nothing for an empty list.',
    parameters: numbers,
    signature: '<a<n>:n>',
    cost: listCost,
    examples: [{ expression: '$average([5, 3, 7])', result: 5 }],
    implementation: ([list]) => {
      const given = listOf(list);
      return given === undefined || given.length === 0 ? undefined : sumOf(given) / given.length;
    },
  },
];
