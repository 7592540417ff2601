import type { Attack } from './attack.ts';

/** Data that is deep, wide or strange, and what walks it. */
export const data: readonly Attack[] = [
  { name: 'everything below deep data', source: '**', input: deep(150), ends: 'D4004' },
  { name: 'a copy of deep data', source: '$clone($)', input: deep(150), ends: 'D4004' },
  { name: 'deep data as text', source: '$string($)', input: deep(150), ends: 'D4004' },
  { name: 'deep data compared', source: 'a = b', input: { a: deep(150), b: deep(150) }, ends: 'D4004' },
  { name: 'deep data among others', source: '$distinct([a, b])', input: { a: deep(150), b: deep(150) }, ends: 'D4004' },
  { name: 'deep data transformed', source: '$ ~> |**|{"x": 1}|', input: deep(150), ends: 'D4004' },
  { name: 'deep lists flattened', source: '*', input: { a: deepList(150) }, ends: 'D4004' },
  { name: 'the keys of deep lists', source: '$keys($.a)', input: { a: deepList(150) }, ends: 'D4004' },
  { name: 'deep lists spread', source: '$spread(a)', input: { a: deepList(150) }, ends: 'D4004' },
  { name: 'the truth of deep lists', source: '$boolean(a)', input: { a: deepList(5_000) }, ends: 'D4004' },
  { name: 'a name in deep lists', source: 'a.x', input: { a: deepList(5_000) }, ends: 'D4004' },
  { name: 'a lookup in deep lists', source: '$lookup(a, "x")', input: { a: deepList(5_000) }, ends: 'D4004' },
  { name: 'a condition on deep lists', source: 'a ? 1 : 2', input: { a: deepList(5_000) }, ends: 'D4004' },
  {
    name: 'a deep list that is made',
    source: '($f := function($s, $n) { $n = 0 ? $s : $f([[$s]], $n - 1) }; $f(1, 5000))',
    ends: 'D4004',
  },
  {
    name: 'a deep object that is made',
    source: '($f := function($s, $n) { $n = 0 ? $s : $f({"a": $s}, $n - 1) }; $f(1, 5000))',
    ends: 'D4004',
  },
  {
    name: 'a deep object that is made and read',
    source: '($f := function($s, $n) { $n = 0 ? $s : $f({"a": $s}, $n - 1) }; $count($f(1, 5000).**))',
    ends: 'D4004',
  },
  {
    name: 'a deep list that is made and asked for its truth',
    source: '($f := function($s, $n) { $n = 0 ? $s : $f([[$s]], $n - 1) }; $boolean($f([0], 5000)))',
    ends: 'D4004',
  },
  { name: 'everything below everything', source: '$count(**.**)', input: wide(4, 8), ends: 'value' },
  {
    name: 'everything below everything below everything',
    source: '$count(**.**.**)',
    input: wide(4, 8),
    ends: 'value',
  },
  { name: 'every value of every value', source: '$count(*.*.*.*.*.*)', input: wide(4, 30), ends: 'fuel' },
  { name: 'everything that has everything', source: '**[**[**]]', input: wide(3, 8), ends: 'value' },
  {
    name: 'everything in the order of everything',
    source: '$count(**^($count(**)))',
    input: wide(3, 12),
    ends: 'value',
  },
  { name: 'everything grouped by everything', source: '**{$string($): **}', input: wide(3, 8), ends: 'value' },
  { name: 'everything with its parents', source: '**.{"p": %}', input: wide(3, 20), ends: 'S0217' },
  { name: 'everything as text, again and again', source: '[1..1000].$string($$)', input: wide(3, 12), ends: 'fuel' },
  { name: 'everything copied, again and again', source: '[1..1000].$clone($$)', input: wide(3, 12), ends: 'fuel' },
  {
    name: 'everything transformed, again and again',
    source: '[1..1000].($$ ~> |**|{"x": 1}|)',
    input: wide(3, 12),
    ends: 'fuel',
  },
  {
    name: 'a transform that makes more to transform',
    source: '$ ~> |**|{"x": {"y": $}}|',
    input: wide(3, 12),
    ends: 'D4004',
  },
  {
    name: 'a transform that puts its input into itself',
    source: '$ ~> |$|{"self": $}|',
    input: { a: 1 },
    ends: 'D4004',
  },

  {
    name: 'a transform that makes a ring and reads it',
    source: '($ ~> |$|{"self": $}|).**',
    input: { a: 1 },
    ends: 'D4004',
  },
  {
    name: 'transforms one after another',
    source: `$ ${'~> |**|{"x": 1}|'.repeat(100)}`,
    input: wide(3, 12),
    ends: 'fuel',
  },
  {
    name: 'a transform with many deletions',
    source: '$ ~> |**|{}, [1..10000].$string()|',
    input: wide(3, 12),
    ends: 'fuel',
  },
  { name: 'a grouping by every key', source: '[1..100000]{$string($): $}', ends: 'fuel' },
  { name: 'a grouping into one', source: '[1..100000]{"k": $}', ends: 'fuel' },
  {
    name: 'a grouping of groupings',
    source: '[1..300]{$string($): [1..300]{$string($): [1..300]{$string($): $}}}',
    ends: 'fuel',
  },
  {
    name: 'many pairs over a list',
    source: `[1..5000]{${Array.from({ length: 100 }, (_, at) => `"k${at}": $`).join(',')}}`,
    ends: 'fuel',
  },
  { name: 'the keys of a great object', source: '[1..1000].$keys($$)', input: flat(5_000), ends: 'fuel' },
  { name: 'the values of a great object', source: '[1..1000].$count($$.*)', input: flat(5_000), ends: 'fuel' },
  { name: 'a great object spread', source: '[1..1000].$spread($$)', input: flat(5_000), ends: 'fuel' },
  { name: 'a great object merged', source: '$merge([1..1000].$$)', input: flat(5_000), ends: 'fuel' },
  {
    name: 'a great object visited',
    source: '[1..1000].$each($$, function($v) { $v })',
    input: flat(5_000),
    ends: 'fuel',
  },
  {
    name: 'a great object for each of its keys',
    source: '$each($, function($v, $k, $o) { $o })',
    input: flat(5_000),
    ends: 'fuel',
  },
  {
    name: 'a great object sifted',
    source: '[1..1000].$sift($$, function($v) { true })',
    input: flat(5_000),
    ends: 'fuel',
  },
  {
    name: 'a great object mapped',
    source: '[1..1000].$mapValues($$, function($v) { $v })',
    input: flat(5_000),
    ends: 'fuel',
  },
  { name: 'a great object without one key', source: '[1..1000].$omit($$, "k1")', input: flat(5_000), ends: 'fuel' },
  {
    name: 'many keys of a great object',
    source: '($k := $keys($); [1..1000].$pick($$, $k))',
    input: flat(5_000),
    ends: 'fuel',
  },
  { name: 'a great object asked for its truth', source: '[1..100000][$boolean($$)]', input: flat(5_000), ends: 'fuel' },
  {
    name: 'a great object compared with another',
    source: '[1..1000][$$.a = $$.b]',
    input: { a: flat(5_000), b: flat(5_000) },
    ends: 'fuel',
  },
  { name: 'a long list asked for its truth', source: '($l := [1..10000].(0); [1..10000][$boolean($l)])', ends: 'fuel' },
  { name: 'a long list as an index', source: '($l := [1..10000]; $l[$l])', ends: 'fuel' },
  { name: 'a long list among the arguments', source: '($l := [1..10000].("a"); [1..10000].$join($l))', ends: 'fuel' },
  { name: 'a long list summed', source: '($l := [1..10000]; [1..10000].$sum($l))', ends: 'fuel' },
  {
    name: 'a long list of the wrong kind',
    source: '($l := $append([1..100000], "a"); [1..10000].($sum($l)))',
    ends: 'T0412',
  },
  { name: 'a long list passed on', source: '($l := [1..10000]; [1..10000].$exists($l))', ends: 'value' },
  { name: 'a long list sorted without an order', source: '$sort($append([1..10000], "a"))', ends: 'D3070' },
  { name: 'division by zero', source: '1/0', ends: 'D1001' },
  { name: 'the remainder of nothing', source: '1%0', ends: 'D1001' },
  { name: 'a power out of range', source: '$power(10, 309)', ends: 'D3061' },
  {
    name: 'numbers out of range by multiplication',
    source: '$reduce([1..400], function($a, $b) { $a * 10 })',
    ends: 'D1001',
  },
];

/** `{ a: { a: … } }`. */
function deep(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = { a: value };
  return value;
}

/** `[[…]]`. */
function deepList(levels: number): unknown {
  let value: unknown = 0;
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
}

/** A tree of objects: `width` keys on each of `levels` levels. */
function wide(levels: number, width: number): unknown {
  if (levels === 0) return 1;
  return Object.fromEntries(Array.from({ length: width }, (_, at) => [`k${at}`, wide(levels - 1, width)]));
}

function flat(width: number): unknown {
  return Object.fromEntries(Array.from({ length: width }, (_, at) => [`k${at}`, at]));
}
