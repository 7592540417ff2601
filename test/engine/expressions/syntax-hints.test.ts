import { describe, expect, it } from 'vitest';
import { PatchbayError } from '../../../src/errors.ts';
import { compileExpression } from '../../../src/engine/expressions/compile.ts';

const variables = new Set(['account', 'query', 'nothing']);

/** What is told of a mistake: the token, where it begins, and the hint. */
function told(source: string, input: 'record' | 'none' = 'record'): unknown {
  try {
    return compileExpression(source, { variables, input }).source;
  } catch (error) {
    if (!(error instanceof PatchbayError)) throw error;
    const { position, token, hint } = error.facts;
    return [token, position, hint];
  }
}

const value =
  'A value comes here: a field of the record, a text in quotes, a number, a variable or a call such as `$count(…)`. Variables: `$account`, `$query`.';
const step = 'After `.` comes a step: the name of a field, `*`, `$f(…)`, `{ … }` or `( … )`.';

describe('a mistake in the syntax', () => {
  it.each<[string, string, number, string]>([
    ['name &', '', 6, value],
    ['$uppercase(a, )', ')', 14, value],
    ['{ "a": }', '}', 7, value],
    ['a ? : b', ':', 4, value],
    ['', '', 0, value],
    ['a.', '', 2, step],
    ['[1..]', ']', 4, value],
    ['$join([a, b', '', 11, 'Still open is `[a, b`.'],
    ['$join([a, b)', ')', 11, 'Still open is `[a, b)`.'],
    ['$join(a, ', '', 9, `Still open is \`$join(\`. ${value}`],
    ['(a))', ')', 3, 'There is no `(` that it would close.'],
    [') & a', ')', 0, 'There is no `(` that it would close.'],
    [
      'first last',
      'last',
      6,
      'Between `first` and `last` comes an operator such as `.`, `&`, `=` or `and`. One name with a blank is written between backticks: `` `first last` ``.',
    ],
    [
      '$join(a "b")',
      '"b"',
      8,
      'Still open is `$join(`. Between `a` and `"b"` comes a comma or an operator such as `.`, `&`, `=` or `and`.',
    ],
    ['1 2', '2', 2, 'Between `1` and `2` comes an operator such as `.`, `&`, `=` or `and`.'],
    ['{ "a" b }', 'b', 6, 'Still open is `{ "a" b }`. An object is written `{ "key": value }`.'],
    ['function($x) $x', '$x', 13, 'The body of a function stands in braces: `function($x) { … }`.'],
    ['a^b', 'b', 2, 'What to order by stands in parentheses: `^(name)`.'],
    ['a; b', ';', 1, 'Several expressions in a row stand in parentheses: `(a; b)`.'],
    ['a, b', ',', 1, 'Several values are a list: `[a, b]`.'],
    ['x := 1', 'x', 0, 'Did you mean `$x`?'],
    ['function(x) { x }', 'x', 9, 'Did you mean `$x`?'],
    ['a@b', '@', 1, 'Write `@$name`.'],
    ['a.1', '1', 2, 'A key that looks like this is written between backticks: `` `1` ``.'],
    ['"it', '"it', 0, 'The other " is missing; within the text it is written \\".'],
    ['"\\q"', 'q', 2, 'After a backslash come only " \\ / b f n r t, and u with four digits.'],
    ['%', '%', 0, '`%` is the object that a step was taken from: it needs a step before it.'],
  ])('%s is told with its token and what could stand there', (source, token, position, hint) => {
    expect(told(source)).toEqual([token, position, hint]);
  });

  it.each<[string, string, number, string]>([
    ['a == b', '=', 3, 'Equality is written `=`.'],
    ['a <> b', '>', 3, 'Unequal is written `!=`.'],
    ['a && b', '&', 3, 'Both is written `and`; `&` joins texts.'],
    ['a || b', '|', 2, 'Either is written `or`; the first of two that is there is `a ?? b`.'],
    ['!deleted', '!', 0, 'The opposite is written `$not(…)`, unequal `!=`.'],
    ['$map(a, $v => $v.b)', '>', 12, 'A function is written `function($x) { … }`.'],
    ['a?.b', '.', 2, 'Write `.`: a step over nothing yields nothing.'],
    ['a // the name', '/ the name', 3, 'A comment is written `/* … */`.'],
    ['{{ a }}', '}', 5, 'An expression reads names as they are; texts are joined with `&`.'],
    ['if (a) b', 'b', 7, 'A condition is written `a ? b : c`.'],
  ])('%s, as other languages have it, is told with the way it is written here', (source, token, position, hint) => {
    expect(told(source)).toEqual([token, position, hint]);
  });

  it('names what the expression itself has bound so far', () => {
    expect(told('($total := 1; function($one) { $one + })')).toEqual([
      '}',
      38,
      value.replace('`$query`', '`$one`, `$query`, `$total`'),
    ]);
  });

  it('does not offer fields where there is no record', () => {
    expect(told('$query.a &', 'none')).toEqual(['', 10, value.replace('a field of the record, ', '')]);
  });
});

describe('an unknown name', () => {
  it.each<[string, string, number, string]>([
    ['a & $qeury.x', '$qeury', 10, 'Did you mean `$query`?'],
    ['$user.id', '$user', 5, 'Variables: `$account`, `$query`.'],
    ['($total := 1; $totl)', '$totl', 19, 'Did you mean `$total`?'],
    ['($total := 1; $x)', '$x', 16, 'Variables: `$account`, `$query`, `$total`.'],
    ['$upercase(a)', '$upercase', 9, 'Did you mean `$uppercase`?'],
    ['($first := function($x) { $x }; $frist(a))', '$frist', 38, 'Did you mean `$first`?'],
    ['$translate(a)', '$translate', 10, 'The functions of the language are in docs/reference/functions.md.'],
  ])('in %s is told with the nearest, or with all there are', (source, token, position, hint) => {
    expect(told(source)).toEqual([token, position, hint]);
  });
});
