import { PatchbayError } from '../../../errors.ts';
import { knownDialects, toMarkdown } from '../../markup/to-markdown.ts';
import { spendGrowth } from '../budget.ts';
import type { FunctionDefinition } from '../expression.ts';

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
    (typeof text === 'string' ? text.length >> 4 : 0) + (Array.isArray(blocks) ? blocks.length : 1),
  implementation: ([blocks, text, dialect], { budget }) => {
    if (typeof dialect !== 'string' || !knownDialects().includes(dialect)) {
      throw new PatchbayError(
        'EXPRESSION_FAILED',
        `$toMarkdown knows no dialect ${JSON.stringify(dialect) ?? 'nothing'}. Known are: ${knownDialects().join(', ')}.`,
      );
    }
    const markdown = toMarkdown(blocks, typeof text === 'string' ? text : undefined, dialect);
    if (markdown !== undefined) spendGrowth(budget, markdown.length);
    return markdown;
  },
};

/** Functions that turn providers' markup into Markdown. */
export const markupFunctions: readonly FunctionDefinition[] = [toMarkdownFunction];
