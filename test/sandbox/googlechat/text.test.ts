import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarkup } from '../../../sandbox/googlechat/text/parse-markup.ts';
import { marksOf, renderMarkup, renderPlain } from '../../../sandbox/googlechat/text/render-markup.ts';

const nameOf = (user: string): string | undefined => (user === 'users/1' ? 'Zoë Kim' : undefined);

describe('the text of a message', () => {
  it('is read from Markdown and written as Chat syntax', () => {
    const content = parseMarkup('**b** *i* ~~s~~ `c` [t](https://x.example/a) <users/1>\n- one', 'markdown', nameOf);
    expect(renderPlain(content)).toBe('b i s c t @Zoë Kim\n• one');
    expect(renderMarkup(content, 'chat')).toBe('*b* _i_ ~s~ `c` <https://x.example/a|t> <users/1>\n* one');
  });

  it('is read from Chat syntax and written as Markdown', () => {
    const content = parseMarkup('*b* _i_ ~s~ ```x < y``` <https://x.example/a|t> <users/2>', 'chat', nameOf);
    expect(renderPlain(content)).toBe('b i s x < y t <users/2>');
    expect(renderMarkup(content, 'markdown')).toBe(
      '**b** *i* ~~s~~ ```\nx < y\n``` [t](https://x.example/a) \\<users/2>',
    );
  });

  it('tells where mentions and links stand in the plain text', () => {
    const content = parseMarkup('Hi <users/1>, see https://x.example', 'chat', nameOf);
    expect(
      marksOf(content).map(({ startIndex, length }) => renderPlain(content).slice(startIndex, startIndex + length)),
    ).toEqual(['@Zoë Kim', 'https://x.example']);
  });

  it('survives as Markdown whatever characters it has', () => {
    const characters = fc.constantFrom(
      '*',
      '_',
      '~',
      '`',
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      '\\',
      ' ',
      'a',
      '1',
      'é',
      '🎉',
    );
    fc.assert(
      fc.property(fc.string({ unit: characters, minLength: 1 }), text => {
        const written = renderMarkup([{ kind: 'text', text }], 'markdown');
        expect(parseMarkup(written, 'markdown', nameOf)).toEqual([{ kind: 'text', text }]);
      }),
      { numRuns: 1000 },
    );
  });
});
