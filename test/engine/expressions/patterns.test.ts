import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { createBudget } from '../../../src/engine/expressions/budget.ts';
import { emitPattern } from '../../../src/engine/expressions/patterns/emit.ts';
import { plainSearch } from '../../../src/engine/expressions/patterns/linear.ts';
import { parsePattern } from '../../../src/engine/expressions/patterns/parse-pattern.ts';
import { compilePattern } from '../../../src/engine/expressions/patterns/policy.ts';
import { countSteps } from './pattern-steps.ts';

const character = fc.constantFrom('a', 'b', '<', '>', ' ', '1', '\\n', '-');
const set = fc.oneof(
  { weight: 3, arbitrary: character },
  {
    weight: 2,
    arbitrary: fc.constantFrom('[^<>]', '[^>]', '[ab]', '[^a]', '\\w', '\\W', '\\d', '\\s', '\\S', '.', '[a-z0-9]'),
  },
  { weight: 1, arbitrary: fc.constantFrom('(a|b)', '(?:<|>)', '([ab])', '(a|a)', '(?:a|[ab])') },
);
const quantifier = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  { weight: 4, arbitrary: fc.constantFrom('+', '*', '+?', '*?', '{2,}') },
  { weight: 2, arbitrary: fc.constantFrom('?', '??', '{1,3}', '{2}', '{0,2}?') },
);
const piece = fc.tuple(set, quantifier).map(([one, times]) => one + times);
const row = fc.array(
  fc.oneof({ weight: 8, arbitrary: piece }, { weight: 1, arbitrary: fc.constantFrom('\\b', '\\B', '$') }),
  {
    minLength: 1,
    maxLength: 5,
  },
);
const arbitraryPattern = fc.oneof(
  { weight: 6, arbitrary: row.map(pieces => pieces.join('')) },
  { weight: 2, arbitrary: row.map(pieces => `^${pieces.join('')}`) },
  { weight: 1, arbitrary: row.map(pieces => `(${pieces.join('')})`) },
  { weight: 1, arbitrary: fc.tuple(row, row).map(([a, b]) => `${a.join('')}|${b.join('')}`) },
);
const flags = fc.constantFrom('', 'i', 'm', 'im');

const text = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', '<', '>', ' ', '1', '\n', '-', 'A'), maxLength: 14 }),
  // What sets a backtracking engine back: long runs of what a repetition takes, and then something else.
  fc
    .array(fc.tuple(fc.constantFrom('a', 'b', '<', '>', ' ', '1', '\n', 'ab', '<a', 'a>', ' a', '1a'), fc.nat(6)), {
      maxLength: 5,
    })
    .map(runs => runs.map(([part, times]) => part.repeat(times)).join('')),
);

/** Every match of one after another, each with its place and groups, as text. */
function allMatches(
  find: (text: string, from: number) => readonly [number, ...(string | undefined)[]] | undefined,
  given: string,
): string {
  const found: unknown[] = [];
  for (let from = 0; from <= given.length;) {
    const next = find(given, from);
    if (next === undefined) break;
    found.push(next);
    from = Math.max(from + 1, next[0] + (next[1] ?? '').length);
  }
  return JSON.stringify(found);
}

function ours(pattern: string, withFlags: string, given: string): string | undefined {
  const compiled = compilePattern(pattern, withFlags, 0);
  if (compiled.engine !== 'native') return undefined;
  return allMatches((at, from) => {
    const found = compiled.find(at, from, createBudget());
    return found && [found.start, found.match, ...found.groups];
  }, given);
}

function platform(pattern: string, withFlags: string, given: string): string {
  return allMatches((at, from) => {
    const expression = new RegExp(pattern, `${withFlags}g`);
    expression.lastIndex = from;
    const found = expression.exec(at);
    return found === null ? undefined : [found.index, ...found];
  }, given);
}

function linear(pattern: string, withFlags: string, given: string): string {
  const tree = parsePattern(pattern, withFlags.includes('i'));
  const compiled = RE2JS.compile(emitPattern(tree), withFlags.includes('m') ? RE2JS.MULTILINE : 0);
  return allMatches((at, from) => {
    const matcher = compiled.matcher(at);
    if (!matcher.find(from)) return undefined;
    const groups = Array.from({ length: matcher.groupCount() }, (_, index) => matcher.group(index + 1) ?? undefined);
    return [matcher.start(0), matcher.group(0) ?? '', ...groups];
  }, given);
}

describe('a pattern that cannot be matched in linear time', () => {
  const pieces = fc.constantFrom(
    'a',
    '(',
    '(?:',
    '(?=',
    '(?<n>',
    ')',
    '\\1',
    '\\k',
    '\\d',
    '[',
    ']',
    '{2}',
    '{900}',
    '+',
    '|',
  );
  const patterns = fc
    .array(pieces, { maxLength: 12 })
    .map(parts => parts.join(''))
    .filter(isAccepted);

  it('is refused where it is written, though others are read only when a text asks for them', () => {
    fc.assert(
      fc.property(patterns, pattern => {
        expect(isRefused(() => compilePattern(pattern, '', 0))).toBe(
          isRefused(() => linear(pattern, '', '')), // reads all of it
        );
      }),
      { numRuns: 2_000 },
    );
  });
});

function isAccepted(pattern: string): boolean {
  return pattern !== '' && !isRefused(() => new RegExp(pattern));
}

function isRefused(work: () => unknown): boolean {
  try {
    work();
    return false;
  } catch {
    return true;
  }
}

describe('a pattern that runs natively', () => {
  it.each([
    '<[^<>]+>',
    '\\s+',
    '\\s+$',

    '[a-z]+@',
    '\\s*,\\s*',
    '\\b\\w+\\b',
    '&(\\w+);',
    '(?:a|b)+c',
    '^([^/]+)/([^/]+)$',
    '<[^<>]+>|&[a-z]+;',
    'https?://[^\\s<>]+',
  ])('is plainly linear: /%s/', pattern => {
    expect(compilePattern(pattern, '', 0).engine).toBe('native');
  });

  it.each([
    '<([^<>|]+)\\|?([^<>]*)>',
    '<[^>]+>',
    'a*a*b',
    '(a+)+b',
    '(a|a)*b',
    '(?:\\w|a)+-',
    '(ab|a)*c',
    '\\w+\\s*=.*;',
    '.*=',
    '[^a]*b',
    '\\B\\w+-',
    '\\s+x\\s+y',
    'a{1,100}a{1,100}b',
  ])('is not when a search may look at a character again and again: /%s/', pattern => {
    expect(compilePattern(pattern, '', 0).engine).toBe('re2');
  });

  it('finds a match at the word edge that a left out run ends with', () => {
    const found = compilePattern('\\b\\d*(?:<|>)[^<>]+', '', 0).find('a1>a', 0, createBudget());
    expect(found).toEqual({ match: '>a', start: 2, end: 4, groups: [] });
  });

  it('finds what the platform and the linear engine find', () => {
    let native = 0;
    fc.assert(
      fc.property(arbitraryPattern, flags, text, (pattern, withFlags, given) => {
        const found = ours(pattern, withFlags, given);
        if (found === undefined) return;
        native += 1;
        expect(found).toBe(platform(pattern, withFlags, given));
        expect(found).toBe(linear(pattern, withFlags, given));
      }),
      { numRuns: 10_000 },
    );
    expect(native).toBeGreaterThan(1_000);
  });

  it('takes no more steps than are counted, whatever the text', () => {
    const long = fc
      .array(
        fc.tuple(fc.constantFrom('a', 'b', '<', '>', ' ', '1', '-', 'ab', '<a', 'a>', ' a', '1a', 'a-'), fc.nat(120)),
        { maxLength: 4 },
      )
      .map(runs => runs.map(([part, times]) => part.repeat(times)).join(''));
    fc.assert(
      fc.property(arbitraryPattern, long, (pattern, given) => {
        const tree = parsePattern(pattern, false);
        const search = plainSearch(tree, { ignoresCase: false, isMultiline: false });
        if (search === undefined) return;
        // For each character: one more step behind `^`, and up to four for one that is counted (two branches, lazy, given back).
        const most = 4 * (search.steps + 1) * (given.length + 8);
        expect(countSteps(tree, given, search.run, most)).toBeLessThanOrEqual(most);
      }),
      { numRuns: 10_000 },
    );
  });

  it.each([
    ['[^a]', 'i', 'A', '[]'],
    ['[^a]*b', 'i', 'xAB', '[[2,"B"]]'],
    ['(?:é|x)*\\.', 'i', 'aÉX.', '[[1,"ÉX."]]'],
  ])('means both cases of a letter, also of one that is excluded: /%s/%s in %s', (pattern, withFlags, given, found) => {
    expect([platform(pattern, withFlags, given), linear(pattern, withFlags, given)]).toEqual([found, found]);
  });

  it('goes on with the linear engine when little is left to spend', () => {
    const pattern = compilePattern('<[^<>]+>', '', 0);
    const budget = createBudget({ fuel: 200 });
    expect(() => pattern.find(`${'<a'.repeat(50_000)}>`, 0, budget)).toThrow('EXPRESSION_BUDGET');
  });
});
