import { spendFuel, spendGrowth, type Budget } from '../budget.ts';
import { Fault } from '../fault.ts';
import type { FunctionDefinition } from '../expression.ts';
import { isFunction } from '../values/functions.ts';
import { toJson, toText } from '../values/text.ts';
import { unwrapInput } from '../values/marks.ts';
import { findText } from '../values/text-search.ts';
import { direct, listCost, optional, parameter, textCost } from './parameters.ts';

const text = parameter('string', 'string', 'The string; the context value when left out.');

const isText = (value: unknown): value is string => typeof value === 'string';

/** Texts whose letters are changed without asking what they are. */
const shortText = 64;

/**
 * Pays for changing the case of letters, before that is begun: no clock is looked at meanwhile. Those beyond Latin-1 are
 * looked up one by one, and twice where they grow; others take a tenth of that.
 */
function payForCase(value: string, budget: Budget): void {
  spendGrowth(budget, value.length);
  if (value.length <= shortText) return;
  spendFuel(budget, /[^\u0000-\u00ff]/.test(value) ? Math.ceil(value.length * 1.5) : value.length >> 4);
}

/** Called on a text, not as its method: of more than a few kinds of strings a method is looked up each time. */
const { charCodeAt, slice: slicePart, toLowerCase } = String.prototype;

const hasPairs = (value: string): boolean => /[\ud800-\udfff]/.test(value);

/** Whether there are any among the first units of a text. */
function hasPairsBefore(value: string, end: number): boolean {
  const last = Math.min(value.length, end);
  for (let at = 0; at < last; at += 1) {
    const unit = charCodeAt.call(value, at);
    if (unit >= 0xd800 && unit <= 0xdfff) return true;
  }
  return false;
}

/** Characters that are walked between two payments, and what they take. */
const walk = { characters: 4_096, fuel: 256 } as const;

/** Characters as people count them: one for each code point. */
function lengthOf(value: string, budget: Budget): number {
  if (!hasPairs(value)) return value.length;
  let count = 0;
  for (let at = 0; at < value.length; at += widthAt(value, at)) {
    count += 1;
    if (count % walk.characters === 0) spendFuel(budget, walk.fuel);
  }
  return count;
}

/** UTF-16 units of the character at an offset. */
const widthAt = (value: string, at: number): number => ((value.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

/** As `String.slice`, by characters; the text is walked, not taken apart. */
function slice(budget: Budget, value: string, start: number, end = Infinity): string {
  if (!hasPairs(value)) return value.slice(start, end);
  const size = start < 0 || end < 0 ? lengthOf(value, budget) : 0;
  const [first, last] = [start, end].map(one => Math.trunc(one < 0 ? Math.max(size + one, 0) : one));
  const from = offsetOf(value, 0, first ?? 0, budget);
  return value.slice(from, offsetOf(value, from, (last ?? 0) - (first ?? 0), budget));
}

/** The offset some characters after another. */
function offsetOf(value: string, from: number, characters: number, budget: Budget): number {
  let at = from;
  let left = characters;
  for (let walked = 1; left > 0 && at < value.length; left -= 1, walked += 1) {
    at += widthAt(value, at);
    if (walked % walk.characters === 0) spendFuel(budget, walk.fuel);
  }
  return at;
}

function substring(value: string, start: number, length: number | undefined, budget: Budget): string {
  const end = length === undefined ? Infinity : start + length;
  // Counted from the start, only what stands before the later end of the part matters, and that is mostly short.
  if (start >= 0 && !hasPairsBefore(value, length === undefined ? start : end)) {
    return end > start ? slicePart.call(value, start, end) : '';
  }
  const size = lengthOf(value, budget);
  const from = size + start < 0 ? 0 : start;
  if (length === undefined) return slice(budget, value, from);
  if (length <= 0) return '';
  return slice(budget, value, from, from >= 0 ? from + length : size + from + length);
}

/** Each stretch of white space as one space, so many characters at once that the clock is looked at in time. */
function squeeze(value: string, budget: Budget): string {
  let squeezed = '';
  for (let at = 0; at < value.length; at += walk.characters) {
    const piece = value.slice(at, at + walk.characters).replace(/[\t\n\r][ \t\n\r]*| [ \t\n\r]+/g, ' ');
    if (value.length > shortText) spendFuel(budget, Math.min(walk.characters, value.length - at) >> 2);
    squeezed += squeezed.endsWith(' ') && piece.startsWith(' ') ? piece.slice(1) : piece;
  }
  return squeezed;
}

/** Functions over strings. */
export const stringFunctions: readonly FunctionDefinition[] = [
  {
    name: 'string',
    summary: 'The value as a string: strings as they are, functions empty, everything else as JSON.',
    parameters: [
      parameter('value', 'any', 'The value; the context value when left out.'),
      optional('prettify', 'boolean', 'Writes JSON over several lines.'),
    ],
    arity: 1,
    signature: '<x-b?:s>',
    examples: [
      { expression: '$string(5)', result: '5' },
      { expression: '$string({ "a": [1, true, null] })', result: '{"a":[1,true,null]}' },
    ],
    implementation: ([value, prettify], { budget }) => {
      if (value === undefined) return undefined;
      if (typeof value === 'object' && !isFunction(value)) {
        return toJson(unwrapInput(value), prettify === true ? 2 : 0, budget);
      }
      return toText(value, budget);
    },
  },
  {
    name: 'length',
    summary: 'The number of characters of a string.',
    parameters: [text],
    signature: '<s-:n>',
    cost: textCost,
    examples: [{ expression: '$length("Hello")', result: 5 }],
    ...direct((budget, value) => (isText(value) ? lengthOf(value, budget) : undefined)),
  },
  {
    name: 'substring',
    summary: 'A part of a string, from a position on; negative positions count from the end.',
    parameters: [
      text,
      parameter('start', 'number', 'First character, from 0.'),
      optional('length', 'number', 'Number of characters; all when left out.'),
    ],
    signature: '<s-nn?:s>',
    cost: textCost,
    examples: [
      { expression: '$substring("Hello World", 3, 5)', result: 'lo Wo' },
      { expression: '$substring("Hello World", -4)', result: 'orld' },
    ],
    ...direct((budget, value, start, length) => {
      if (!isText(value)) return undefined;
      // Without a start there is nothing to count the length from.
      if (typeof start !== 'number') return typeof length === 'number' ? '' : value;
      return substring(value, start, typeof length === 'number' ? length : undefined, budget);
    }),
  },
  {
    name: 'substringBefore',
    summary: 'What stands before the first occurrence of some characters; the whole string when they do not occur.',
    parameters: [text, parameter('chars', 'string', 'The characters.')],
    signature: '<s-s:s>',
    cost: textCost,
    examples: [{ expression: '$substringBefore("Hello World", " ")', result: 'Hello' }],
    ...direct((budget, value, chars) => {
      if (!isText(value)) return undefined;
      const at = findText(value, String(chars), 0, budget);
      return at === -1 ? value : value.slice(0, at);
    }),
  },
  {
    name: 'substringAfter',
    summary: 'What stands after the first occurrence of some characters; the whole string when they do not occur.',
    parameters: [text, parameter('chars', 'string', 'The characters.')],
    signature: '<s-s:s>',
    cost: textCost,
    examples: [{ expression: '$substringAfter("Hello World", " ")', result: 'World' }],
    ...direct((budget, value, chars) => {
      if (!isText(value)) return undefined;
      const wanted = String(chars);
      const at = findText(value, wanted, 0, budget);
      return at === -1 ? value : value.slice(at + wanted.length);
    }),
  },
  {
    name: 'lowercase',
    summary: 'The string in small letters.',
    parameters: [text],
    signature: '<s-:s>',
    cost: textCost,
    examples: [{ expression: '$lowercase("Hello")', result: 'hello' }],
    ...direct((budget, value) => {
      if (!isText(value)) return undefined;
      payForCase(value, budget);
      return toLowerCase.call(value);
    }),
  },
  {
    name: 'uppercase',
    summary: 'The string in capital letters.',
    parameters: [text],
    signature: '<s-:s>',
    cost: textCost,
    examples: [{ expression: '$uppercase("Hello")', result: 'HELLO' }],
    ...direct((budget, value) => {
      if (!isText(value)) return undefined;
      payForCase(value, budget);
      return value.toUpperCase();
    }),
  },
  {
    name: 'trim',
    summary: 'The string without white space at its ends and with single spaces inside.',
    parameters: [text],
    signature: '<s-:s>',
    cost: textCost,
    examples: [{ expression: '$trim("  Hello \\n World  ")', result: 'Hello World' }],
    ...direct((budget, value) => {
      if (!isText(value)) return undefined;
      spendGrowth(budget, value.length);
      return squeeze(value, budget).replace(/^ | $/g, '');
    }),
  },
  {
    name: 'pad',
    summary: 'The string filled up to a width: at its end, or at its start when the width is negative.',
    parameters: [
      text,
      parameter('width', 'number', 'Characters the result has at least.'),
      optional('char', 'string', 'What it is filled with; default a space.'),
    ],
    signature: '<s-ns?:s>',
    cost: textCost,
    examples: [
      { expression: '$pad("foo", 5)', result: 'foo  ' },
      { expression: '$pad("foo", -5, "#")', result: '##foo' },
    ],
    implementation: ([value, width, char], { budget }) => {
      if (!isText(value) || typeof width !== 'number') return isText(value) ? value : undefined;
      const missing = Math.abs(Math.trunc(width)) - lengthOf(value, budget);
      if (missing <= 0) return value;
      const fill = isText(char) && char !== '' ? char : ' ';
      spendGrowth(budget, missing * fill.length + value.length);
      const size = lengthOf(fill, budget);
      const padding = slice(budget, fill.repeat(Math.ceil(missing / size)), 0, missing);
      return width > 0 ? value + padding : padding + value;
    },
  },
  {
    name: 'join',
    summary: 'The strings of a list in one, with a separator between them.',
    parameters: [
      parameter('strings', 'array of strings', 'The strings.'),
      optional('separator', 'string', 'What stands between them; default nothing.'),
    ],
    signature: '<a<s>s?:s>',
    cost: listCost,
    examples: [{ expression: '$join(["a", "b", "c"], "-")', result: 'a-b-c' }],
    implementation: ([strings, separator], { budget }) => {
      if (!Array.isArray(strings)) return undefined;
      const between = isText(separator) ? separator : '';
      let size = strings.length * between.length;
      for (const part of strings) size += isText(part) ? part.length : 0;
      spendGrowth(budget, size + strings.length);
      return strings.join(between);
    },
  },
  {
    name: 'plain',
    summary:
      "The string when a pattern matches all of it, otherwise an error: guards a caller's value that goes into a query.",
    parameters: [
      parameter('value', 'string', 'The string.'),
      parameter('pattern', 'pattern', 'What the whole string has to match.'),
    ],
    signature: '<xf:s>',
    cost: textCost,
    examples: [
      { expression: '$plain("C123", /[A-Z0-9]+/)', result: 'C123' },
      { expression: '$plain("a or b", /[a-z]+/)', error: 'D4003' },
      { expression: '$plain(missing, /[a-z]+/)', input: {} },
    ],
    implementation: ([value, pattern], context) => {
      if (value === undefined) return undefined;
      const found = isText(value) ? context.call(pattern, [value]) : undefined;
      // A pattern answers with its first match; only one that is the whole string will do.
      const isWhole = typeof found === 'object' && found !== null && 'match' in found && found.match === value;
      if (!isWhole) throw new Fault('D4003', { value });
      return value;
    },
  },
];
