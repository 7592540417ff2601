import { spendGrowth } from '../budget.ts';
import { Fault } from '../fault.ts';
import type { FunctionDefinition } from '../expression.ts';
import { formatNumber } from '../pictures/number-picture.ts';
import { formatInteger } from '../pictures/integer-format.ts';
import { parseInteger } from '../pictures/integer-parse.ts';
import { roundHalfEven } from '../values/rounding.ts';
import { optional, parameter, textCost, textCostTimes } from './parameters.ts';

const number = parameter('number', 'number', 'The number; the context value when left out.');

/** Words of numbers are looked up one by one. */
const readingCost = textCostTimes(16);

const isNumeric = (value: unknown): value is number => typeof value === 'number';

function toNumber(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  if (isNumeric(value)) return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') {
    const decimal = /^-?[0-9]+(?:\.[0-9]+)?(?:[Ee][-+]?[0-9]+)?$/.test(value);
    const result = decimal || /^0(?:[xX][0-9A-Fa-f]+|[oO][0-7]+|[bB][01]+)$/.test(value) ? Number(value) : NaN;
    if (Number.isFinite(result)) return result;
  }
  throw new Fault('D3030', { value });
}

/** A function from number to number, nothing of nothing. */
function unary(
  names: { readonly name: string; readonly summary: string },
  example: { readonly expression: string; readonly result: number },
  calculate: (value: number) => number,
): FunctionDefinition {
  return {
    ...names,
    parameters: [number],
    signature: '<n-:n>',
    examples: [example],
    implementation: ([value]) => (isNumeric(value) ? calculate(value) : undefined),
  };
}

/** Functions over numbers. */
export const numberFunctions: readonly FunctionDefinition[] = [
  {
    name: 'number',
    summary: 'A string or boolean as a number.',
    parameters: [parameter('value', 'number, string or boolean', 'The value; the context value when left out.')],
    signature: '<(nsb)-:n>',
    cost: textCost,
    examples: [
      { expression: '$number("5.5")', result: 5.5 },
      { expression: '$number("0x12")', result: 18 },
      { expression: '$number("five")', error: 'D3030' },
    ],
    implementation: ([value]) => toNumber(value),
  },
  unary({ name: 'abs', summary: 'The number without its sign.' }, { expression: '$abs(-5)', result: 5 }, value =>
    Math.abs(value),
  ),
  unary({ name: 'floor', summary: 'The next integer below.' }, { expression: '$floor(5.8)', result: 5 }, value =>
    Math.floor(value),
  ),
  unary({ name: 'ceil', summary: 'The next integer above.' }, { expression: '$ceil(5.2)', result: 6 }, value =>
    Math.ceil(value),
  ),
  {
    name: 'round',
    summary: 'The number rounded, halves to the even side.',
    parameters: [number, optional('precision', 'number', 'Decimal places; negative rounds to tens. Default 0.')],
    signature: '<n-n?:n>',
    examples: [
      { expression: '$round(123.456, 2)', result: 123.46 },
      { expression: '$round(11.5)', result: 12 },
      { expression: '$round(12.5)', result: 12 },
    ],
    implementation: ([value, precision]) =>
      isNumeric(value) ? roundHalfEven(value, isNumeric(precision) ? precision : 0) : undefined,
  },
  {
    name: 'sqrt',
    summary: 'The square root.',
    parameters: [number],
    signature: '<n-:n>',
    examples: [
      { expression: '$sqrt(4)', result: 2 },
      { expression: '$sqrt(-1)', error: 'D3060' },
    ],
    implementation: ([value]) => {
      if (!isNumeric(value)) return undefined;
      if (value < 0) throw new Fault('D3060', { value });
      return Math.sqrt(value);
    },
  },
  {
    name: 'power',
    summary: 'The number to the power of another.',
    parameters: [number, parameter('exponent', 'number', 'The exponent.')],
    signature: '<n-n:n>',
    examples: [
      { expression: '$power(2, 8)', result: 256 },
      { expression: '$power(2, 100000)', error: 'D3061' },
    ],
    implementation: ([value, exponent]) => {
      if (!isNumeric(value)) return undefined;
      const result = value ** Number(exponent);
      if (!Number.isFinite(result)) throw new Fault('D3061', { value, value2: exponent });
      return result;
    },
  },
  {
    name: 'random',
    summary: 'A random number from 0 to below 1.',
    parameters: [],
    signature: '<:n>',
    examples: [{ expression: '$random() < 1', result: true }],
    implementation: (_, { budget }) => budget.random(),
  },
  {
    name: 'formatBase',
    summary: 'The integer in another number base.',
    parameters: [number, optional('radix', 'number', 'The base, 2 to 36; default 10.')],
    signature: '<n-n?:s>',
    examples: [
      { expression: '$formatBase(100, 2)', result: '1100100' },
      { expression: '$formatBase(2555, 16)', result: '9fb' },
    ],
    implementation: ([value, radix], { budget }) => {
      if (!isNumeric(value)) return undefined;
      const base = isNumeric(radix) ? roundHalfEven(radix, 0) : 10;
      if (base < 2 || base > 36) throw new Fault('D3100', { value: base });
      const text = roundHalfEven(value, 0).toString(base);
      spendGrowth(budget, text.length);
      return text;
    },
  },
  {
    name: 'formatNumber',
    summary: 'The number written after a picture such as `#,##0.00`.',
    parameters: [
      number,
      parameter(
        'picture',
        'string',
        'The picture: `0` a digit, `#` an optional one, `,` groups, `.` the decimals, `e` the exponent.',
      ),
      optional('options', 'object', 'Other signs for them, such as `{ "decimal-separator": "," }`.'),
    ],
    signature: '<n-so?:s>',
    cost: textCost,
    examples: [
      { expression: '$formatNumber(12345.6, "#,###.00")', result: '12,345.60' },
      { expression: '$formatNumber(0.14, "01%")', result: '14%' },
    ],
    implementation: ([value, picture, options], { budget }) =>
      isNumeric(value) ? formatNumber(value, String(picture), options, budget) : undefined,
  },
  {
    name: 'formatInteger',
    summary: 'The integer written after a picture: digits, letters (`A`), Roman numerals (`I`) or English words (`w`).',
    parameters: [number, parameter('picture', 'string', 'The picture, with `;o` for an ordinal.')],
    signature: '<n-s:s>',
    cost: textCost,
    examples: [
      { expression: '$formatInteger(2789, "w")', result: 'two thousand, seven hundred and eighty-nine' },
      { expression: '$formatInteger(1999, "I")', result: 'MCMXCIX' },
    ],
    implementation: ([value, picture], { budget }) =>
      isNumeric(value) ? formatInteger(value, String(picture), budget) : undefined,
  },
  {
    name: 'parseInteger',
    summary: 'The integer that a string stands for, written after a picture.',
    parameters: [
      parameter('string', 'string', 'The string; the context value when left out.'),
      parameter('picture', 'string', 'The picture, as for `$formatInteger`.'),
    ],
    signature: '<s-s:n>',
    cost: readingCost,
    examples: [
      { expression: '$parseInteger("twelve thousand, four hundred and seventy-six", "w")', result: 12476 },
      { expression: '$parseInteger("12,345,678", "#,##0")', result: 12345678 },
    ],
    implementation: ([value, picture]) =>
      typeof value === 'string' ? parseInteger(value, String(picture)) : undefined,
  },
];
