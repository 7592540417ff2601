import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PatchbayError } from '../../src/errors.ts';
import { parseQueryString } from '../../src/http/query-string.ts';

describe('parseQueryString', () => {
  it.each([
    ['', {}],
    ['&&', {}],
    ['a=1', { a: '1' }],
    ['a', { a: '' }],
    ['a=', { a: '' }],
    ['a=b=c', { a: 'b=c' }],
    ['created_at[gt]=2025-01-01T00:00:00Z&created_at[lt]=x', { created_at: { gt: '2025-01-01T00:00:00Z', lt: 'x' } }],
    ['channel%5Bid%5D=C1', { channel: { id: 'C1' } }],
    ['a[b][c]=1', { a: { b: { c: '1' } } }],
    ['q=a+b%2Bc%26d', { q: 'a b+c&d' }],
    ['q=%E2%9C%93', { q: '✓' }],
    ['metadata[crm.id]=7&metadata[a-b]=8', { metadata: { 'crm.id': '7', 'a-b': '8' } }],
    ['hasOwnProperty=1&toString=2', { hasOwnProperty: '1', toString: '2' }],
  ])('reads %s', (text, expected) => {
    expect(parseQueryString(text)).toEqual(expected);
  });

  it.each([
    ['a=1&a=2', 'a', 'is given more than once', '/a'],
    ['a[b]=1&a[b]=2', 'a[b]', 'is given more than once', '/a/b'],
    ['a=1&a[b]=2', 'a[b]', 'is given once as a value and once with brackets', '/a/b'],
    ['a[b]=2&a=1', 'a', 'is given once as a value and once with brackets', '/a'],
    ['a[]=1', 'a[]', 'is a list, which no parameter is; write a,b for several values', '/a[]'],
    ['a[b=1', 'a[b', 'has brackets that do not close, or text after them', '/a[b'],
    ['a[b]c=1', 'a[b]c', 'has brackets that do not close, or text after them', '/a[b]c'],
    ['a[[b]]=1', 'a[[b]]', 'has brackets that do not close, or text after them', '/a[[b]]'],
    ['[a]=1', '[a]', 'is not a name a parameter can have', '//a'],
    ['=1', '', 'is not a name a parameter can have', '/'],
    ['a b=1', 'a b', 'is not a name a parameter can have', '/a b'],
    ['__proto__[x]=1', '__proto__[x]', 'is not a name a parameter can have', '/__proto__/x'],
    ['a[__proto__]=1', 'a[__proto__]', 'is not a name a parameter can have', '/a/__proto__'],
    [
      'constructor[prototype][x]=1',
      'constructor[prototype][x]',
      'is not a name a parameter can have',
      '/constructor/prototype/x',
    ],
    ['a[b][c][d]=1', 'a[b][c][d]', 'is nested deeper than 3 levels', '/a/b/c/d'],
    ['a=%E2%9C', 'a', 'holds an escape that is not valid UTF-8', '/a'],
    ['a=x%00', 'a', 'holds a NUL character', '/a'],
    ['a=%zz', 'a', 'holds an escape that is not valid UTF-8', '/a'],
  ])('refuses %s', (text, name, what, pointer) => {
    expect(() => parseQueryString(text)).toThrow(
      new PatchbayError('REQUEST_INVALID', `The query parameter "${name}" ${what}.`, {
        errors: [{ pointer, message: what }],
      }),
    );
  });

  it('refuses too many parameters, and a value that is too long', () => {
    expect(() => parseQueryString(Array.from({ length: 101 }, (_, index) => `a${index}=1`).join('&'))).toThrow(
      new PatchbayError('REQUEST_INVALID', 'The query has 101 parameters; at most 100 are read.'),
    );
    expect(() => parseQueryString(`a=${'x'.repeat(8_193)}`)).toThrow(
      new PatchbayError('REQUEST_INVALID', 'The query parameter "a" is longer than 8192 characters.', {
        errors: [{ pointer: '/a', message: 'is longer than 8192 characters' }],
      }),
    );
  });

  it('gives back every value that was encoded, under its own name', () => {
    const name = fc
      .stringMatching(/^[a-z][a-z0-9_]{0,8}$/)
      .filter(text => text !== 'constructor' && text !== 'prototype');
    const query = fc.dictionary(
      name,
      fc.dictionary(name, fc.string({ unit: 'grapheme' }), { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
      {
        maxKeys: 5,
        noNullPrototype: true,
      },
    );
    fc.assert(
      fc.property(query, nested => {
        const text = Object.entries(nested)
          .flatMap(([outer, inner]) =>
            Object.entries(inner).map(([key, value]) => `${outer}[${key}]=${encodeURIComponent(value)}`),
          )
          .join('&');
        expect(parseQueryString(text)).toEqual(nested);
      }),
    );
  });

  it('answers or refuses any text, and never touches a prototype', () => {
    const piece = fc.constantFrom(
      'a',
      '[',
      ']',
      '=',
      '&',
      '%',
      '+',
      '__proto__',
      'constructor',
      '[]',
      '[b]',
      '%5B',
      '%00',
      '.',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), pieces => {
        try {
          parseQueryString(pieces.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(PatchbayError);
        }
        expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('a');
      }),
      { numRuns: 2_000 },
    );
  });
});
