import type { Effort } from '../../markup/effort.ts';
import { codeElements, markdownToHtml } from '../../markup/markdown/to-html.ts';
import { knownDialects, toMarkdown } from '../../markup/to-markdown.ts';
import { Fault } from '../fault.ts';
import { spendFuel, spendGrowth, type Budget } from '../budget.ts';
import type { FunctionDefinition } from '../expression.ts';

/** A conversion pays for its work as it goes, and looks at the clock meanwhile. */
const effortOf =
  (budget: Budget): Effort =>
  units =>
    spendFuel(budget, units);

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
  implementation: ([blocks, text, dialect], { budget }) => {
    if (typeof dialect !== 'string' || !knownDialects().includes(dialect)) {
      throw new Fault('D4008', { value: dialect, type: knownDialects().join(', ') });
    }
    const markdown = toMarkdown(blocks, typeof text === 'string' ? text : undefined, dialect, effortOf(budget));
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
  implementation: ([markdown, code = 'pre'], { budget }) => {
    const element = codeElements.find(name => name === code);
    if (element === undefined) {
      throw new Fault('D4009', { value: code, type: codeElements.join(', ') });
    }
    if (typeof markdown !== 'string') return undefined;
    const html = markdownToHtml(markdown, element, effortOf(budget));
    spendGrowth(budget, html.length);
    return html;
  },
};

/** Functions that turn one markup into another. */
export const markupFunctions: readonly FunctionDefinition[] = [toMarkdownFunction, toHtmlFunction];
