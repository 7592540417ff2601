import { Fault } from '../fault.ts';
import type { FunctionDefinition } from '../expression.ts';
import { optional, parameter } from './parameters.ts';

const message = optional('message', 'string', 'What the error says.');

/** Functions that end an evaluation. */
export const failureFunctions: readonly FunctionDefinition[] = [
  {
    name: 'error',
    summary: 'Ends the evaluation with an error.',
    parameters: [message],
    signature: '<s?:x>',
    examples: [{ expression: '$error("no name")', error: 'D3137' }],
    implementation: ([text]) => {
      throw new Fault('D3137', typeof text === 'string' && text !== '' ? { message: text } : {});
    },
  },
  {
    name: 'assert',
    summary: 'Ends the evaluation with an error unless a condition holds; otherwise nothing.',
    parameters: [parameter('condition', 'boolean', 'The condition.'), message],
    signature: '<bs?:x>',
    examples: [{ expression: '$assert(1 > 2, "too small")', error: 'D3141' }, { expression: '$assert(2 > 1)' }],
    implementation: ([condition, text]) => {
      if (condition === true) return undefined;
      throw new Fault('D3141', typeof text === 'string' && text !== '' ? { message: text } : {});
    },
  },
];
