import { describe, expect, it } from 'vitest';
import { compileExpression } from '../../../src/engine/expressions/compile.ts';
import { evaluate, failure } from './evaluate.ts';

const known = { options: { variables: new Set(['query', 'body']) } };

describe('a name that is not there', () => {
  it('is refused with its place', () => {
    expect(failure('a & $qeury.x', {}, known)).toEqual({
      code: 'EXPRESSION_INVALID',
      expressionCode: undefined,
      position: 10,
      token: '$qeury',
      message: 'There is no variable $qeury here.',
    });
  });

  it('is refused however far it is from those there are', () => {
    expect(failure('$account.id', {}, known)).toMatchObject({
      message: 'There is no variable $account here.',
    });
  });

  it('is refused as a function too', () => {
    expect(failure('$upercase("x")', {}, known)).toMatchObject({
      code: 'EXPRESSION_INVALID',
      message: 'There is no function $upercase here.',
    });
  });

  it('is fine when the expression binds it, before or after', () => {
    expect(
      evaluate(
        '($f := function($n) { $n = 0 ? "done" : $g($n - 1) }; $g := function($n) { $f($n) }; $f(3))',
        {},
        known,
      ),
    ).toBe('done');
  });

  it('is fine when it names a function that is given as a value', () => {
    expect(evaluate('$map(["a", "b"], $uppercase)', {}, known)).toEqual(['A', 'B']);
  });
});

describe('an expression without an input', () => {
  const none = {
    options: { input: 'none' as const, variables: new Set(['query']) },
    variables: { query: { ids: [{ id: 1 }, { id: 2 }] } },
  };

  it.each(['name', 'name.first', '$', '$$.name', '*', '[name]', '{"a": name}', '$uppercase(name)', '$query.x & name'])(
    'may not read %s',
    source => {
      expect(failure(source, undefined, none)).toMatchObject({ code: 'EXPRESSION_INVALID' });
    },
  );

  it('says what to write instead', () => {
    expect(failure('$query.x & name', undefined, none)).toMatchObject({
      position: 15,
      token: 'name',
      message:
        'There is no record here, so a path has to begin with a variable, such as $query or $body: "name" has none.',
    });
  });

  it.each([
    ['$query.ids.id', [1, 2]],
    ['$query.ids[id = 2].id', 2],
    ['$map($query.ids, function($i) { $i.id })', [1, 2]],
    ['$query.ids.{ "n": id }', [{ n: 1 }, { n: 2 }]],
    ['{ "a": $query.ids[0].id }', { a: 1 }],
  ])('may read %s', (source, result) => {
    expect(evaluate(source, undefined, none)).toEqual(result);
  });
});

describe('a compiled expression', () => {
  it('tells when it is one bare name or one literal', () => {
    const [name, path, text, nothing] = ['markdown', 'a.b', '"markdown"', 'null'].map(source =>
      compileExpression(source),
    );
    expect([name?.bareName, path?.bareName, text?.bareName]).toEqual(['markdown', undefined, undefined]);
    expect([name?.constant, text?.constant, nothing?.constant]).toEqual([
      undefined,
      { value: 'markdown' },
      { value: null },
    ]);
  });

  it('is remembered by source and options', () => {
    expect(compileExpression('a.b')).toBe(compileExpression('a.b'));
    expect(compileExpression('a.b').hash).not.toBe(compileExpression('a.b', { nulls: 'present' }).hash);
  });
});

describe('the findings', () => {
  it.each([
    ['$not(deleted)', ['boolean_of_path']],
    ['$boolean(user.is_bot)', ['boolean_of_path']],
    ['$not(a = b)', []],
    ['thread_ts != ts', ['inequality_of_paths']],
    ['type != "x"', []],
    ['"team eq " & $query.team', ['caller_concatenation']],
    ['"a" & ("b" & $body.name)', ['caller_concatenation']],
    ['"team eq " & $plain($query.team, /[A-Z]+/)', []],
    ['"#" & name', []],
    ['emails[type = "work"].address', ['collapsing_path']],
    ['emails[type = "work"].address[]', []],
    ['emails[0].address', []],
  ])('of %s are %j', (source, kinds) => {
    expect(compileExpression(source).findings.map(finding => finding.kind)).toEqual(kinds);
  });
});
