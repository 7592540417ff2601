import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readProperty, writeProperty, writeText } from '../../../src/engine/expressions/source/text.ts';
import { setKey } from '../../../src/engine/expressions/values/keys.ts';
import { arbitraryExpression } from './arbitrary-expression.ts';
import { arbitraryRecord, outcomeOn } from './source-outcome.ts';

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('__proto__', 'constructor', '"', "'", '`', '\\', '${1}', '*/', '\u2028', '\ud800', '];', '-1', 'a b'),
);

describe('generated code beside the closures', () => {
  it.each(['absent', 'present'] as const)(
    'gives the same value or the same error at the same place where nulls are %s',
    nulls => {
      const property = fc.property(arbitraryExpression, arbitraryRecord, (source, input) => {
        expect(outcomeOn('source', source, input, { nulls })).toBe(outcomeOn('closures', source, input, { nulls }));
      });
      fc.assert(property, { numRuns: 1_000 });
    },
  );

  it.each([
    ['id[**.a[-("a")]]', { b: {}, id: 'a' }],
    ['a.a[$exists()]', { a: 1 }],
    ['(x ?? $).name', { name: 'Ada' }],
    ['items[id and $not(mode = "off")].{ "id": id }', { items: [{ id: 1 }, { id: 2, mode: 'off' }] }],
    ['($n := a; $m := $n & "!"; $m & $n)', { a: 'x' }],
    [
      '($x := a; b[c = $x].{ "v": $x, "n": $count(d[e = $x]) })',
      { a: 1, b: [{ c: 1, d: [{ e: 1 }, null, [1]] }, { c: 2 }] },
    ],
    ['($x := a; b[c = $x].{ "v": $x })', { a: 1, b: [null, [{ c: 1 }]] }],
    ['($x := a; $x := $x & "1"; b.c.($x & $))', { a: 'x', b: [{ c: ['p', 'q'] }, 7] }],
    ['($f := function() { $y }; $y := a; $f())', { a: 'x' }],
    ['($t := $replace(a, /<(\\w+)>/, function($m) { $m.groups[0] & b }); $t & "!")', { a: 'x <y> <z>', b: '-' }],
    ['($t := "1"; $u := $replace(a, /y/, function($m) { $t & $m.match }); $t := "2"; $u & $t)', { a: 'xyy' }],
    ['($t := "1"; $f := function() { $t }; $t := "2"; $replace(a, /y/, $f))', { a: 'xyy' }],
    ['$replace(a, /y/, "[$0]") & $replace(b, /y/, "-") & $replace(c, /y*/, "")', { a: 'xyy', c: 'yx' }],
    ['$replace(a, /y/, function() { 1 })', { a: 'xy' }],
    ['$replace(a, /y/, function() { 1 })', { a: ['x'] }],
    ['$join(a.b, ", ") & $join(c, "-") & $join(d)', { a: [{ b: 'x' }, { b: 'y' }], d: 'z' }],
    ['$join(a, ", ")', { a: [1, 'x'] }],
    [
      '[$substring(a, 1, 1), $substring(b, 1), $substring(a, 0.5), $substring(b, 0, 2)]',
      { a: 'x\ud83d\ude00y', b: 'ab\ud83d\ude00' },
    ],
    ['$distinct($append(a, [b, a]))', { a: [1, 'x', 1], b: 'x' }],
    ['($y := a; b ? ($y := c); $y)', { a: 'x', b: true, c: 'z' }],
    ['($x := nothing; $x ?? a)', { a: 'x' }],
    ['a[$not(b = "x")].{ "c": "d" }', {}],
    ['a[$not(b = "x" & $account.id)]', { a: { b: 'x' } }],
    ['[a * 0, a * -0]', { a: 1 }],
    ['$firstNonEmpty(items.names, "x")', { items: [{ names: [null] }, { names: [] }] }],
    ['(items.names).x', { items: [{ names: [null] }, { names: [] }] }],
    ['(a[true]).b', { a: [null] }],
    ['`__proto__`.constructor', { a: 1 }],
    ['$boolean(1e308 * 10)', {}],
    ['a - "x"', { a: 1 }],
  ])('agrees on %s', (source, input) => {
    expect(outcomeOn('source', source, input)).toBe(outcomeOn('closures', source, input));
  });

  it('asks a filter over nothing about what a variable holds', () => {
    const source = 'a[$given.b = "x"].("found")';
    expect(outcomeOn('source', source, {}, { given: { given: { b: 'x' } } })).toBe('"found"');
  });
});

describe('text of an expression in generated code', () => {
  it('is a literal of the same text, whatever it holds', () => {
    fc.assert(
      fc.property(hostile, text => {
        expect(new Function(`"use strict"; return ${writeText(text)};`)()).toBe(text);
      }),
    );
  });

  it('reads and writes a key that is the same, as data of the object itself', () => {
    fc.assert(
      fc.property(hostile, key => {
        const code = `"use strict"; const made = {}; ${writeProperty('made', key, '7')} return [Object.keys(made), ${readProperty('made', key)}];`;
        const readKey = (object: object, name: string): unknown =>
          Object.hasOwn(object, name) ? Reflect.get(object, name) : undefined;
        expect(new Function('readKey', 'setKey', code)(readKey, setKey)).toEqual([[key], 7]);
      }),
    );
  });
});
