import { Fault } from '../fault.ts';
import type { FunctionDefinition } from '../expression.ts';
import { formatTime } from '../pictures/time-format.ts';
import { parseTime } from '../pictures/time-parse.ts';
import { parseIso } from '../pictures/iso.ts';
import { optional, parameter, textCost } from './parameters.ts';

const picture = optional('picture', 'string', 'How it is written, such as `[Y0001]-[M01]-[D01]`; default ISO 8601.');
const timezone = optional('timezone', 'string', 'Offset from UTC as `+hhmm`; default UTC.');

const textOrNothing = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The language's own functions over moments. */
export const dateFunctions: readonly FunctionDefinition[] = [
  {
    name: 'now',
    summary: 'The present moment, the same throughout one evaluation.',
    parameters: [picture, timezone],
    signature: '<s?s?:s>',
    cost: textCost,
    examples: [{ expression: '$length($now())', result: 24 }],
    implementation: ([how, where], context) =>
      formatTime(context.nowMs(), textOrNothing(how), textOrNothing(where), context.budget),
  },
  {
    name: 'millis',
    summary: 'The present moment in milliseconds since 1970, the same throughout one evaluation.',
    parameters: [],
    signature: '<:n>',
    examples: [{ expression: '$millis() = $millis()', result: true }],
    implementation: (_, context) => context.nowMs(),
  },
  {
    name: 'fromMillis',
    summary: 'A moment in milliseconds since 1970, written after a picture.',
    parameters: [parameter('millis', 'number', 'The moment; the context value when left out.'), picture, timezone],
    signature: '<n-s?s?:s>',
    cost: textCost,
    examples: [
      { expression: '$fromMillis(1510067557121)', result: '2017-11-07T15:12:37.121Z' },
      { expression: '$fromMillis(1510067557121, "[D1o] [MNn] [Y]")', result: '7th November 2017' },
    ],
    implementation: ([millis, how, where], { budget }) =>
      typeof millis === 'number' ? formatTime(millis, textOrNothing(how), textOrNothing(where), budget) : undefined,
  },
  {
    name: 'toMillis',
    summary: 'A written moment in milliseconds since 1970.',
    parameters: [parameter('timestamp', 'string', 'The moment; the context value when left out.'), picture],
    signature: '<s-s?:n>',
    cost: textCost,
    examples: [
      { expression: '$toMillis("2017-11-07T15:07:54.972Z")', result: 1510067274972 },
      { expression: '$toMillis("7 November 2017", "[D] [MNn] [Y]")', result: 1510012800000 },
      { expression: '$toMillis("yesterday")', error: 'D3110' },
    ],
    implementation: ([timestamp, how], context) => {
      if (typeof timestamp !== 'string') return undefined;
      if (typeof how === 'string') return parseTime(timestamp, how, context);
      const milliseconds = parseIso(timestamp);
      if (milliseconds === undefined) throw new Fault('D3110', { value: timestamp });
      return milliseconds;
    },
  },
];
