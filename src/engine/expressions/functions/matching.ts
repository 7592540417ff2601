import { spendGrowth, spendFuel } from '../budget.ts';
import type { FunctionContext, FunctionDefinition } from '../expression.ts';
import { newSequence } from '../values/marks.ts';
import { findText } from '../values/text-search.ts';
import { limitOf, searchIn } from './matches.ts';
import { optional, parameter, textCost } from './parameters.ts';
import { replace } from './replacing.ts';

const text = parameter('string', 'string', 'The string; the context value when left out.');
const pattern = parameter('pattern', 'string or pattern', 'What is looked for.');

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
  const search = searchIn(string, separator, context);
  let at = 0;
  for (let match = search(undefined); match !== undefined; match = search(match)) {
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
      if (typeof wanted === 'string') return findText(string, wanted, 0, context.budget) !== -1;
      return searchIn(string, wanted, context)(undefined) !== undefined;
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
      const search = searchIn(string, matcher, context);
      for (let one = search(undefined); one !== undefined; one = search(one)) {
        const { match, start, groups } = one;
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
