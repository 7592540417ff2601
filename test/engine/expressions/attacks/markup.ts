import type { Attack } from './attack.ts';

/** As many signs as a conversion may just be asked for: a few fewer would not be refused, and are converted. */
const html = (name: string, pattern: string, characters: number, ends = 'value'): Attack => ({
  name,
  source: `$length($toHtml($pad("", ${characters}, ${JSON.stringify(pattern)})))`,
  ends,
});

const mrkdwn = (name: string, pattern: string, characters: number, ends = 'value'): Attack => ({
  name,
  source: `$length($toMarkdown($nothing, $pad("", ${characters}, ${JSON.stringify(pattern)}), "mrkdwn"))`,
  ends,
});

/** Rich text blocks within each other, or many side by side. */
function nested(levels: number): unknown {
  let inner: unknown = { type: 'text', text: 'x' };
  for (let level = 0; level < levels; level += 1) inner = { type: 'rich_text_section', elements: [inner] };
  return { type: 'rich_text', elements: [inner] };
}

const styled = {
  type: 'rich_text',
  elements: Array.from({ length: 900 }, () => ({
    type: 'rich_text_section',
    elements: [{ type: 'text', text: '*_~`<', style: { bold: true, italic: true, strike: true, code: true } }],
  })),
};

/** Conversions of markup, near the most that their costs allow: where a reader that looks back takes the square. */
export const markup: readonly Attack[] = [
  html('emphasis that is never closed', '*a ', 22_000),
  html('emphasis of both kinds that is never closed', '*_', 7700),
  html('emphasis within emphasis', '**a *b ', 17_000),
  html('brackets that are never closed', '[', 11_500),
  html('brackets that are closed once too often', ']', 11_500),
  html('links within links', '[a](b', 12_000),
  html('images within links', '![[', 11_500),
  html('links to brackets', '[a](<', 12_000),
  html('titles that are never closed', '[a](b "', 15_000),
  html('code that is never closed, ever longer', '`a``b```c', 16_000),
  html('a row of backticks', '`', 11_500),
  html('strikes that are never closed', '~~a ', 15_000),
  html('elements that are never closed', '<a ', 31_000),
  html('characters by name', '&amp;', 27_000),
  html('backslashes', '\\', 11_500),
  html('quotes within quotes', '>', 11_500),
  html('quotes that begin on every line', '> a\n', 7500),
  html('lists within lists', '- ', 22_000),
  html('lists that begin on every other line', '- a\n  b\n', 8000),
  html('numbered lines', '1) a\n', 9700),
  html('headings by underline', 'a\n=\n', 3900),
  html('fences that are never closed', '```\na\n', 4600),
  html('tables of many columns', '|a', 21_000),
  html('a table of many columns and rows', '|a|b\n|-|-\n', 7000),
  html('definitions of links', '[a]: b\n', 9000),
  html('letters without an end', 'a', 760_000),
  html('spaces without an end', ' ', 390_000),
  html('pairs of letters and spaces', 'a ', 500_000),
  mrkdwn('stars that are never closed', '*a ', 12_000),
  mrkdwn('marks of all kinds', '*_~`', 4900),
  mrkdwn('links that are never closed', '<a|b', 11_500),
  mrkdwn('links within links of a dialect', '<<a|', 8000),
  mrkdwn('mentions without an end', '<@U1>', 9500),
  mrkdwn('quotes of a dialect', '&gt;a\n', 10_000),
  mrkdwn('letters of a dialect without an end', 'a', 760_000),
  {
    name: 'blocks within each other',
    source: '$toMarkdown(blocks, "", "mrkdwn")',
    input: { blocks: nested(40) },
    ends: 'value',
  },
  {
    name: 'blocks with every style',
    source: '$toMarkdown(blocks, "", "mrkdwn")',
    input: { blocks: styled },
    ends: 'value',
  },
  {
    name: 'blocks that lie about what they are',
    source:
      '$toMarkdown({"type": "__proto__", "elements": [{"type": "constructor", "text": {"toString": 1}}]}, "", "mrkdwn")',
    ends: 'value',
  },
  { name: 'conversions by the thousand', source: '[1..10000].$toHtml("*a* [b](c)")', ends: 'fuel' },
  {
    name: 'conversions there and back',
    source: '[1..10000].$toMarkdown($nothing, $toHtml("*a*"), "mrkdwn")',
    ends: 'fuel',
  },
];
