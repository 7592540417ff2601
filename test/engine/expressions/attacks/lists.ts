import type { Attack } from './attack.ts';

const objects = (count: number): unknown => Array.from({ length: count }, (_, at) => ({ id: at, name: `n${at}` }));

/** Lists without measure: ranges, products, doublings, sorts, comparisons of everything with everything. */
export const lists: readonly Attack[] = [
  { name: 'the longest range', source: '[1..10000000]', ends: 'fuel' },
  { name: 'a range that is too long', source: '[1..100000000]', ends: 'D2014' },
  { name: 'a range from end to end', source: '[-9007199254740991..9007199254740991]', ends: 'D2014' },
  { name: 'a range beyond the integers', source: '[1..1e308]', ends: 'D2014' },
  {
    name: 'a range where adding one changes nothing',
    source: '$count([9007199254740992..9007199254741992])',
    ends: 'value',
  },
  { name: 'a range of a range', source: '[1..2000].[1..2000]', ends: 'fuel' },
  {
    name: 'ranges five deep',
    source: '([1..20] ~> $map(function() { [1..20].[1..20].[1..20].[1..20] }))',
    ends: 'value',
  },
  {
    name: 'many ranges in one list',
    source: `[${Array.from({ length: 100 }, () => '1..100000').join(', ')}]`,
    ends: 'fuel',
  },
  { name: 'a range as a predicate', source: '[1..3000][[0..2999]]', ends: 'fuel' },
  { name: 'a range of itself', source: '($x := [1..1000]; $x.($y := $; $x.($ * $y)))', ends: 'fuel' },
  { name: 'a product by index', source: '[1..2000]#$i.[1..2000]#$j.{"i": $i, "j": $j}', ends: 'fuel' },
  {
    name: 'a product by focus',
    source: 'items@$a.items@$b.items@$c.{"a": $a.id, "b": $b.id, "c": $c.id}',
    input: { items: objects(200) },
    ends: 'fuel',
  },
  {
    name: 'a join of everything with everything',
    source: 'a@$x.$$.b@$y[$x.id = $y.id].{"x": $x, "y": $y}',
    input: { a: objects(1_500), b: objects(1_500) },
    ends: 'fuel',
  },
  {
    name: 'the parent of a product',
    source: 'items.items.{"n": %.%.items.id}',
    input: { items: objects(500) },
    ends: 'value',
  },
  {
    name: 'parents of everything',
    source: 'a.b.{"x": %.b.{"y": %.b}}',
    input: { a: { b: objects(400) } },
    ends: 'fuel',
  },
  {
    name: 'a list that doubles by append',
    source: '($f := function($s, $n) { $n = 0 ? $s : $f($append($s, $s), $n - 1) }; $f([1, 2], 40))',
    ends: 'fuel',
  },
  {
    name: 'a list that doubles by reduction',
    source: '$count($reduce([1..60], function($a) { $append($a, $a) }, [1]))',
    ends: 'D3050',
  },
  {
    name: 'a list that doubles by reduction of two',
    source: '$count($reduce([1..60], function($a, $b) { $append($a, $a) }, [1]))',
    ends: 'fuel',
  },
  {
    name: 'a list that grows by one at a time',
    source: '$reduce([1..5000], function($a, $b) { $append($a, $b) }, [])',
    ends: 'fuel',
  },
  {
    name: 'a list constructor that doubles',
    source: '($f := function($s, $n) { $n = 0 ? $s : $f([$s, $s], $n - 1) }; $count($f([1, 2], 40)))',
    ends: 'fuel',
  },
  {
    name: 'a path that doubles',
    source: '($f := function($s, $n) { $n = 0 ? $s : $f([1, 2].($s), $n - 1) }; $count($f([1, 2], 40)))',
    ends: 'fuel',
  },
  {
    name: 'nested lists that double',
    source: '($f := function($s, $n) { $n = 0 ? $s : $f([[$s], [$s]], $n - 1) }; $f(1, 40))',
    ends: 'fuel',
  },
  {
    name: 'a small tree that is written out large',
    source: '($f := function($s, $n) { $n = 0 ? $s : $f({"a": $s, "b": $s}, $n - 1) }; $string($f(1, 40)))',
    ends: 'fuel',
  },
  {
    name: 'a small tree that is large when it leaves',
    source: '($f := function($s, $n) { $n = 0 ? $s : $f({"a": $s, "b": $s}, $n - 1) }; $f($string, 40))',
    ends: 'D4005',
  },
  {
    name: 'a small tree that is large when it leaves as data',
    source: '($f := function($s, $n) { $n = 0 ? $s : $f({"a": $s, "b": $s}, $n - 1) }; $f(1, 40))',
    ends: 'fuel',
  },
  {
    name: 'a small tree that is compared with itself',
    source: '($f := function($s, $n) { $n = 0 ? $s : $f({"a": $s, "b": $s}, $n - 1) }; $f(1, 40) = $f(1, 40))',
    ends: 'fuel',
  },
  {
    name: 'a small tree that is cloned',
    source: '($f := function($s, $n) { $n = 0 ? $s : $f({"a": $s, "b": $s}, $n - 1) }; $clone($f(1, 40)))',
    ends: 'fuel',
  },
  {
    name: 'a small tree that is walked by truth',
    source: '($f := function($s, $n) { $n = 0 ? $s : $f([[$s], [$s]], $n - 1) }; $boolean($f([0], 40)))',
    ends: 'fuel',
  },
  {
    name: 'a small tree whose wildcards are followed',
    source: '($f := function($s, $n) { $n = 0 ? $s : $f({"a": $s, "b": $s}, $n - 1) }; $count($f(1, 40).**))',
    ends: 'fuel',
  },
  {
    name: 'a small tree of lists that a wildcard flattens',
    source: '($f := function($s, $n) { $n = 0 ? $s : $f([[$s], [$s]], $n - 1) }; $count({"a": $f(1, 40)}.*))',
    ends: 'fuel',
  },
  {
    name: 'a small tree whose keys are asked for',
    source: '($f := function($s, $n) { $n = 0 ? $s : $f([[$s], [$s]], $n - 1) }; $keys($f({"a": 1}, 40)))',
    ends: 'fuel',
  },
  {
    name: 'a small tree that is spread',
    source: '($f := function($s, $n) { $n = 0 ? $s : $f([[$s], [$s]], $n - 1) }; $spread($f({"a": 1}, 40)))',
    ends: 'fuel',
  },
  {
    name: 'a small tree whose name is looked up',
    source: '($f := function($s, $n) { $n = 0 ? $s : $f([[$s], [$s]], $n - 1) }; $f({"a": 1}, 40).a)',
    ends: 'fuel',
  },
  {
    name: 'a small tree that is transformed',
    source: '($f := function($s, $n) { $n = 0 ? $s : $f({"a": $s, "b": $s}, $n - 1) }; $f(1, 40) ~> |**|{"x": 1}|)',
    ends: 'fuel',
  },
  { name: 'a sort by comparison', source: '$sort([1..50000], function($a, $b) { $a < $b })', ends: 'fuel' },
  { name: 'a sort that lies', source: '$sort([1..50000], function() { true })', ends: 'fuel' },
  { name: 'a sort that flips a coin', source: '$sort([1..50000], function() { $random() > 0.5 })', ends: 'fuel' },
  { name: 'a sort of numbers', source: '$sort([1..200000])', ends: 'fuel' },
  {
    name: 'a sort of long strings that begin alike',
    source: '($p := $pad("", 5000, "a"); $sort([1..400].($p & $string($))) ~> $count())',
    ends: 'value',
  },
  { name: 'an order of a long list', source: '[1..50000]^($)', ends: 'fuel' },
  {
    name: 'an order by many terms',
    source: `[1..5000]^(${Array.from({ length: 50 }, () => '0').join(', ')})`,
    ends: 'fuel',
  },
  { name: 'an order whose term is an order', source: '[1..300]^($count([1..300]^(-$)))', ends: 'fuel' },
  { name: 'orders one after another', source: `[1..2000]${'^($)^(-$)'.repeat(40)}`, ends: 'fuel' },
  { name: 'the distinct ones of many objects', source: '$distinct([1..5000].{"a": $})', ends: 'fuel' },
  { name: 'the distinct ones of many lists', source: '$distinct([1..5000].[[$, $]])', ends: 'fuel' },
  {
    name: 'the distinct ones of given objects',
    source: '$distinct(items)',
    input: { items: objects(3_000) },
    ends: 'fuel',
  },
  {
    name: 'the distinct ones of great equal objects',
    source: '$distinct([1..200].{"a": [$$.items]})',
    input: { items: objects(500) },
    ends: 'value',
  },
  {
    name: 'a comparison of great lists',
    source: '[1..100].($$.items = $$.copy)',
    input: { items: objects(2_000), copy: objects(2_000) },
    ends: 'fuel',
  },
  { name: 'a search in a long list for each of its elements', source: '($l := [1..5000]; $l[$ in $l])', ends: 'fuel' },
  { name: 'a shuffle of a long list', source: '$shuffle([1..300000])', ends: 'fuel' },
  {
    name: 'a reversal over and over',
    source: '$reduce([1..1000], function($a, $b) { $reverse($a) }, [1..1000])',
    ends: 'fuel',
  },
  { name: 'zips of long lists', source: '($l := [1..50000]; $zip($l, $l, $l, $l, $l, $l, $l, $l))', ends: 'fuel' },
  {
    name: 'a zip of zips',
    source: '($f := function($l, $n) { $n = 0 ? $l : $f($zip($l, $l), $n - 1) }; $f([1..1000], 30))',
    ends: 'fuel',
  },
  { name: 'sums of sums', source: '$sum([1..1000].$sum([1..1000]))', ends: 'fuel' },
  { name: 'counts of ranges', source: '[1..1000].$count([1..10000])', ends: 'fuel' },
  {
    name: 'indexes by the thousand',
    source: 'items[[0..2000]][[0..2000]]',
    input: { items: objects(2_000) },
    ends: 'fuel',
  },
  { name: 'a predicate that repeats every element', source: '[1..20][[0..10000].(0)]', ends: 'fuel' },
  { name: 'predicates one after another', source: `[1..5000]${'[$ > 0]'.repeat(100)}`, ends: 'fuel' },
  { name: 'a map over a map over a map', source: 'a.b.c.d', input: nested(4, 60), ends: 'fuel' },
];

/** Lists of objects of lists: `width ** depth` values at the end of `a.b.c.d`. */
function nested(depth: number, width: number): unknown {
  const names = ['d', 'c', 'b', 'a'];
  let value: unknown = 1;
  for (const name of names.slice(0, depth)) {
    const inner = { [name]: value };
    value = Array.from({ length: width }, () => inner);
  }
  return value;
}
