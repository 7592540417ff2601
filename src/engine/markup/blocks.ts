import { codeBlock } from './code.ts';
import type { Block, Line } from './document.ts';
import type { Effort } from './effort.ts';
import { escapeLineStart } from './escape.ts';
import { writeLine } from './inline.ts';

/** Deepest list level written; deeper items stand on it. */
const maxLevel = 8;

/** Blocks as Markdown (CommonMark with GFM's strikethrough), without a line break at the end. */
export function writeBlocks(blocks: readonly Block[], effort: Effort): string {
  const pieces: string[] = [];
  const widths: number[] = [];
  let previous: Block | undefined;
  for (const block of blocks) {
    if (block.kind !== 'item') widths.length = 0;
    effort(6);
    const lines = linesOf(block, widths, effort);
    if (lines.length === 0) continue;
    if (previous) pieces.push(separator(previous, block));
    pieces.push((block.isQuoted ? lines.map(quoted) : lines).join('\n'));
    previous = block;
  }
  return pieces.join('');
}

function linesOf(block: Block, widths: number[], effort: Effort): readonly string[] {
  switch (block.kind) {
    case 'code':
      return codeBlock(block.text, block.language ?? '', effort);
    case 'paragraph':
      return paragraphLines(block.lines, effort);
    case 'item':
      return itemLines(block, widths, effort);
  }
}

/** A line break of the author is a break; blank lines part paragraphs. */
function paragraphLines(lines: readonly Line[], effort: Effort): readonly string[] {
  const result: string[] = [];
  for (const spans of lines) {
    effort(3);
    const line = escapeLineStart(writeLine(spans, effort).trimEnd());
    const last = result.at(-1);
    if (line === '') {
      if (last !== undefined && last !== '') result.push('');
      continue;
    }
    if (last !== undefined && last !== '') result[result.length - 1] = `${last}\\`;
    result.push(line);
  }
  if (result.at(-1) === '') result.pop();
  return result;
}

/** @param widths how far the text of the open items is indented, by level; kept up to date */
function itemLines(block: Extract<Block, { kind: 'item' }>, widths: number[], effort: Effort): readonly string[] {
  const [first, ...rest] = paragraphLines(block.lines, effort);
  if (first === undefined) return [];
  // A level without an item above it has nothing to stand in.
  const level = Math.min(block.level, widths.length, maxLevel);
  const marker = block.number === undefined ? '-' : `${Math.min(Math.max(block.number, 0), 999_999_999)}.`;
  const indent = ' '.repeat(widths.slice(0, level).reduce((sum, width) => sum + width, 0));
  widths.length = level;
  widths.push(marker.length + 1);
  const hang = ' '.repeat(marker.length + 1);
  return [`${indent}${marker} ${first}`, ...rest.map(line => (line === '' ? '' : indent + hang + line))];
}

/** Items follow each other; everything else is parted by a blank line. */
function separator(previous: Block, block: Block): string {
  if (previous.kind === 'item' && block.kind === 'item' && previous.isQuoted === block.isQuoted) {
    // Directly below a text, only an item numbered 1 begins an inner list.
    const continuesText = block.level > previous.level && block.number !== undefined && block.number !== 1;
    if (!continuesText) return '\n';
  }
  return previous.isQuoted && block.isQuoted ? '\n>\n' : '\n\n';
}

function quoted(line: string): string {
  return line === '' ? '>' : `> ${line}`;
}
