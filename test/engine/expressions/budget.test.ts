import { describe, expect, it } from 'vitest';
import { createBudget, nextSlice, type Budget } from '../../../src/engine/expressions/budget.ts';
import { compileExpression } from '../../../src/engine/expressions/compile.ts';
import { evaluate, failure, failureCode } from './evaluate.ts';

const long = `"${'a'.repeat(30_000)}"`;

/** A budget whose clock says at every look that a second has passed, and the process worked for `cpuMs` of it. */
function lateBudget(each: { readonly cpuMs: number }): Budget {
  let [now, worked] = [0, 0];
  return createBudget(
    { sliceMs: 15 },
    { monotonicMs: () => (now += 1_000), cpuMs: () => (worked += each.cpuMs), nowMs: () => 0, random: () => 0 },
  );
}

describe('an expression that asks for too much', () => {
  it.each([
    ['a loop without end', '($f := function() { $f() }; $f())'],
    ['recursion', '($f := function($n) { 1 + $f($n + 1) }; $f(0))'],
    ['recursion through a function', '($f := function($n) { $map([$n], $f) }; $f(0))'],
    ['a long range', '[1..10000000]'],
    ['a cross product', '[1..3000].[1..3000]'],
    ['a doubling string', '($f := function($s, $n) { $n = 0 ? $s : $f($s & $s, $n - 1) }; $f("ab", 40))'],
    ['a doubling list', '($f := function($s, $n) { $n = 0 ? $s : $f($append($s, $s), $n - 1) }; $f([1, 2], 40))'],
    [
      'a doubling list constructor',
      '($f := function($s, $n) { $n = 0 ? $s : $f([$s, $s], $n - 1) }; $count($f([1, 2], 40)))',
    ],
    ['a wide pad', '$pad("x", 1000000000)'],
    ['a replacement that grows', `($s := ${long}; $replace($replace($s, "a", $s), "a", $s))`],
    ['joins that grow', `($s := ${long}; $join($map([1..100000], function() { $s })))`],
    ['a wide picture', '$formatInteger(1, $pad("", 9000000, "0"))'],
    ['a distinct over many objects', '$distinct([1..10000].{"a": $})'],
    ['a deep list', '($f := function($s, $n) { $n = 0 ? $s : $f([[$s]], $n - 1) }; $f(1, 100000))'],
    [
      'zips',
      '$zip([1..100000], [1..100000], [1..100000], [1..100000]) ~> $map($sum) ~> $map($string) ~> $join() ~> $length()',
    ],
  ])('ends with a coded error: %s', (_, source) => {
    expect(['EXPRESSION_BUDGET', 'D4004']).toContain(failureCode(source, {}));
  });

  it('is told which ceiling it met', () => {
    expect(failure('($f := function() { $f() }; $f())')).toMatchObject({
      code: 'EXPRESSION_BUDGET',
      message: 'The expression used up its budget of 400000 units of work (fuel) at character 24.',
    });
    expect(failure('($f := function($n) { 1 + $f($n) }; $f(0))')).toMatchObject({
      message: 'The expression used up its budget of 250 nested calls (depth) at character 30.',
    });
  });

  it('ends when its slice is over, whatever fuel is left', () => {
    const expression = compileExpression('$map([1..100000], function($n) { $n * 2 }) ~> $sum()');
    expect(() => expression.run({}, {}, lateBudget({ cpuMs: 20 }))).toThrow('15 ms (sliceMs)');
  });

  it.each([
    ['work of a tenth of its fuel', '$sum([1..2500].($ * 2 + 1))'],
    ['texts of a sixteenth of its growth', '$length($join([1..2500].$string($ * 1000)))'],
  ])('is never ended by time after %s, though the machine was busy and compiled meanwhile', (_, source) => {
    const budget = lateBudget({ cpuMs: 1_000 });
    expect(compileExpression(source).run({}, {}, budget)).toBeTypeOf('number');
    expect(budget.limits.fuel - budget.fuel).toBeGreaterThan(2_500);
  });

  it('is not ended by time when the process did not work meanwhile', () => {
    const expression = compileExpression('$sum([1..10000].($ * 2 + 1))');
    expect(expression.run({}, {}, lateBudget({ cpuMs: 0 }))).toBe(100_020_000);
  });

  it('leaves the budget of the next record whole', () => {
    const budget = createBudget({ sliceMs: 10_000 });
    const endless = compileExpression('($f := function($n) { 1 + $f($n) }; $f(0))');
    expect(() => endless.run({}, {}, budget)).toThrow('depth');
    nextSlice(budget);
    expect(compileExpression('$sum([1..100])').run({}, {}, budget)).toBe(5_050);
  });

  it('may loop as long as it likes in constant space within its fuel', () => {
    expect(evaluate('($f := function($n, $s) { $n = 0 ? $s : $f($n - 1, $s + $n) }; $f(20000, 0))')).toBe(200_010_000);
  });
});

describe('a message of 40,000 characters that is full of marks', () => {
  const text = '*a* _b_ '.repeat(5_000);

  it.each([
    ['$length($toHtml(text))', 110_006],
    ['$length($toMarkdown($nothing, text, "mrkdwn"))', 49_999],
  ])('is converted within the counts of a record: %s', (source, length) => {
    expect(compileExpression(source).run({ text }, {}, createBudget({ sliceMs: 60_000 }))).toBe(length);
  });
});

describe('a pattern made to be slow', () => {
  const text = `${'a'.repeat(20_000)}!`;

  it.each(['/(a+)+$/', '/(a|a)*b/', '/a*a*a*b/', '/(a|aa)+$/', '/^(a?){30}a{30}b/', '/([a-z]+)*1/', '/a*b/'])(
    '%s ends',
    pattern => {
      expect([false, undefined]).toContain(evaluate(`$contains(text, ${pattern})`, { text }));
    },
  );
});
