import type { FunctionDefinition } from '../expression.ts';
import { isList } from '../values/marks.ts';
import { parameter } from './parameters.ts';

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (isList(value) && value.length === 0);
}

/** Functions that choose between values. */
export const choiceFunctions: readonly FunctionDefinition[] = [
  {
    name: 'firstNonEmpty',
    summary: 'The first argument that is not nothing, null, an empty string or an empty list.',
    parameters: [parameter('values', 'any', 'The values in order of preference.')],
    cost: args => args.length,
    examples: [
      {
        expression: '$firstNonEmpty(display_name, real_name, "someone")',
        input: { display_name: '', real_name: 'Ada' },
        result: 'Ada',
      },
      { expression: '$firstNonEmpty(display_name, [])', input: {} },
    ],
    implementation: args => args.find(value => !isEmpty(value)),
  },
];
