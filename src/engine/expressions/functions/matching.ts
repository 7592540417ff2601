import { spendFuel, spendGrowth, type Budget } from '../budget.ts';
import { Fault } from '../fault.ts';
import type { FunctionContext, FunctionDefinition } from '../expression.ts';
import { findNext } from '../patterns/matcher.ts';
import type { PatternMatch } from '../patterns/policy.ts';
import { isFunction, openFunction } from '../values/functions.ts';
import { isObject } from '../values/keys.ts';
import { newSequence } from '../values/marks.ts';
import { optional, parameter, textCost } from './parameters.ts';

const text = parameter('string', 'string', 'The string; the context value when left out.');
const pattern = parameter('pattern', 'string or pattern', 'What is looked for.');

/** The matches of a pattern, or of a function that answers like one, one after another. */
function* matchesOf(matcher: unknown, string: string, context: FunctionContext): Generator<PatternMatch> {
  const own = openFunction(matcher)?.pattern;
  if (own === undefined) {
    yield* matchesOfFunction(matcher, string, context);
    return;
  }
  for (
    let found = own.find(string, 0, context.budget);
    found !== undefined;
    found = findNext(own, string, found, context.budget)
  ) {
    yield found;
  }
}

function* matchesOfFunction(matcher: unknown, string: string, context: FunctionContext): Generator<PatternMatch> {
  for (let found = context.call(matcher, [string]); found !== undefined;) {
    if (!isObject(found) || !isMatch(found)) throw new Fault('T1010');
    yield {
      match: String(found['match'] ?? ''),
      start: Number(found['start'] ?? 0),
      end: Number(found['end'] ?? 0),
      groups: Array.isArray(found['groups']) ? found['groups'] : [],
    };
    const { next } = found;
    found = isFunction(next) ? context.call(next, []) : undefined;
  }
}

function isMatch(found: Readonly<Record<string, unknown>>): boolean {
  const { start, end, groups, next } = found;
  return typeof start === 'number' || typeof end === 'number' || Array.isArray(groups) || isFunction(next);
}

/** How many matches are wanted. */
function limitOf(limit: unknown, code: string): number {
  if (typeof limit !== 'number') return Infinity;
  if (limit < 0) throw new Fault(code, { value: limit });
  return limit;
}

/** The replacement text with `$0`, `$1`, … filled in from a match, paid for before it is made. */
function fillIn(template: string, found: PatternMatch, budget: Budget): string {
  const { groups } = found;
  let filled = '';
  let at = 0;
  const add = (text: string): void => {
    spendGrowth(budget, text.length);
    filled += text;
  };
  for (let dollar = template.indexOf('$'); dollar !== -1; dollar = template.indexOf('$', at)) {
    spendFuel(budget, 1);
    add(template.slice(at, dollar));
    at = dollar + 1;
    const sign = template.charAt(at);
    if (sign === '$' || sign === '0') {
      add(sign === '$' ? '$' : found.match);
      at += 1;
      continue;
    }
    const group = groupNumber(template, at, groups.length);
    if (group === undefined) add('$');
    else {
      add(groups[group - 1] ?? '');
      at += String(group).length;
    }
  }
  add(template.slice(at));
  return filled;
}

/** The group a reference means: as many digits as there are groups to tell apart. */
function groupNumber(template: string, at: number, groups: number): number | undefined {
  const digits = groups === 0 ? 1 : String(groups).length;
  const long = Number.parseInt(template.slice(at, at + digits), 10);
  const value = digits > 1 && long > groups ? Number.parseInt(template.slice(at, at + digits - 1), 10) : long;
  return Number.isNaN(value) ? undefined : value;
}

function* occurrences(string: string, wanted: string): Generator<PatternMatch> {
  for (let start = string.indexOf(wanted); start !== -1; start = string.indexOf(wanted, start + wanted.length)) {
    yield { match: wanted, start, end: start + wanted.length, groups: [] };
  }
}

function replace(args: readonly unknown[], context: FunctionContext): unknown {
  const [string, wanted, replacement, most] = args;
  if (typeof string !== 'string') return undefined;
  if (wanted === '') throw new Fault('D3010');
  const limit = limitOf(most, 'D3011');
  if (limit === 0) return string;
  const found = typeof wanted === 'string' ? occurrences(string, wanted) : matchesOf(wanted, string, context);
  let result = '';
  let at = 0;
  let count = 0;
  for (const match of found) {
    if (count >= limit) break;
    const filled = replacementOf(match, replacement, typeof wanted === 'string', context);
    spendGrowth(context.budget, filled.length + match.start - at);
    spendFuel(context.budget, 2);
    result += string.slice(at, match.start) + filled;
    at = match.start + match.match.length;
    count += 1;
  }
  if (count === 0) return string;
  spendGrowth(context.budget, string.length - at);
  return result + string.slice(at);
}

// Text that replaces a fixed string is taken as it is; only patterns have groups to fill in.
function replacementOf(match: PatternMatch, replacement: unknown, isFixed: boolean, context: FunctionContext): string {
  if (typeof replacement === 'string') return isFixed ? replacement : fillIn(replacement, match, context.budget);
  const value = context.call(replacement, [{ ...match, groups: [...match.groups] }]);
  if (typeof value !== 'string') throw new Fault('D3012', { value });
  return value;
}

function split(args: readonly unknown[], context: FunctionContext): unknown {
  const [string, separator, most] = args;
  if (typeof string !== 'string') return undefined;
  const limit = Math.floor(limitOf(most, 'D3020'));
  if (limit === 0) return [];
  const parts: string[] = [];
  const add = (from: number, to: number): void => {
    spendFuel(context.budget, 1);
    spendGrowth(context.budget, 1 + to - from);
    parts.push(string.slice(from, to));
  };
  if (separator === '') {
    for (let at = 0; at < string.length && parts.length < limit; at += 1) add(at, at + 1);
    return parts;
  }
  const found = typeof separator === 'string' ? occurrences(string, separator) : matchesOf(separator, string, context);
  let at = 0;
  for (const match of found) {
    if (parts.length >= limit) break;
    add(at, match.start);
    at = match.end;
  }
  if (parts.length < limit) add(at, string.length);
  return parts;
}

/** Functions that look for patterns in strings. */
export const matchingFunctions: readonly FunctionDefinition[] = [
  {
    name: 'contains',
    summary: 'Whether a string contains another, or a match of a pattern.',
    parameters: [text, pattern],
    signature: '<s-(sf):b>',
    cost: textCost,
    examples: [
      { expression: '$contains("abracadabra", "bra")', result: true },
      { expression: '$contains("abracadabra", /a.*c/)', result: true },
    ],
    implementation: ([string, wanted], context) => {
      if (typeof string !== 'string' || wanted === undefined) return undefined;
      if (typeof wanted === 'string') return string.includes(wanted);
      return matchesOf(wanted, string, context).next().done !== true;
    },
  },
  {
    name: 'match',
    summary: 'The matches of a pattern in a string, each with its position and its groups.',
    parameters: [
      text,
      parameter('pattern', 'pattern', 'What is looked for.'),
      optional('limit', 'number', 'Matches at most.'),
    ],
    signature: '<s-f<s:o>n?:a<o>>',
    cost: textCost,
    examples: [
      {
        expression: '$match("ababbab", /a(b+)/, 2)',
        result: [
          { match: 'ab', index: 0, groups: ['b'] },
          { match: 'abb', index: 2, groups: ['bb'] },
        ],
      },
    ],
    implementation: ([string, matcher, most], context) => {
      if (typeof string !== 'string') return undefined;
      const limit = limitOf(most, 'D3040');
      const found = newSequence();
      if (limit === 0) return found;
      for (const { match, start, groups } of matchesOf(matcher, string, context)) {
        spendGrowth(context.budget, match.length + 3);
        found.push({ match, index: start, groups: [...groups] });
        if (found.length >= limit) break;
      }
      return found;
    },
  },
  {
    name: 'replace',
    summary:
      'The string with each occurrence of a string or pattern replaced; `$1` in the replacement is the first group.',
    parameters: [
      text,
      pattern,
      parameter('replacement', 'string or function', 'What takes its place.'),
      optional('limit', 'number', 'Replacements at most.'),
    ],
    signature: '<s-(sf)(sf)n?:s>',
    cost: textCost,
    examples: [
      { expression: '$replace("John Smith and John Jones", "John", "Mr")', result: 'Mr Smith and Mr Jones' },
      { expression: '$replace("abracadabra", /a(b)/, "[$1]")', result: '[b]racad[b]ra' },
    ],
    implementation: replace,
  },
  {
    name: 'split',
    summary: 'The parts of a string between occurrences of a separator.',
    parameters: [
      text,
      parameter('separator', 'string or pattern', 'What stands between the parts.'),
      optional('limit', 'number', 'Parts at most.'),
    ],
    signature: '<s-(sf)n?:a<s>>',
    cost: textCost,
    examples: [
      { expression: '$split("so many words", " ")', result: ['so', 'many', 'words'] },
      { expression: '$split("too,  much; here", /[ ,;]+/)', result: ['too', 'much', 'here'] },
    ],
    implementation: split,
  },
];
