import { describe, expect, it } from 'vitest';
import { evaluate, failureCode } from './evaluate.ts';

describe('what every object inherits', () => {
  it.each([
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'valueOf',
    '`constructor`.constructor',
    '$lookup($, "constructor")',
    '$lookup($, "__proto__")',
    '"x".constructor',
    '[1].length',
    '$string.constructor',
    '(function($x){$x}).constructor',
    '$keys($string)',
    '$uppercase.*',
    '$constructor',
    '$__proto__',
    '$pick($, ["constructor", "__proto__"]).constructor',
  ])('is out of reach: %s', source => {
    expect(evaluate(source, { a: 1 })).toBeUndefined();
  });

  it('is ordinary data when it is a key of the data', () => {
    const input: unknown = JSON.parse('{"__proto__": {"x": 1}, "constructor": 2, "toString": [3]}');
    expect(evaluate('[`__proto__`.x, constructor, toString, $keys($)]', input)).toEqual([
      1,
      2,
      3,
      '__proto__',
      'constructor',
      'toString',
    ]);
  });

  it('cannot be changed by a key of a result', () => {
    const made = evaluate('{ "__proto__": { "polluted": true }, "a": 1 }', {});
    expect([Object.getPrototypeOf(made), Object.keys(Object(made)), Reflect.get({}, 'polluted')]).toEqual([
      Object.prototype,
      ['__proto__', 'a'],
      undefined,
    ]);
    expect(
      Object.keys(Object(evaluate('$merge([{"a": 1}, input])', { input: JSON.parse('{"__proto__": {"x": 1}}') }))),
    ).toEqual(['a', '__proto__']);
  });

  it('does not make a function of data that looks like one', () => {
    expect(failureCode('fake(1)', { fake: { _jsonata_lambda: true, _jsonata_function: true } })).toBe('T1006');
    expect(evaluate('$type(fake)', { fake: { _jsonata_lambda: true } })).toBe('object');
  });
});

describe('the input', () => {
  it('is never written to', () => {
    const input = Object.freeze({
      a: Object.freeze([]),
      b: Object.freeze([Object.freeze({ c: Object.freeze({ d: 1 }) })]),
    });
    expect(
      evaluate('[a{"x": 1}, $ ~> |b.c|{"d": 2}, ["e"]|, $append(a, 1), a[], b[0][], $sort(b), $reverse(b)]', input),
    ).toEqual([{ x: 1 }, { a: [], b: [{ c: { d: 2 } }] }, 1, input.b[0], input.b[0], input.b[0]]);
    expect(input).toEqual({ a: [], b: [{ c: { d: 1 } }] });
  });

  it('is not changed by a transform whose pattern reaches outside its copy', () => {
    const variables = { other: { d: 1 } };
    expect(evaluate('({"a": 1} ~> |$other|{"d": 2}|)', {}, { variables })).toEqual({ a: 1 });
    expect(variables).toEqual({ other: { d: 1 } });
  });
});

describe('a result', () => {
  it('is made of ordinary lists and objects', () => {
    const result = evaluate('{"a": items.n, "b": [items.n], "c": items[]}', { items: [{ n: 1 }, { n: 2 }] });
    expect(result).toStrictEqual({ a: [1, 2], b: [1, 2], c: [{ n: 1 }, { n: 2 }] });
    expect(Reflect.ownKeys(Object(Reflect.get(Object(result), 'a')))).toEqual(['0', '1', 'length']);
  });

  it('cannot be a function, hold one or be an infinite number', () => {
    expect([failureCode('$string'), failureCode('{"f": $string}'), failureCode('1/0')]).toEqual([
      'D4005',
      'D4005',
      'D1001',
    ]);
  });
});

describe('a variable', () => {
  it('is read only when the expression gets to it', () => {
    const read: string[] = [];
    const variables = {
      get lookups(): unknown {
        read.push('lookups');
        return { name: 'Ada' };
      },
      get query(): unknown {
        read.push('query');
        return {};
      },
    };
    expect(evaluate('id ? $lookups.name : $query.name', { id: 1 }, { variables })).toBe('Ada');
    expect(read).toEqual(['lookups']);
  });
});

describe('null', () => {
  const input = { a: null, items: [{ n: 1 }, { n: null }, null, { n: 2 }], nested: { list: [null, 1] } };

  it('reads as nothing unless asked for', () => {
    expect(evaluate('[a, items.n, items[0].n, $exists(a), a = null, a ?? "none", $count(items.n)]', input)).toEqual([
      1,
      2,
      1,
      false,
      false,
      'none',
      2,
    ]);
    expect(evaluate('{"a": a, "b": null}', input)).toEqual({ b: null });
  });

  it('is a value when asked for', () => {
    const around = { options: { nulls: 'present' as const } };
    expect(evaluate('[a, items.n]', input, around)).toEqual([null, 1, null, 2]);
    expect(evaluate('{"a": a}', input, around)).toEqual({ a: null });
  });
});
