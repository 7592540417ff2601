import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toMarkdown } from '../../../src/engine/markup/to-markdown.ts';

const markdown = (text: string) => toMarkdown(undefined, text, 'mrkdwn');

describe('toMarkdown of mrkdwn', () => {
  it.each([
    ['plain words', 'plain words'],
    ['', ''],
    ['*bold* _italic_ ~struck~', '**bold** _italic_ ~~struck~~'],
    ['*_both_* and _*both*_', '**_both_** and **_both_**'],
    ['(*in brackets*)', '(**in brackets**)'],
    ['`a * b` and ``', '`a * b` and \\`\\`'],
    ['`let x = 1 &amp;&amp; 2`', '`let x = 1 && 2`'],
  ])('turns the styles of %j into Markdown', (text, expected) => {
    expect(markdown(text)).toBe(expected);
  });

  it.each([
    ['a*b*c', 'a\\*b\\*c'],
    ['2 * 3 * 4', '2 \\* 3 \\* 4'],
    ['* not bold*', '\\* not bold\\*'],
    ['*open', '\\*open'],
    ['*over\nlines*', '\\*over\\\nlines\\*'],
    ['*crossing _marks* here_', '**crossing \\_marks** here\\_'],
    ['**doubled**', '\\*\\*doubled\\*\\*'],
    ['"quoted*"*word', '"quoted\\*"\\*word'],
  ])('leaves the signs of %j as text', (text, expected) => {
    expect(markdown(text)).toBe(expected);
  });

  it.each([
    ['# no heading', '\\# no heading'],
    ['#channel', '#channel'],
    ['1. no list\n2) either', '1\\. no list\\\n2\\) either'],
    ['- no list\n+ either', '\\- no list\\\n\\+ either'],
    ['-5 degrees', '-5 degrees'],
    ['title\n===', 'title\\\n\\==='],
    ['title\n---', 'title\\\n\\---'],
    ['a | b\n--- | ---', 'a | b\\\n\\--- | ---'],
    ['    not code', 'not code'],
    ['[no](link) ![no](image)', '\\[no\\](link) !\\[no\\](image)'],
    ['&lt;b&gt; &amp;copy; C:\\temp', '\\<b> &amp;copy; C:\\\\temp'],
    ['1 &lt; 2 &amp; 3 &gt; 2', '1 < 2 & 3 > 2'],
    ['snake_case_name :white_check_mark:', 'snake_case_name :white_check_mark:'],
    ['~~~\n_ _', '\\~\\~\\~\\\n\\_ \\_'],
  ])('escapes in %j what Markdown would read as markup', (text, expected) => {
    expect(markdown(text)).toBe(expected);
  });

  it.each([
    ['<https://a.example>', '<https://a.example>'],
    ['<https://a.example/?a=1&amp;b=2|the *log*>', '[the \\*log\\*](https://a.example/?a=1&b=2)'],
    ['*<https://a.example|bold>*', '**[bold](https://a.example)**'],
    ['<https://a.example/(x)|x>', '[x](https://a.example/\\(x\\))'],
    ['<mailto:ada@example.com|ada@example.com>', '[ada@example.com](mailto:ada@example.com)'],
    ['<javascript:alert(1)|press>', 'press'],
    ['<not a link>', '\\<not a link>'],
    ['<unfinished', '\\<unfinished'],
  ])('reads the address in %j', (text, expected) => {
    expect(markdown(text)).toBe(expected);
  });

  it.each([
    ['<@U061F7AUR>', '@U061F7AUR'],
    ['<@U061F7AUR|ada>', '@ada'],
    ['<#C012AB3CD|general> <#C012AB3CD>', '#general #C012AB3CD'],
    ['<!here> <!channel> <!everyone>', '@here @channel @everyone'],
    ['<!subteam^S0614TZR7|@platform> <!subteam^S0614TZR7>', '@platform @S0614TZR7'],
    ['<!date^1392734382^{date_num}|18 Feb 2014>', '18 Feb 2014'],
    ['<!date^1392734382^{date_num}^https://a.example|18 Feb 2014>', '[18 Feb 2014](https://a.example)'],
  ])('makes the reference %j readable', (text, expected) => {
    expect(markdown(text)).toBe(expected);
  });

  it('keeps line breaks and parts paragraphs at blank lines', () => {
    expect(markdown('one\ntwo\n\n\n\nthree\n')).toBe('one\\\ntwo\n\nthree');
  });

  it('quotes the lines that begin with the sign, escaped or not', () => {
    expect(markdown('said:\n&gt; first\n> second\nover')).toBe('said:\n\n> first\\\n> second\n\nover');
  });

  it('quotes everything behind three signs, code included', () => {
    expect(markdown('&gt;&gt;&gt;all\nof ```it``` too')).toBe('> all\\\n> of\n>\n> ```\n> it\n> ```\n>\n> too');
  });

  it('fences code, with nothing in it escaped', () => {
    expect(markdown('see ```\nif (a &lt; b) *x* = <https://a.example>;\n``` there')).toBe(
      'see\n\n```\nif (a < b) *x* = https://a.example;\n```\n\nthere',
    );
  });

  it('answers nothing for a dialect it does not know', () => {
    expect(toMarkdown(undefined, 'text', 'wikitext')).toBe(undefined);
  });

  it('keeps every letter and digit, whatever the signs around them', () => {
    const letters = (text: string) => text.replace(/[^a-z0-9]/g, '');
    const text = fc.string({ unit: fc.constantFrom(...'ab1 *_~`#+-=.()[]!|\\\n'), maxLength: 200 });
    fc.assert(
      fc.property(text, input => {
        expect(letters(markdown(input) ?? '')).toBe(letters(input));
      }),
      { numRuns: 2000 },
    );
  });

  it('reads back as the same text where the text has no markup', () => {
    const words = fc.string({
      unit: fc.constantFrom(...'ab1 (),.:;!?"\'#+-=|\\[]^$%/@{}'),
      minLength: 1,
      maxLength: 80,
    });
    fc.assert(
      fc.property(words, input => {
        const unescaped = (markdown(input) ?? '').replace(/\\([!-/:-@[-`{-~])/g, '$1');
        expect(unescaped).toBe(input.trim());
      }),
      { numRuns: 2000 },
    );
  });

  it('answers text for any text, at most twelve times as long', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(text, input => {
        const result = markdown(input);
        expect(typeof result).toBe('string');
        expect((result ?? '').length).toBeLessThanOrEqual(12 * input.length + 12);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['unclosed references', '<'.repeat(100_000), 100_000],
    ['nested references', '<'.repeat(50_000) + '>', 50_001],
    ['single underscores', '_'.repeat(100_000), 200_000],
    ['backticks', '`'.repeat(99_999), 199_998],
    ['ampersands', '&'.repeat(100_000), 100_000],
    ['brackets', '['.repeat(100_000), 200_000],
    ['spaces', `a${' '.repeat(100_000)}b`, 100_002],
    ['digits', '1'.repeat(100_000), 100_000],
    ['blank lines', '\n'.repeat(100_000), 0],
    ['openings without an end', '*a '.repeat(33_333), 133_331],
  ])('takes 100,000 characters of %s', (_, text, length) => {
    expect(markdown(text)?.length).toBe(length);
  });
});
