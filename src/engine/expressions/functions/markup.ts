import { codeElements, markdownToHtml } from '../../markup/markdown/to-html.ts';
import { knownDialects, toMarkdown } from '../../markup/to-markdown.ts';
import { Fault } from '../fault.ts';
import { spendGrowth } from '../budget.ts';
import type { FunctionDefinition } from '../expression.ts';

/**
 * Fuel for a character that may be markup, and for one of the blocks with what it holds: each takes about a microsecond.
 * No clock is looked at while a text is converted, so that this is what bounds the time. It is no more than that takes,
 * as code that is quoted whole is a third of signs.
 */
const fuelPerSign = 32;

/** The same of a `*`, `_` or `~`, which may begin or end what is emphasised, by what it is read as. */
const fuelPerMark = { markdown: 48, dialect: 96 } as const;

/** Fuel for a line of Markdown, which may begin several blocks. */
const fuelPerLine = 128;

/** Letters and digits for one unit of fuel; a blank, which may end a word or begin a line, takes one itself. */
const lettersPerUnit = 2;

/** Blocks are never nested deeper than this. */
const deepestBlock = 20;

/** What converting a text, or blocks with their texts, takes. */
function markupCost(value: unknown, depth: number): number {
  if (typeof value === 'string') return textMarkupCost(value);
  if (typeof value !== 'object' || value === null || depth > deepestBlock) return 0;
  let fuel = fuelPerSign;
  if (Array.isArray(value)) for (const inner of value) fuel += markupCost(inner, depth + 1);
  else for (const key in value) fuel += markupCost(Reflect.get(value, key), depth + 1);
  return fuel;
}

function textMarkupCost(text: string, read: keyof typeof fuelPerMark = 'markdown'): number {
  let [signs, marks, blanks] = [0, 0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x20) blanks += 1;
    else if (code === 0x2a || code === 0x5f || code === 0x7e) marks += 1;
    else if (isSign(code)) signs += 1;
  }
  const letters = text.length - signs - marks - blanks;
  return signs * fuelPerSign + marks * fuelPerMark[read] + blanks + Math.ceil(letters / lettersPerUnit);
}

/** Everything but letters, digits and what stands between them, roughly. */
const isSign = (code: number): boolean =>
  code < 0x80 && !(code >= 0x61 && code <= 0x7a) && !(code >= 0x41 && code <= 0x5a) && !isDigitOrStop(code);

const isDigitOrStop = (code: number): boolean => code === 0x2e || code === 0x2c || (code >= 0x30 && code <= 0x39);

const toMarkdownFunction: FunctionDefinition = {
  name: 'toMarkdown',
  summary:
    'Text as Markdown (CommonMark with strikethrough): from rich text blocks where they say anything, otherwise from text in a markup dialect. Mentions become `@name`, or `@` and the id where no name is given.',
  parameters: [
    { name: 'blocks', type: 'array', description: 'Rich text blocks; one, several or nothing.', optional: true },
    {
      name: 'text',
      type: 'string',
      description: 'The same in the dialect; nothing: only the blocks count.',
      optional: true,
    },
    { name: 'dialect', type: 'string', description: 'How `text` is marked up: `mrkdwn`.' },
  ],
  examples: [
    {
      expression: '$toMarkdown($nothing, text, "mrkdwn")',
      input: { text: '*Done*, see <https://ci.example.com|the log>' },
      result: '**Done**, see [the log](https://ci.example.com)',
    },
    { expression: '$toMarkdown($nothing, "1 &lt; 2 * 3", "mrkdwn")', result: '1 < 2 \\* 3' },
    {
      expression: '$toMarkdown(blocks, text, "mrkdwn")',
      input: {
        text: 'ignored',
        blocks: {
          type: 'rich_text',
          elements: [
            { type: 'rich_text_section', elements: [{ type: 'text', text: 'hello', style: { italic: true } }] },
          ],
        },
      },
      result: '_hello_',
    },
    { expression: '$toMarkdown($nothing, "", "mrkdwn")', result: '' },
    { expression: '$toMarkdown($nothing, $nothing, "mrkdwn")' },
  ],
  cost: ([blocks, text]) =>
    markupCost(blocks, 0) + (typeof text === 'string' ? textMarkupCost(text, 'dialect') : markupCost(text, 0)),
  implementation: ([blocks, text, dialect], { budget }) => {
    if (typeof dialect !== 'string' || !knownDialects().includes(dialect)) {
      throw new Fault('D4008', { value: dialect, type: knownDialects().join(', ') });
    }
    const markdown = toMarkdown(blocks, typeof text === 'string' ? text : undefined, dialect);
    if (markdown !== undefined) spendGrowth(budget, markdown.length);
    return markdown;
  },
};

const toHtmlFunction: FunctionDefinition = {
  name: 'toHtml',
  summary:
    "Markdown (CommonMark with GitHub's tables and strikethrough) as a fragment of HTML with a closed list of elements. HTML in the Markdown is text, a link leads to http, https, mailto or tel, and an image becomes a link to it.",
  parameters: [
    { name: 'markdown', type: 'string', description: 'The text.', optional: true },
    {
      name: 'code',
      type: 'string',
      description:
        'The element that blocks of code stand in: `pre` (when left out), or `codeblock` with the language as its class.',
      optional: true,
    },
  ],
  examples: [
    {
      expression: '$toHtml("**Done**, see [the log](https://ci.example.com)")',
      result: '<p><strong>Done</strong>, see <a href="https://ci.example.com">the log</a></p>',
    },
    { expression: '$toHtml("1 < 2 <script>")', result: '<p>1 &lt; 2 &lt;script&gt;</p>' },
    {
      expression: '$toHtml(text, "codeblock")',
      input: { text: '```Python\nprint(1)\n```' },
      result: '<codeblock class="Python"><code>print(1)</code></codeblock>',
    },
    { expression: '$toHtml("")', result: '' },
    { expression: '$toHtml($nothing)' },
  ],
  cost: ([markdown]) =>
    typeof markdown === 'string' ? textMarkupCost(markdown) + countLines(markdown) * fuelPerLine : 0,
  implementation: ([markdown, code = 'pre'], { budget }) => {
    const element = codeElements.find(name => name === code);
    if (element === undefined) {
      throw new Fault('D4009', { value: code, type: codeElements.join(', ') });
    }
    if (typeof markdown !== 'string') return undefined;
    const html = markdownToHtml(markdown, element);
    spendGrowth(budget, html.length);
    return html;
  },
};

function countLines(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** Functions that turn one markup into another. */
export const markupFunctions: readonly FunctionDefinition[] = [toMarkdownFunction, toHtmlFunction];
