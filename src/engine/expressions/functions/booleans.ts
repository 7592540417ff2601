import type { FunctionDefinition } from '../expression.ts';
import { truth } from '../values/truth.ts';
import { parameter } from './parameters.ts';

const value = parameter('value', 'any', 'The value; the context value when left out.');

/** Functions about truth. */
export const booleanFunctions: readonly FunctionDefinition[] = [
  {
    name: 'is',
    summary: 'Whether a value counts as true: always true or false, nothing is false.',
    parameters: [parameter('value', 'any', 'The value.')],
    signature: '<x:b>',
    examples: [
      { expression: '$is(count > 0)', input: { count: 2 }, result: true },
      { expression: '$is(count > 0)', input: {}, result: false },
      { expression: '$is("")', result: false },
    ],
    implementation: ([one], { budget }) => truth(one, budget),
  },
  {
    name: 'boolean',
    summary: 'The truth of a value; nothing stays nothing, for which `$is` says false.',
    parameters: [value],
    signature: '<x-:b>',
    examples: [
      { expression: '$boolean("x")', result: true },
      { expression: '$boolean([0, ""])', result: false },
    ],
    implementation: ([one], { budget }) => (one === undefined ? undefined : truth(one, budget)),
  },
  {
    name: 'not',
    summary: 'The opposite of the truth of a value; nothing stays nothing.',
    parameters: [value],
    signature: '<x-:b>',
    examples: [{ expression: '$not(0)', result: true }],
    implementation: ([one], { budget }) => (one === undefined ? undefined : !truth(one, budget)),
  },
  {
    name: 'exists',
    summary: 'Whether an expression yields anything.',
    parameters: [parameter('value', 'any', 'The value.')],
    signature: '<x:b>',
    examples: [
      { expression: '$exists(name)', input: { name: '' }, result: true },
      { expression: '$exists(name)', input: {}, result: false },
    ],
    implementation: ([one]) => one !== undefined,
  },
];
