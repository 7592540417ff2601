import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRichText } from '../../../sandbox/slack/text/parse-rich-text.ts';
import { renderMrkdwn } from '../../../sandbox/slack/text/render-mrkdwn.ts';

const text = (value: string, style?: object) => ({
  type: 'text',
  text: value,
  ...(style === undefined ? {} : { style }),
});
const section = (...elements: object[]) => ({ type: 'rich_text_section', elements });

describe('rich text made of what apps post', () => {
  it.each([
    [
      'markdown',
      '**bold** _it_ ~~gone~~ `code *x*`',
      [
        section(
          text('bold', { bold: true }),
          text(' '),
          text('it', { italic: true }),
          text(' '),
          text('gone', { strike: true }),
          text(' '),
          text('code *x*', { code: true }),
        ),
      ],
    ],
    ['markdown', '**_both_**', [section(text('both', { bold: true, italic: true }))]],
    [
      'markdown',
      'snake_case 2 * 3 * 4 \\*no\\*',
      [section(text('snake_case 2 * 3 * 4 '), text('*'), text('no'), text('*'))],
    ],
    [
      'markdown',
      '[here](https://example.com/?a=1&b=2)',
      [section({ type: 'link', url: 'https://example.com/?a=1&b=2', text: 'here' })],
    ],
    [
      'markdown',
      '# Head\n1. a\n2. b',
      [
        section(text('Head', { bold: true })),
        {
          type: 'rich_text_list',
          style: 'ordered',
          indent: 0,
          border: 0,
          elements: [section(text('a')), section(text('b'))],
        },
      ],
    ],
    [
      'markdown',
      'a\n```js\nx < y\n```',
      [section(text('a')), { type: 'rich_text_preformatted', elements: [text('x < y')], border: 0 }],
    ],
    ['mrkdwn', '*bold* 5 &lt; 6 &amp; 7', [section(text('bold', { bold: true }), text(' 5 < 6 & 7'))]],
    [
      'mrkdwn',
      '<@U1> <#C1|general> <!here> <!subteam^S1|@team>',
      [
        section(
          { type: 'user', user_id: 'U1' },
          text(' '),
          { type: 'channel', channel_id: 'C1' },
          text(' '),
          { type: 'broadcast', range: 'here' },
          text(' '),
          { type: 'usergroup', usergroup_id: 'S1' },
        ),
      ],
    ],
    [
      'mrkdwn',
      '&gt; said\n:tada: 10:30:00',
      [
        { type: 'rich_text_quote', elements: [text('said')] },
        section({ type: 'emoji', name: 'tada', unicode: '1f389' }, text(' 10:30:00')),
      ],
    ],
    ['markdown', '# ', [section(text('\n'))]],
    ['mrkdwn', '- no list here', [section(text('- no list here'))]],
  ] as const)('reads %s %j', (dialect, source, expected) => {
    expect(parseRichText(source, dialect)).toEqual(expected);
  });

  it('keeps every character of plain text', () => {
    const plain = fc.string({ unit: fc.constantFrom('a', 'é', '日', ' ', '1', '.', ','), minLength: 1 });
    fc.assert(
      fc.property(plain, source => {
        expect(parseRichText(source, 'mrkdwn')).toEqual([section(text(source))]);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it('takes any text in either dialect and leaves no group empty', () => {
    const nasty = fc.string({
      unit: fc.constantFrom('*', '_', '~', '`', '<', '>', '[', '](', '|', '\n', '#', '-', ' ', 'a', '&lt;', '@U1'),
    });
    fc.assert(
      fc.property(nasty, fc.constantFrom('mrkdwn' as const, 'markdown' as const), (source, dialect) => {
        const groups = parseRichText(source, dialect);
        expect(groups.every(group => group.elements.length > 0)).toBe(true);
        expect(typeof renderMrkdwn(groups)).toBe('string');
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});
