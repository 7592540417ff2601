import type { FunctionDefinition } from '../expression.ts';
import { isoFromIso, isoFromMillis, isoFromSeconds, millisFromIso, secondsFromIso } from '../pictures/moments.ts';
import { direct, parameter, textCost } from './parameters.ts';

const iso = parameter('iso', 'string', 'The ISO 8601 time; without a zone it is UTC.');

/** Functions that turn one way to write a moment into another. */
export const timeFunctions: readonly FunctionDefinition[] = [
  {
    name: 'isoFromSeconds',
    summary:
      'Seconds since 1970, a number or a string of digits, as ISO 8601 UTC with milliseconds (cut off, not rounded).',
    parameters: [parameter('seconds', 'number or string', 'The seconds, with decimals if need be.')],
    signature: '<(ns):s>',
    cost: textCost,
    examples: [
      { expression: '$isoFromSeconds("1766458026.240809")', result: '2025-12-23T02:47:06.240Z' },
      { expression: '$isoFromSeconds(1766458026)', result: '2025-12-23T02:47:06.000Z' },
      { expression: '$isoFromSeconds("soon")', error: 'D4001' },
      { expression: '$isoFromSeconds(missing)', input: {} },
    ],
    ...direct((_, value) => isoFromSeconds(value)),
  },
  {
    name: 'isoFromMillis',
    summary: 'Milliseconds since 1970, a number or a string of digits, as ISO 8601 UTC.',
    parameters: [parameter('millis', 'number or string', 'The milliseconds.')],
    signature: '<(ns):s>',
    cost: textCost,
    examples: [
      { expression: '$isoFromMillis(1766458026240)', result: '2025-12-23T02:47:06.240Z' },
      { expression: '$isoFromMillis("1766458026240")', result: '2025-12-23T02:47:06.240Z' },
    ],
    ...direct((_, value) => isoFromMillis(value)),
  },
  {
    name: 'isoFromIso',
    summary: 'Any ISO 8601 time as UTC with milliseconds.',
    parameters: [iso],
    signature: '<s:s>',
    cost: textCost,
    examples: [
      { expression: '$isoFromIso("2025-12-23T03:47:06.2408+01:00")', result: '2025-12-23T02:47:06.240Z' },
      { expression: '$isoFromIso("2025-12-23")', result: '2025-12-23T00:00:00.000Z' },
    ],
    ...direct((_, value) => isoFromIso(value)),
  },
  {
    name: 'secondsFromIso',
    summary: 'An ISO 8601 time as seconds since 1970: a string with decimals where it needs them.',
    parameters: [iso],
    signature: '<s:s>',
    cost: textCost,
    examples: [
      { expression: '$secondsFromIso("2025-12-23T02:47:06.240Z")', result: '1766458026.240' },
      { expression: '$secondsFromIso("2025-12-23T02:47:06Z")', result: '1766458026' },
      { expression: '$secondsFromIso("yesterday")', error: 'D3110' },
    ],
    ...direct((_, value) => secondsFromIso(value)),
  },
  {
    name: 'millisFromIso',
    summary: 'An ISO 8601 time as milliseconds since 1970.',
    parameters: [iso],
    signature: '<s:n>',
    cost: textCost,
    examples: [{ expression: '$millisFromIso("2025-12-23T02:47:06.240Z")', result: 1766458026240 }],
    ...direct((_, value) => millisFromIso(value)),
  },
];
