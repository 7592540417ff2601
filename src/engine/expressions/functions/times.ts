import { Fault } from '../fault.ts';
import type { FunctionDefinition } from '../expression.ts';
import { parseIso } from '../pictures/iso.ts';
import { parameter, textCost } from './parameters.ts';

const iso = parameter('iso', 'string', 'The ISO 8601 time; without a zone it is UTC.');

/** Milliseconds a time stamp can hold. */
const maxMs = 8.64e15;

function toIso(milliseconds: number, value: unknown, code: string): string {
  if (!(Math.abs(milliseconds) <= maxMs)) throw new Fault(code, { value });
  return new Date(milliseconds).toISOString();
}

/** Milliseconds of a decimal number of seconds, cut off, without going through a fraction that floats cannot hold. */
function secondsToMs(value: unknown): number {
  const text = typeof value === 'number' ? plainDecimal(value) : value;
  const parts = typeof text === 'string' ? /^(-?)(\d{1,15})(?:\.(\d{1,40}))?$/.exec(text) : null;
  if (parts === null) throw new Fault('D4001', { value });
  const [, sign, whole = '0', fraction = ''] = parts;
  const milliseconds = Number(whole) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
  // Below zero cutting off means going down.
  const isCut = /[1-9]/.test(fraction.slice(3));
  return sign === '-' ? -milliseconds - (isCut ? 1 : 0) : milliseconds;
}

/** A number as a decimal without an exponent. */
function plainDecimal(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(9) : text;
}

/** Seconds with as many decimals as the milliseconds need. */
function msToSeconds(milliseconds: number): string {
  const sign = milliseconds < 0 ? '-' : '';
  const whole = Math.abs(milliseconds);
  const rest = whole % 1000;
  const fraction = rest === 0 ? '' : `.${String(rest).padStart(3, '0')}`;
  return `${sign}${Math.floor(whole / 1000)}${fraction}`;
}

function msOf(value: unknown): number {
  const milliseconds = typeof value === 'string' ? parseIso(value) : undefined;
  if (milliseconds === undefined) throw new Fault('D3110', { value });
  return milliseconds;
}

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
    implementation: ([value]) => (value === undefined ? undefined : toIso(secondsToMs(value), value, 'D4001')),
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
    implementation: ([value]) => {
      if (value === undefined) return undefined;
      const isDigits = typeof value === 'number' || (typeof value === 'string' && /^-?\d{1,16}$/.test(value));
      return toIso(isDigits ? Math.floor(Number(value)) : NaN, value, 'D4002');
    },
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
    implementation: ([value]) => (value === undefined ? undefined : toIso(msOf(value), value, 'D3110')),
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
    implementation: ([value]) => (value === undefined ? undefined : msToSeconds(msOf(value))),
  },
  {
    name: 'millisFromIso',
    summary: 'An ISO 8601 time as milliseconds since 1970.',
    parameters: [iso],
    signature: '<s:n>',
    cost: textCost,
    examples: [{ expression: '$millisFromIso("2025-12-23T02:47:06.240Z")', result: 1766458026240 }],
    implementation: ([value]) => (value === undefined ? undefined : msOf(value)),
  },
];
