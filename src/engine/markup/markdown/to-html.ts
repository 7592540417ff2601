import { anyEffort, type Effort } from '../effort.ts';
import { readBlocks } from './blocks.ts';
import { writeInline } from './inline-html.ts';
import { escapeHtml } from './piece.ts';
import type { Definitions, MarkdownBlock } from './tree.ts';

/** The element that blocks of code stand in: `pre`, or `codeblock` with the language as its class. */
export type CodeElement = 'pre' | 'codeblock';

/** Names of the elements a block of code may stand in. */
export const codeElements: readonly CodeElement[] = ['pre', 'codeblock'];

/** Deeper headings are of this level. */
const deepestHeading = 3;

/**
 * Markdown (CommonMark with GFM's tables and strikethrough) as a fragment of HTML. It holds no other elements than a,
 * blockquote, br, code, em, h1 to h3, hr, li, ol, p, pre, s, strong, table, td, th, tr, ul, and `codeblock` where asked;
 * no other attributes than an address (http, https, mailto or tel), the number a list begins with and a language. HTML in
 * the Markdown is text.
 */
export function markdownToHtml(markdown: string, code: CodeElement, effort: Effort = anyEffort): string {
  const { blocks, definitions } = readBlocks(markdown, effort);
  return writeBlocks(blocks, { definitions, code, effort });
}

interface Context {
  readonly definitions: Definitions;
  readonly code: CodeElement;
  readonly effort: Effort;
}

function writeBlocks(blocks: readonly MarkdownBlock[], context: Context): string {
  return blocks.map(block => writeBlock(block, context)).join('');
}

function writeBlock(block: MarkdownBlock, context: Context): string {
  const inline = (text: string): string => writeInline(text, context);
  switch (block.kind) {
    case 'paragraph':
      return element('p', inline(block.text));
    case 'heading':
      return element(`h${Math.min(block.level, deepestHeading)}`, inline(block.text));
    case 'code':
      return writeCode(block, context);
    case 'quote':
      return element('blockquote', writeBlocks(block.blocks, context));
    case 'list':
      return writeList(block, context);
    case 'table':
      return element('table', block.rows.map((row, at) => writeRow(row, at === 0 ? 'th' : 'td', inline)).join(''));
    case 'rule':
      return '<hr>';
  }
}

function writeCode({ text, language }: Extract<MarkdownBlock, { kind: 'code' }>, { code, effort }: Context): string {
  const inner = element('code', escapeHtml(text, effort));
  const isWord = /^[A-Za-z0-9_+#.-]{1,40}$/.test(language);
  return code === 'codeblock' && isWord ? `<codeblock class="${language}">${inner}</codeblock>` : element(code, inner);
}

function writeList({ start, isTight, items }: Extract<MarkdownBlock, { kind: 'list' }>, context: Context): string {
  const tag = start === undefined ? 'ul' : 'ol';
  const opening = start === undefined || start === 1 ? tag : `${tag} start="${start}"`;
  const written = items.map(item => element('li', isTight ? writeTight(item, context) : writeBlocks(item, context)));
  return `<${opening}>${written.join('')}</${tag}>`;
}

function writeTight(blocks: readonly MarkdownBlock[], context: Context): string {
  return blocks
    .map(block => (block.kind === 'paragraph' ? writeInline(block.text, context) : writeBlock(block, context)))
    .join('');
}

function writeRow(cells: readonly string[], tag: 'th' | 'td', inline: (text: string) => string): string {
  return element('tr', cells.map(cell => element(tag, inline(cell))).join(''));
}

function element(tag: string, inner: string): string {
  return `<${tag}>${inner}</${tag}>`;
}
