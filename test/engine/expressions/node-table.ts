import type { Node } from '../../../src/engine/expressions/syntax/tree.ts';

/** A literal expression, what it is evaluated on, and what it gives. */
export interface NodeCase {
  readonly source: string;
  readonly input?: unknown;
  /** Absent: nothing. */
  readonly result?: unknown;
  /** Code of the error instead. */
  readonly error?: string;
}

const orders = {
  orders: [
    {
      id: 1,
      lines: [
        { sku: 'a', n: 2 },
        { sku: 'b', n: 1 },
      ],
    },
    { id: 2, lines: [{ sku: 'a', n: 3 }] },
  ],
};

/** Cases of every kind of node. One without cases does not compile, one that its cases do not hold fails the test. */
export const nodeTable: Readonly<Record<Node['kind'], readonly NodeCase[]>> = {
  literal: [
    { source: '"text"', result: 'text' },
    { source: '-1.5e3', result: -1500 },
    { source: '[true, false, null]', result: [true, false, null] },
  ],
  name: [
    { source: 'a', input: { a: 1 }, result: 1 },
    { source: 'a.b', input: { a: [{ b: 1 }, { c: 2 }, { b: [3, 4] }] }, result: [1, 3, 4] },
    { source: 'a.b', input: { a: [{ b: 1 }, {}] }, result: 1 },
    { source: 'a', input: { b: 1 } },
    { source: 'a', input: { a: null } },
    { source: 'constructor', input: {} },
    { source: '`__proto__`', input: {} },
    { source: '`a b`', input: { 'a b': 1 }, result: 1 },
  ],
  wildcard: [
    { source: '*', input: { a: 1, b: [2, [3]] }, result: [1, 2, 3] },
    { source: 'a.*', input: { a: {} } },
  ],
  descendant: [
    { source: '**.n', input: { a: { n: 1 }, b: [{ n: 2 }] }, result: [1, 2] },
    { source: '**', input: 1, result: 1 },
  ],
  context: [
    { source: '$', input: [1, 2], result: [1, 2] },
    { source: 'a.($ + 1)', input: { a: [1, 2] }, result: [2, 3] },
  ],
  variable: [
    { source: '($x := 1; $x)', result: 1 },
    { source: '$unknown' },
    { source: 'a.($$.b)', input: { a: 1, b: 2 }, result: 2 },
    { source: '($x := 1; ($x := 2); $x)', result: 1 },
  ],
  path: [
    { source: 'orders.lines.sku', input: orders, result: ['a', 'b', 'a'] },
    { source: 'orders.lines[n > 1].sku', input: orders, result: ['a', 'a'] },
    { source: 'orders.lines[0].sku', input: orders, result: ['a', 'a'] },
    { source: '(orders.lines)[-1].sku', input: orders, result: 'a' },
    { source: 'orders[[0, 1]].id', input: orders, result: [1, 2] },
    { source: 'orders[id = 2].lines[].sku', input: orders, result: ['a'] },
    { source: 'orders.lines^(>n, sku).n', input: orders, result: [3, 2, 1] },
    {
      source: 'orders.lines.{ "id": %.id, "n": n }',
      input: orders,
      result: [
        { id: 1, n: 2 },
        { id: 1, n: 1 },
        { id: 2, n: 3 },
      ],
    },
    {
      source: 'orders#$i.lines.[$i, sku]',
      input: orders,
      result: [0, 'a', 0, 'b', 1, 'a'],
    },
    { source: 'orders@$o.$o.lines[n = 3].($o.id)', input: orders, result: 2 },
    { source: 'orders.lines{ sku: $sum(n) }', input: orders, result: { a: 5, b: 1 } },
    { source: 'orders.lines.n^($)', input: { orders: { lines: [{ n: 1 }, { n: 'x' }] } }, error: 'T2007' },
    { source: '"a".b', input: {} },
  ],
  negate: [
    { source: '-a', input: { a: 2 }, result: -2 },
    { source: '-a', input: {} },
    { source: '-a', input: { a: 'x' }, error: 'D1002' },
  ],
  array: [
    { source: '[a, [b], c]', input: { a: [1, 2], b: 3 }, result: [1, 2, [3]] },
    { source: 'a.[$]', input: { a: [1, 2] }, result: [[1], [2]] },
    { source: '[]', result: [] },
  ],
  object: [
    { source: '{ "a": 1, "b": missing, "c": null }', input: {}, result: { a: 1, c: null } },
    {
      source: 'a.{ k: v }',
      input: {
        a: [
          { k: 'x', v: 1 },
          { k: 'y', v: 2 },
        ],
      },
      result: [{ x: 1 }, { y: 2 }],
    },
    { source: '{ "a": 1, "a": 2 }', input: {}, error: 'D1009' },
    { source: '{ 1: 2 }', input: {}, error: 'T1003' },
    { source: '{ "__proto__": 1 }', input: {}, result: JSON.parse('{"__proto__":1}') as unknown },
  ],
  arithmetic: [
    { source: '[7 + 2, 7 - 2, 7 * 2, 7 / 2, 7 % 2]', result: [9, 5, 14, 3.5, 1] },
    { source: 'a + 1', input: {} },
    { source: 'a + 1', input: { a: 'x' }, error: 'T2001' },
    { source: '1 - a', input: { a: null, b: 1 } },
    { source: '1 / 0', error: 'D1001' },
  ],
  equality: [
    { source: '[1 = 1, 1 != 1, "a" = "b", [1] = [1], {"a": 1} = {"a": 1}]', result: [true, false, false, true, true] },
    { source: '[a = a, a != 1, a = null]', input: {}, result: [false, false, false] },
  ],
  comparison: [
    { source: '[1 < 2, 2 <= 2, "b" > "a", 1 >= 2]', result: [true, true, true, false] },
    { source: 'a < 1', input: {} },
    { source: '1 < "a"', error: 'T2009' },
    { source: 'true < 1', error: 'T2010' },
  ],
  logic: [
    { source: '[1 and "a", 0 or "", a and 1, a or 1]', input: {}, result: [true, false, false, true] },
    { source: 'false and $error("not read")', result: false },
  ],
  concatenate: [
    { source: '"a" & 1 & true & missing & null', input: {}, result: 'a1truenull' },
    { source: 'a & b', input: { a: [1, 2], b: { c: 1 } }, result: '[1,2]{"c":1}' },
  ],
  range: [
    { source: '[1..3]', result: [1, 2, 3] },
    { source: '[3..1]', result: [] },
    { source: '[a..3]', input: {}, result: [] },
    { source: '["a"..3]', error: 'T2003' },
  ],
  includes: [
    { source: '[1 in [1, 2], 3 in [1, 2], "a" in "a"]', result: [true, false, true] },
    { source: 'a in [1]', input: {}, result: false },
  ],
  bind: [
    { source: '($x := a; $x & $x)', input: { a: 'b' }, result: 'bb' },
    { source: '($x := $y := 2; [$x, $y])', result: [2, 2] },
  ],
  condition: [
    { source: 'a ? "yes" : "no"', input: { a: [0, 1] }, result: 'yes' },
    { source: 'a ? "yes" : "no"', input: {}, result: 'no' },
    { source: 'a ? "yes"', input: {} },
    { source: '`a?`?"yes":"no"', input: { 'a?': 1 }, result: 'yes' },
    { source: '$exists(a) ? a : "default"', input: { a: '' }, result: '' },
    { source: 'a ? a : "default"', input: { a: '' }, result: 'default' },
  ],
  default: [
    { source: 'a ?? "default"', input: {}, result: 'default' },
    { source: 'a ?? "default"', input: { a: '' }, result: '' },
    { source: 'a??b??c', input: { c: 1 }, result: 1 },
    { source: 'a ?: "default"', input: { a: '' }, result: 'default' },
    { source: 'a?:b', input: { a: [0, 2], b: 1 }, result: [0, 2] },
    { source: '($calls := $append([], a[$ > 1] ?? "none"); $calls)', input: { a: [1, 2, 3] }, result: [2, 3] },
    { source: '$map(a, function($x) { $x.b ?? $x ~> $string() })', input: { a: [{ b: 1 }, 2] }, result: [1, '2'] },
    { source: '"a?"?:"b"', result: 'a?' },
  ],
  block: [{ source: '(1; 2; 3)', result: 3 }, { source: '()' }, { source: '($x := 1; ($y := 2; $x + $y))', result: 3 }],
  regex: [
    { source: '$match("ab12", /[a-z]+(\\d)/).groups', result: ['1'] },
    { source: '/A/i("xa").start', result: 1 },
    { source: '$contains("a", /(?=a)/)', error: 'S0304' },
  ],
  call: [
    { source: '$uppercase("a")', result: 'A' },
    { source: 'a.$uppercase()', input: { a: 'x' }, result: 'X' },
    { source: '($f := function($n) { $n = 0 ? "end" : $f($n - 1) }; $f(1000))', result: 'end' },
    { source: 'uppercase("a")', input: {}, error: 'T1005' },
    { source: '(1)(2)', error: 'T1006' },
    { source: '$uppercase(1)', error: 'T0410' },
  ],
  partial: [
    { source: '($f := $substring(?, 0, 2); $f("abcd"))', result: 'ab' },
    { source: '(function($a, $b) { $a - $b })(?, 1)(5)', result: 4 },
    { source: '(1)(?)', error: 'T1008' },
  ],
  lambda: [
    { source: '(function($a, $b) { [$a, $b] })(1)', result: [1] },
    { source: '($n := 1; $f := function() { $n }; ($n := 2; $f()))', result: 1 },
    { source: 'λ($x)<n:n>{ $x * 2 }(4)', result: 8 },
    { source: 'function($x)<n:n>{ $x }("a")', error: 'T0410' },
  ],
  apply: [
    { source: '"a" ~> $uppercase', result: 'A' },
    { source: '"a,b" ~> $split(",") ~> $count()', result: 2 },
    { source: '($f := $trim ~> $uppercase; $f(" a "))', result: 'A' },
    { source: '1 ~> 2', error: 'T2006' },
  ],
  transform: [
    {
      source: '$ ~> |a|{ "c": b + 1 }, ["b"]|',
      input: { a: [{ b: 1 }, { b: 2 }] },
      result: { a: [{ c: 2 }, { c: 3 }] },
    },
    { source: '$ ~> |a|1|', input: { a: { b: 1 } }, error: 'T2011' },
    { source: '$ ~> |a|{}, 1|', input: { a: { b: 1 } }, error: 'T2012' },
  ],
};
