import type { Attack } from './attack.ts';

/** Work that never ends: loops, recursion, calls in tail position. */
export const loops: readonly Attack[] = [
  { name: 'a tail call without end', source: '($f := function() { $f() }; $f())', ends: 'fuel' },
  { name: 'a counting tail call', source: '($f := function($n) { $f($n + 1) }; $f(0))', ends: 'fuel' },
  {
    name: 'a tail call through a condition',
    source: '($f := function($n) { $n < 0 ? 0 : $f($n + 1) }; $f(0))',
    ends: 'fuel',
  },
  {
    name: 'a tail call through a block',
    source: '($f := function($n) { ($m := $n + 1; $f($m)) }; $f(0))',
    ends: 'fuel',
  },
  {
    name: 'two functions that call each other',
    source: '($f := function() { $g() }; $g := function() { $f() }; $f())',
    ends: 'fuel',
  },
  {
    name: 'three functions in a ring',
    source:
      '($f := function($n) { $g($n + 1) }; $g := function($n) { $h($n + 1) }; $h := function($n) { $f($n + 1) }; $f(0))',
    ends: 'fuel',
  },
  {
    name: 'a tail call with a hundred arguments',
    source: `($f := function(${numbered('$a', 100)}) { $f(${numbered('$a', 100)}) }; $f(1))`,
    ends: 'fuel',
  },
  {
    name: 'a loop that counts down from a great number',
    source: '($f := function($n) { $n = 0 ? "done" : $f($n - 1) }; $f(1000000000))',
    ends: 'fuel',
  },
  {
    name: 'a loop towards infinity in halves',
    source: '($f := function($n) { $n = 0 ? 0 : $f($n / 2 + 1) }; $f(1))',
    ends: 'fuel',
  },
  { name: 'recursion', source: '($f := function($n) { 1 + $f($n + 1) }; $f(0))', ends: 'depth' },
  { name: 'recursion that branches', source: '($f := function($n) { $f($n) + $f($n) }; $f(0))', ends: 'depth' },
  {
    name: 'the numbers of Fibonacci the slow way',
    source: '($f := function($n) { $n < 2 ? $n : $f($n - 1) + $f($n - 2) }; $f(100))',
    ends: 'fuel',
  },
  {
    name: "Ackermann's function",
    source:
      '($a := function($m, $n) { $m = 0 ? $n + 1 : $n = 0 ? $a($m - 1, 1) : $a($m - 1, $a($m, $n - 1)) }; $a(4, 4))',
    ends: 'depth',
  },
  {
    name: "Hofstadter's sequence",
    source: '($q := function($n) { $n < 3 ? 1 : $q($n - $q($n - 1)) + $q($n - $q($n - 2)) }; $q(1000))',
    ends: 'depth',
  },
  { name: 'recursion through map', source: '($f := function($n) { $map([$n], $f) }; $f(0))', ends: 'depth' },
  { name: 'recursion through filter', source: '($f := function($n) { $filter([$n], $f) }; $f(0))', ends: 'depth' },
  {
    name: 'recursion through sort',
    source: '($f := function($a, $b) { $sort([$a, $b], $f) }; $f(1, 2))',
    ends: 'depth',
  },
  {
    name: 'recursion through reduce',
    source: '($f := function($a, $b) { $reduce([$a, $b], $f) }; $f(1, 2))',
    ends: 'depth',
  },
  { name: 'recursion through each', source: '($f := function($v) { $each({"a": $v}, $f) }; $f(1))', ends: 'depth' },
  { name: 'recursion through sift', source: '($f := function($v) { $sift({"a": $v}, $f) }; $f(1))', ends: 'depth' },
  { name: 'recursion through single', source: '($f := function($v) { $single([$v], $f) }; $f(1))', ends: 'depth' },
  {
    name: 'recursion through mapValues',
    source: '($f := function($v) { $mapValues({"a": $v}, $f) }; $f(1))',
    ends: 'depth',
  },
  {
    name: 'recursion through replace',
    source: '($f := function($m) { $replace("a", "a", $f) }; $f("a"))',
    ends: 'depth',
  },
  {
    name: 'recursion through a predicate',
    source: '($f := function($n) { [1, 2][$f($n + 1)] }; $f(0))',
    ends: 'depth',
  },
  {
    name: 'recursion through a path',
    source: '($f := function($n) { $n.{"a": $f($n)} }; $f({"b": 1}))',
    ends: 'depth',
  },
  {
    name: 'recursion through a grouping',
    source: '($f := function($n) { [1, 2]{"k": $f($n)} }; $f(0))',
    ends: 'depth',
  },
  {
    name: 'recursion through an order',
    source: '($f := function($n) { [2, 1]^($f($n)) }; $f(0))',
    ends: 'depth',
  },
  {
    name: 'recursion through a transform',
    source: '($f := function($o) { $o ~> |$|{"a": $f($o)}| }; $f({"b": 1}))',
    ends: 'depth',
  },
  {
    name: 'recursion through a partial application',
    source: '($f := function($a, $b) { ($g := $f(?, $b); 1 + $g($a)) }; $f(1, 2))',
    ends: 'depth',
  },
  {
    name: 'recursion through a chain',
    source: '($f := function($n) { $n ~> $f ~> $f }; 1 ~> $f)',
    ends: 'depth',
  },
  {
    name: 'a chain of functions that grows',
    source: '($f := function($g, $n) { $n = 0 ? $g(1) : $f($g ~> $g, $n - 1) }; $f(function($x) { $x + 1 }, 60))',
    ends: 'fuel',
  },
  {
    name: 'the Y combinator',
    source: '(function($f) { $f($f) })(function($f) { $f($f) })',
    ends: 'fuel',
  },
  {
    name: 'the Y combinator off its tail',
    source: '(function($f) { 1 + $f($f) })(function($f) { 1 + $f($f) })',
    ends: 'depth',
  },
  {
    name: 'closures that each remember the one before',
    source: '($f := function($g, $n) { $f(function() { $g }, $n + 1) }; $f(0, 0))',
    ends: 'fuel',
  },
  {
    name: 'nested maps',
    source:
      '[1..100] ~> $map(function($a) { [1..100] ~> $map(function($b) { [1..100] ~> $map(function($c) { $a + $b + $c }) }) })',
    ends: 'fuel',
  },
  {
    name: 'nested filters',
    source: '[1..200][$count([1..200][$ % 2 = 0]) > $count([1..200][$ % 3 = 0])]',
    ends: 'value',
  },
  {
    name: 'nested reductions',
    source: '$reduce([1..1000], function($a, $b) { $a + $reduce([1..1000], function($c, $d) { $c + $d }) })',
    ends: 'fuel',
  },
  {
    name: 'a body a thousand operators tall',
    source: `($f := function($n) { ${'1 + '.repeat(900)}$f($n) }; $f(1))`,
    ends: 'depth',
  },
  {
    name: 'a body of two hundred brackets',
    source: `($f := function($n) { ${'('.repeat(190)}1 + $f($n)${')'.repeat(190)} }; $f(1))`,
    ends: 'depth',
  },
];

function numbered(name: string, count: number): string {
  return Array.from({ length: count }, (_, at) => `${name}${at}`).join(', ');
}
