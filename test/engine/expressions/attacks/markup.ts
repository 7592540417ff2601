import type { Attack } from './attack.ts';

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

/** As `html`, over a text of the input. */
const htmlOfInput = (name: string, pattern: string, characters: number, ends = 'fuel'): Attack => ({
  name,
  source: '$length($toHtml($))',
  input: pattern.repeat(Math.ceil(characters / pattern.length)),
  ends,
});

const mrkdwnOfInput = (name: string, pattern: string, characters: number, ends = 'fuel'): Attack => ({
  ...htmlOfInput(name, pattern, characters, ends),
  source: '$length($toMarkdown($nothing, $, "mrkdwn"))',
});

/** Where there is one, labels are looked up. */
const definition = '[a]: b\n\n';

/** What is nested, or repeated, by reference: small to make, and large to walk. */
const doubling = (step: string, levels: number): string =>
  `($f := function($s, $n) { $n = 0 ? $s : $f(${step}, $n - 1) }; $toMarkdown($f({"type": "text", "text": "a"}, ${levels}), "", "mrkdwn"))`;

/** Conversions of markup: where a reader that looks back takes the square, and where much is made of little. */
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
  // Far more than a budget pays for.
  htmlOfInput('emphasis of both kinds without end', '*_', 400_000),
  htmlOfInput('strikes and stars without end', '~~*a ', 400_000),
  htmlOfInput('emphasis that is opened once and closed for ever', '*a* ', 400_000),
  htmlOfInput('a star before and behind everything', '**a**', 400_000),
  htmlOfInput('quotes of the deepest level on every line', `${'>'.repeat(24)} a\n`, 400_000),
  htmlOfInput('lists of the deepest level on every line', `${'- '.repeat(24)}a\n`, 200_000),
  htmlOfInput('rules that are almost lists', `${'* '.repeat(200)}a\n`, 400_000),
  htmlOfInput('signs that are written by name', '"', 500_000),
  htmlOfInput('signs that are written by name in code', '    """"""""\n', 400_000),
  htmlOfInput('a table of one row after another', `|a|b|\n|-|-|\n${'|c|d|\n'.repeat(200)}`, 300_000),
  htmlOfInput('rows under the head of a table that they do not fit', '|a\n|-|-\n', 300_000),
  htmlOfInput(
    'images within images around a long text',
    `${'!['.repeat(1_000)}${'a'.repeat(20_000)}${'](b)'.repeat(1_000)}`,
    26_000,
  ),
  htmlOfInput('addresses that are never closed', `[a](${'b'.repeat(1_000)}`, 400_000),
  htmlOfInput('addresses with signs behind backslashes', `[a](${'\\!'.repeat(500)})`, 900_000),
  htmlOfInput('addresses in angles', '<https://a> ', 900_000),
  htmlOfInput('breaks on every line', 'a  \n', 400_000),
  htmlOfInput('labels that are not defined', `${definition}${'[a][b]'.repeat(50_000)}`, 1),
  htmlOfInput('labels behind backslashes', `${definition}${`${'[\\\\'.repeat(300)}${']'.repeat(300)}`.repeat(250)}`, 1),
  htmlOfInput('labels in capitals that grow', `${definition}${`[${'\u0390'.repeat(900)}]`.repeat(200)}`, 1, 'value'),
  mrkdwnOfInput('marks of all kinds without end', '*a* _b_ ~c~ `d` ', 300_000),
  mrkdwnOfInput('marks within marks within words', '*_~a~_* b', 300_000),
  mrkdwnOfInput('entities without end', '&lt;', 1_000_000),
  mrkdwnOfInput('fences without end', '```a```', 300_000),
  mrkdwnOfInput('line breaks in a fence', `\`\`\`${'\n'.repeat(100_000)}a\`\`\``, 100_007, 'value'),
  mrkdwnOfInput('addresses without end', '<https://a.b|c> ', 600_000),
  mrkdwnOfInput('commands without end', '<!date^0^{date}^https://a|b>', 1_200_000),
  mrkdwnOfInput('line breaks of a dialect', '\n', 1_000_000),
  {
    name: 'blocks that hold each other twice',
    source: doubling('{"type": "rich_text", "elements": [$s, $s]}', 24),
    ends: 'value',
  },
  {
    name: 'objects that hold each other three times',
    source: doubling('{"a": $s, "b": $s, "c": $s}', 24),
    ends: 'value',
  },
  {
    name: 'a block of one leaf a thousand times, a thousand times',
    source:
      '($l := [1..1000].{"a": 1}; $leaf := {"type": "text", "text": "*a*"}; $s := {"type": "rich_text_section", "elements": $l.($leaf)}; $toMarkdown([{"type": "rich_text", "elements": $l.($s)}], "", "mrkdwn"))',
    ends: 'fuel',
  },
  {
    name: 'a long leaf a thousand times',
    source:
      '($leaf := {"type": "text", "text": $pad("", 200000, "a_")}; $toMarkdown([{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [1..1000].($leaf)}]}], "", "mrkdwn"))',
    ends: 'fuel',
  },
  {
    name: 'styles that cannot be written, one within another',
    source:
      '($leaf := {"type": "text", "text": "*.", "style": {"bold": true, "italic": true, "strike": true}}; $plain := {"type": "text", "text": "a"}; $toMarkdown([{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [1..4000].[$leaf, $plain]}]}], "", "mrkdwn"))',
    ends: 'value',
  },
  {
    name: 'a leaf of nothing but line breaks',
    source:
      '$toMarkdown([{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": $pad("", 1000000, "\\n")}]}]}], "", "mrkdwn")',
    ends: 'fuel',
  },
];
