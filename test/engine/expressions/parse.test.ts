import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../../src/engine/expressions/fault.ts';
import { guardSource } from '../../../src/engine/expressions/syntax/source-guard.ts';
import { evaluate, failure, failureCode } from './evaluate.ts';

describe('an expression that cannot be parsed', () => {
  it('is told with position, token and code', () => {
    expect(failure('name &')).toEqual({
      code: 'EXPRESSION_SYNTAX',
      expressionCode: 'S0207',
      position: 6,
      token: '',
      message: 'S0207: The expression ends too early (at character 7)',
    });
  });

  it.each([
    ['"abc', 'S0101'],
    ['a[1', 'S0203'],
    ['foo bar', 'S0201'],
    ['/(?=a)b/', 'S0304'],
    ['/(?<!a)b/', 'S0304'],
    ['/(a)\\1/', 'S0304'],
    ['/[/', 'S0302'],
    ['/(a/', 'S0302'],
    ['/a{2,1}/', 'S0303'],
    ['function($x)<s<n>>{1}', 'S0401'],
  ])('%s fails with %s', (source, code) => {
    expect(failureCode(source)).toBe(code);
  });

  it.each([
    ['brackets nested 20,000 deep', `${'('.repeat(20_000)}1${')'.repeat(20_000)}`],
    ['20,000 terms', Array.from({ length: 20_000 }, () => 'a').join('+')],
    ['20,000 steps', Array.from({ length: 20_000 }, () => 'a').join('.')],
    ['20,000 signs', `${'-'.repeat(20_000)}1`],
    ['defaults nested 40 deep, which double', `${'('.repeat(40)}a${' ?? a)'.repeat(40)}`],
    ['more than 64 KB', `"${'a'.repeat(70_000)}"`],
  ])('%s are refused before the parser runs', (_, source) => {
    expect(failureCode(source)).toBe('S0500');
  });

  it.each([
    ['199 brackets', `${'('.repeat(199)}1${')'.repeat(199)}`, 1],
    ['900 terms', Array.from({ length: 900 }, () => '1').join('+'), 900],
    ['30 defaults in a row', `${'a ?? '.repeat(30)}1`, 1],
    ['5,000 elements', `$count([${Array.from({ length: 5_000 }, () => '1').join(',')}])`, 5_000],
  ])('%s are no trouble', (_, source, result) => {
    expect(evaluate(source, {})).toBe(result);
  });
});

describe('a short text', () => {
  const pieces = fc.constantFrom(
    'a',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '.',
    ',',
    ';',
    '+',
    ' and ',
    '??',
    '?:',
    '"?? ["',
    '1',
  );
  const repeated = fc.tuple(fc.array(pieces, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 260 }));
  const texts = fc.array(repeated, { minLength: 1, maxLength: 3 }).map(parts =>
    parts
      .map(([some, times]) => some.join('').repeat(times))
      .join('')
      .slice(0, 1_000),
  );

  it('is let through without counting only where counting lets it through', () => {
    fc.assert(
      fc.property(texts, text => {
        // Spaces are no parts, but too many for a short text.
        expect(refusalOf(text)).toBe(refusalOf(text + ' '.repeat(1_000)));
      }),
      { numRuns: 2_000 },
    );
  });
});

function refusalOf(source: string): string {
  try {
    guardSource(source);
    return 'let through';
  } catch (error) {
    return error instanceof Fault ? JSON.stringify(error.facts) : String(error);
  }
}

describe('a pattern below a default', () => {
  it('keeps its meaning, though the parser loses it', () => {
    expect(evaluate('$match("abc", /b/).match ?? "none"')).toBe('b');
    expect(evaluate('$contains("abc", /B/i) ?: "none"')).toBe(true);
    expect(evaluate('($replace("aXbXc", /x/i, "-") ?? "none") ?: "nothing"')).toBe('a-b-c');
  });
});
