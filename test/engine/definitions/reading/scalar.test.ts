import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../../src/engine/definitions/reading/read.ts';

/** The text of the file from where the value's first `@` stands. */
function sourceAtMark(text: string): string {
  const { document } = readDocument('x.yaml', text);
  const value: unknown = Reflect.get(Object(document?.value), 'a');
  const offset = document?.offsetInText(['a'], String(value).indexOf('@')) ?? 0;
  return text.slice(offset, offset + 6);
}

describe('offsetInText', () => {
  it.each([
    ['plain', 'a: some words @here\n'],
    ['plain over lines', 'a: some\n  words\n  and @here\n'],
    ['single quoted', "a: 'it''s \"quoted\" @here'\n"],
    ['double quoted with escapes', 'a: "\\"x\\" \\u0041\\x41\\\\ \\/ @here"\n'],
    ['double quoted over lines', 'a: "some\n  words\n\n  and @here"\n'],
    ['literal block', 'a: |\n  first\n    second\n\n  third @here\n'],
    ['literal block with an indentation mark', 'a: |2-\n    first\n   @here it is\n'],
    ['folded block', 'a: >\n  first\n  second\n\n  third @here\n'],
    ['literal block with a comment after its mark', 'a: | # why\n  first\n  @here it is\n'],
  ])('finds a character of a %s scalar', (_style, text) => {
    expect(sourceAtMark(text)).toMatch(/^@here/);
  });

  it('finds every visible character of any literal block where it was written', () => {
    const line = fc.stringMatching(/^[a-z$().]{1,8}( {1,2}[a-z$().]{1,8}){0,3}$/);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 6 }), (lines, width) => {
        const text = `a: |\n${lines.map(content => ' '.repeat(width) + content).join('\n')}\n`;
        const { document } = readDocument('x.yaml', text);
        const value = `${lines.join('\n')}\n`;
        expect(document?.value).toEqual({ a: value });
        const found = [...value].map((_, at) => text.charAt(document?.offsetInText(['a'], at) ?? 0));
        const visible = (characters: readonly string[]): string[] =>
          characters.filter((_, at) => value.charAt(at).trim() !== '');
        expect(visible(found)).toEqual(visible([...value]));
      }),
    );
  });
});
