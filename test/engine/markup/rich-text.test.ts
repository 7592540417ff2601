import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toMarkdown } from '../../../src/engine/markup/to-markdown.ts';

const markdown = (...elements: readonly unknown[]) => toMarkdown({ type: 'rich_text', elements }, undefined, 'mrkdwn');
const section = (...elements: readonly unknown[]) => ({ type: 'rich_text_section', elements });
const text = (words: string, style?: Record<string, boolean>) => ({
  type: 'text',
  text: words,
  ...(style ? { style } : {}),
});
const list = (style: string, indent: number, ...items: readonly string[]) => ({
  type: 'rich_text_list',
  style,
  indent,
  elements: items.map(item => section(text(item))),
});

describe('toMarkdown of rich text blocks', () => {
  it('prefers the blocks to the text, and takes the text where they say nothing', () => {
    const empty = [{ type: 'rich_text', elements: [] }];
    expect(toMarkdown([{ type: 'rich_text', elements: [section(text('from blocks'))] }], 'from text', 'mrkdwn')).toBe(
      'from blocks',
    );
    expect(toMarkdown(empty, 'from text', 'mrkdwn')).toBe('from text');
    expect(toMarkdown(empty, undefined, 'mrkdwn')).toBe(undefined);
  });

  it('writes styles, alone and together', () => {
    expect(
      markdown(
        section(
          text('plain '),
          text('bold', { bold: true }),
          text(' and '),
          text('all', { bold: true, italic: true, strike: true }),
          text(' and '),
          text('code * here', { code: true }),
          text(' and '),
          text('bold code', { code: true, bold: true }),
        ),
      ),
    ).toBe('plain **bold** and ~~**_all_**~~ and `code * here` and **`bold code`**');
  });

  it('writes an outer style once around inner ones', () => {
    expect(
      markdown(
        section(
          text('one ', { bold: true }),
          text('two', { bold: true, italic: true }),
          text(' three', { bold: true }),
        ),
      ),
    ).toBe('**one _two_ three**');
  });

  it('leaves spaces outside of the marks', () => {
    expect(
      markdown(section(text('a'), text(' b ', { bold: true }), text('c'), text('  ', { italic: true }), text('d'))),
    ).toBe('a **b** c  d');
  });

  it('marks within a word where Markdown can, and only there', () => {
    expect(markdown(section(text('un'), text('believ', { bold: true }), text('able')))).toBe('un**believ**able');
    expect(markdown(section(text('un'), text('believ', { italic: true }), text('able')))).toBe('un*believ*able');
    expect(markdown(section(text('a'), text('(b)', { bold: true }), text('c')))).toBe('a(b)c');
  });

  it('joins neighbours of one style', () => {
    expect(markdown(section(text('a', { bold: true }), text('b', { bold: true })))).toBe('**ab**');
  });

  it('writes links, mentions, emoji, dates and colours', () => {
    expect(
      markdown(
        section(
          { type: 'link', url: 'https://a.example/x', text: 'the log', style: { bold: true } },
          text(' '),
          { type: 'link', url: 'https://a.example/' },
          text(' '),
          { type: 'user', user_id: 'U061F7AUR' },
          text(' '),
          { type: 'channel', channel_id: 'C012AB3CD' },
          text(' '),
          { type: 'usergroup', usergroup_id: 'S0614TZR7' },
          text(' '),
          { type: 'broadcast', range: 'here' },
          text(' '),
          { type: 'emoji', name: 'thumbsup', unicode: '1f44d-1f3fd' },
          { type: 'emoji', name: 'party_parrot' },
          { type: 'emoji', name: 'wave', skin_tone: 3 },
          text(' '),
          { type: 'date', timestamp: 1392734382, format: '{date_num}', fallback: '2014-02-18' },
          text(' '),
          { type: 'date', timestamp: 1392734382, format: '{date_num}' },
          text(' '),
          { type: 'color', value: '#F405B3' },
        ),
      ),
    ).toBe(
      '**[the log](https://a.example/x)** <https://a.example/> @U061F7AUR #C012AB3CD @S0614TZR7 @here \u{1f44d}\u{1f3fd}:party_parrot::wave::skin-tone-3: 2014-02-18 2014-02-18T14:39:42.000Z #F405B3',
    );
  });

  it('nests lists by their indent and goes on counting from their offset', () => {
    expect(
      markdown(
        section(text('Plan:')),
        list('ordered', 0, 'one', 'two'),
        list('bullet', 1, 'inner'),
        list('bullet', 2, 'innermost'),
        { ...list('ordered', 0, 'three'), offset: 2 },
        section(text('Done.')),
      ),
    ).toBe('Plan:\n\n1. one\n2. two\n   - inner\n     - innermost\n3. three\n\nDone.');
  });

  it('puts an item whose parent is missing on the deepest list there is', () => {
    expect(markdown(list('bullet', 5, 'deep'), list('bullet', 7, 'deeper'))).toBe('- deep\n  - deeper');
  });

  it('keeps the lines of an item together', () => {
    expect(markdown(list('bullet', 0, 'first\nsecond', '# not a heading'))).toBe(
      '- first\\\n  second\n- \\# not a heading',
    );
  });

  it('quotes, with a blank line kept inside', () => {
    expect(markdown({ type: 'rich_text_quote', elements: [text('one\n\ntwo')] }, section(text('after')))).toBe(
      '> one\n>\n> two\n\nafter',
    );
  });

  it('quotes a list that has a border', () => {
    expect(markdown({ ...list('bullet', 0, 'a', 'b'), border: 1 })).toBe('> - a\n> - b');
  });

  it('fences preformatted text with its language, longer than any fence inside', () => {
    expect(
      markdown({ type: 'rich_text_preformatted', language: 'ts', elements: [text('const a = `x`;\n```\n')] }),
    ).toBe('````ts\nconst a = `x`;\n```\n````');
    expect(markdown({ type: 'rich_text_preformatted', language: 'x y`', elements: [text('a')] })).toBe('```\na\n```');
  });

  it('shows a link without an address that is safe to open as its text', () => {
    expect(markdown(section({ type: 'link', url: 'java\nscript:alert(1)', text: 'press' }))).toBe('press');
  });

  it('takes a tree of any kind without failing', () => {
    const leaf = fc.record(
      {
        type: fc.constantFrom(
          'text',
          'link',
          'user',
          'emoji',
          'date',
          'rich_text_section',
          'rich_text_list',
          'rich_text_quote',
          'other',
        ),
        text: fc.oneof(fc.string(), fc.jsonValue()),
        url: fc.oneof(fc.webUrl(), fc.jsonValue()),
        unicode: fc.oneof(fc.constant('1f44d'), fc.constant('d800-ffffff'), fc.jsonValue()),
        timestamp: fc.oneof(fc.double(), fc.jsonValue()),
        style: fc.oneof(
          fc.dictionary(fc.constantFrom('bold', 'italic', 'strike', 'code'), fc.boolean()),
          fc.jsonValue(),
        ),
        indent: fc.oneof(fc.double(), fc.integer()),
        offset: fc.oneof(fc.double(), fc.integer()),
        elements: fc.jsonValue(),
      },
      { requiredKeys: ['type'] },
    );
    const element = fc.record({
      type: fc.constantFrom('rich_text_section', 'rich_text_list', 'rich_text_quote', 'rich_text_preformatted'),
      elements: fc.array(leaf),
      indent: fc.integer(),
    });
    fc.assert(
      fc.property(
        fc.oneof(fc.jsonValue(), fc.record({ elements: fc.array(fc.oneof(element, fc.jsonValue())) })),
        blocks => {
          expect(['string', 'undefined']).toContain(typeof toMarkdown(blocks, undefined, 'mrkdwn'));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('walks known levels alone, however deep the tree', () => {
    let deep: unknown = text('bottom');
    for (let level = 0; level < 100_000; level++) deep = { type: 'rich_text_section', elements: [deep] };
    expect(markdown(deep, section(text('top')))).toBe('top');
  });
});
