import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { literalOpening } from '../../../src/engine/expressions/patterns/literal-opening.ts';
import { parsePattern } from '../../../src/engine/expressions/patterns/parse-pattern.ts';
import { evaluate } from './evaluate.ts';

describe('the text that every match begins with', () => {
  it.each([
    [String.raw`<(users\/[^<>\s]+)>`, '<users/'],
    ['abc', 'abc'],
    ['a(b(c|d)e)f', 'ab'],
    ['(?:ab)c+', 'ab'],
    ['ab?', 'a'],
    ['a|b', ''],
    ['^ab', ''],
    ['[ab]c', ''],
    ['[a]c', 'ac'],
    ['😀a', ''],
    ['', ''],
  ])('of /%s/ is "%s"', (source, opening) => {
    expect(literalOpening(parsePattern(source, false))).toBe(opening);
  });

  it('leads to the matches that the platform finds', () => {
    const texts = fc.stringMatching(/^[<>u/x ]{0,30}$/).map(text => text.replaceAll('u', '<users/'));
    fc.assert(
      fc.property(texts, text => {
        const replaced = evaluate(String.raw`$replace(text, /<(users\/[^<>\s]+)>/, "[$1]")`, { text });
        expect(replaced).toBe(text.replace(/<(users\/[^<>\s]+)>/g, '[$1]'));
      }),
      { numRuns: 2_000 },
    );
  });
});
