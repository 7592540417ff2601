import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileTemplate } from '../../../src/engine/templates/compile.ts';
import { PatchbayError } from '../../../src/errors.ts';
import { broken, refused, rendered, scope } from './template-cases.ts';

describe.each(['direct', 'library'] as const)('compileTemplate, %s reader', reader => {
  it.each(rendered)('renders %s (%s) as %s', (source, encode, expected) => {
    expect(compileTemplate(source, { encode, reader }).render(scope)).toBe(expected);
  });

  it.each(refused)('refuses the values of %s (%s)', (source, encode, message) => {
    const template = compileTemplate(source, { encode, reader });
    expect(() => template.render(scope)).toThrow(new PatchbayError('REQUEST_INVALID', message));
  });

  it('keeps every value inside its segment, whatever it is', () => {
    const template = compileTemplate('/a/{{ x }}/{{ y }}', { encode: 'path', reader });
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.string({ unit: 'binary', minLength: 1 }),
        (x, y) => {
          fc.pre(![x, y].some(value => /^\.{1,2}$/.test(value)));
          const url = new URL(template.render({ x, y }), 'https://chat.example');
          expect(url.pathname.split('/').map(decodeURIComponent)).toEqual(['', 'a', x, y]);
          expect(url.href).toBe(`https://chat.example${url.pathname}`);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('compileTemplate', () => {
  it.each(broken)('refuses %s (%s) with %s', (source, encode, code, message, position, token) => {
    expect(failureOf(() => compileTemplate(source, { encode }))).toEqual({ code, message, facts: { position, token } });
  });

  it('lists the names a template reads, once each', () => {
    const template = compileTemplate('{{ a.b | append: c.d | append: a.e }}-{{ f }}', { encode: 'raw' });
    expect(template.reads).toEqual(['a', 'c', 'f']);
  });

  it('refuses a name that is not available, and says which are', () => {
    const names = new Set(['account', 'credential']);
    expect(failureOf(() => compileTemplate('/a/{{ acount.team }}', { encode: 'path', names }))).toEqual({
      code: 'EXPRESSION_INVALID',
      message: 'There is no "acount" for `{{ acount.team }}`; there are account, credential.',
      facts: { position: 3, token: 'acount.team' },
    });
  });

  it('finds a name in the argument of a filter', () => {
    const names = new Set(['account']);
    expect(failureOf(() => compileTemplate('{{ account.a | append: env.b }}', { encode: 'raw', names }))).toEqual({
      code: 'EXPRESSION_INVALID',
      message: 'There is no "env" for `{{ account.a | append: env.b }}`; there are account.',
      facts: { position: 0, token: 'account.a | append: env.b' },
    });
  });

  it('refuses dot segments that come about by joining', () => {
    const template = compileTemplate('/a/.{{ x }}/b', { encode: 'path' });
    expect(() => template.render({ x: '%2e' })).not.toThrow();
    const joined = compileTemplate('/a/{{ x | slice: 0 }}{{ x | append: "" }}', { encode: 'path' });
    expect(joined.render({ x: 'b' })).toBe('/a/bb');
    expect(compileTemplate('/a/%2e{{ x }}', { encode: 'path' }).render({ x: 'c' })).toBe('/a/%2ec');
    expect(failureOf(() => compileTemplate('/a/{{ x }}/../b', { encode: 'path' }).render({ x: 'c' }))).toEqual({
      code: 'REQUEST_INVALID',
      message: 'A value makes a segment "." or ".." in the path `/a/{{ x }}/../b`; that is not allowed.',
      facts: {},
    });
  });

  it('refuses what a filter makes too large, without quoting it', () => {
    const template = compileTemplate('{{ x | replace: "a", x }}', { encode: 'raw' });
    expect(failureOf(() => template.render({ x: 'a'.repeat(100_000) }))).toEqual({
      code: 'REQUEST_INVALID',
      message: '`{{ x | replace: "a", x }}` goes beyond the limits of a template for the values given.',
      facts: {},
    });
  });

  it('refuses a template that is too long', () => {
    expect(failureOf(() => compileTemplate('x'.repeat(8_193), { encode: 'raw' }))).toEqual({
      code: 'EXPRESSION_SYNTAX',
      message: 'The template has 8193 characters; at most 8192 are allowed.',
      facts: { position: 0, token: 'xxxxxxxxxxxxxxxxxxxx' },
    });
  });
});

function failureOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof PatchbayError)) throw error;
    return { code: error.code, message: error.message, facts: error.facts };
  }
}
