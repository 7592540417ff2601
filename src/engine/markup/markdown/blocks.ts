import { endsFence, isUnderline, readStart, type Start } from './block-starts.ts';
import { takeDefinitions } from './definitions.ts';
import { indentAt, isBlankAt, openLine, restOf, type LineCursor } from './lines.ts';
import { addBlock, holds, type BlockFacts, type OpenBlock } from './open-block.ts';
import { toTree } from './to-tree.ts';
import type { MarkdownDocument } from './tree.ts';
import type { Effort } from '../effort.ts';
import { linesOf } from '../text-lines.ts';

/**
 * Reads Markdown (CommonMark with GFM's tables) into its blocks, line by line; HTML in it is text. The time it takes
 * grows with the length of the text and nothing else: nesting is bounded.
 */
export function readBlocks(text: string, effort: Effort): MarkdownDocument {
  const reader = createReader(effort);
  let number = -1;
  for (const line of linesOf(withoutLastBreak(text))) {
    number += 1;
    effort(effortPerLine + (line.length >> 5));
    reader.read(openLine(line), number);
  }
  return reader.end(number);
}

/** What a line takes, and each block that it may belong to or begin. */
const effortPerLine = 5;
const effortPerBlock = 5;

function withoutLastBreak(text: string): string {
  if (text.endsWith('\r\n')) return text.slice(0, -2);
  return /[\r\n]/.test(text.slice(-1)) ? text.slice(0, -1) : text;
}

function createReader(effort: Effort) {
  const definitions = new Map<string, string>();
  const root = addBlock(undefined, 0, { kind: 'document' });
  let tip = root;

  const closeTip = (end: number): void => {
    const closed = tip;
    tip = closed.parent ?? root;
    close(closed, end, { definitions, effort });
  };
  const closeDownTo = (block: OpenBlock, end: number): void => {
    while (tip !== block) closeTip(end);
  };
  const push = (facts: BlockFacts, line: number): void => {
    effort(effortPerBlock);
    while (!holds(tip, facts.kind)) closeTip(line - 1);
    tip = addBlock(tip, line, facts);
  };
  const begin = (start: Start, line: number): void => {
    if (start.kind === 'heading') tip = turnIntoHeading(tip, start.level);
    else if (start.kind === 'table') tip = turnIntoTable(tip, start.columns, line, { definitions, effort });
    else {
      const { kind, list } = start.facts;
      const isNewList = kind === 'item' && list && !(tip.kind === 'list' && tip.list?.sign === list.sign);
      if (isNewList) push({ kind: 'list', list }, line);
      push(start.facts, line);
    }
  };

  return {
    read(cursor: LineCursor, line: number): void {
      const { within, endedFence } = descend(root, cursor, effort);
      if (endedFence) {
        closeDownTo(endedFence, line);
        closeTip(line);
        return;
      }
      let current = within;
      let isLeaf = current.kind === 'code' || current.kind === 'heading';
      while (!isLeaf) {
        if (current.kind === 'paragraph' && isUnderline(restOf(cursor)))
          dropDefinitions(current, { definitions, effort });
        effort(effortPerBlock + ((cursor.text.length - cursor.at) >> 5));
        const start = readStart(cursor, { within: current, tip, effort });
        if (start === undefined) break;
        // What the line does not belong to ends where something new begins.
        closeDownTo(current, line - 1);
        begin(start, line);
        current = tip;
        isLeaf = start.kind !== 'block' || start.isLeaf;
        if (isLeaf && current.kind !== 'code') return;
        if (current.fence) return;
      }
      const isBlank = isBlankAt(cursor);
      if (tip !== current && !isBlank && tip.kind === 'paragraph') {
        tip.lines.push(restOf(cursor).trimStart());
        return;
      }
      closeDownTo(current, line - 1);
      if (current.kind === 'code') current.lines.push(restOf(cursor));
      else if (current.kind === 'paragraph' || current.kind === 'table') current.lines.push(restOf(cursor).trimStart());
      else if (!isBlank) push({ kind: 'paragraph', lines: [restOf(cursor).trimStart()] }, line);
    },
    end(line: number): MarkdownDocument {
      closeDownTo(root, line);
      return { blocks: toTree(root.children, effort), definitions };
    },
  };
}

/** Walks down the open blocks as far as the line belongs to them, behind the signs that say so. */
function descend(
  root: OpenBlock,
  cursor: LineCursor,
  effort: Effort,
): { readonly within: OpenBlock; readonly endedFence?: OpenBlock } {
  let within = root;
  for (;;) {
    const inner = within.children.at(-1);
    if (!inner?.isOpen) return { within };
    effort(1 + ((cursor.text.length - cursor.at) >> 6));
    if (inner.fence && endsFence(cursor, inner.fence)) return { within: inner, endedFence: inner };
    if (!goesOn(inner, cursor)) return { within };
    within = inner;
  }
}

function goesOn(block: OpenBlock, cursor: LineCursor): boolean {
  const indent = indentAt(cursor);
  switch (block.kind) {
    case 'document':
    case 'list':
      return true;
    case 'quote': {
      const at = cursor.at + indent;
      if (indent >= 4 || cursor.text[at] !== '>') return false;
      cursor.at = at + (cursor.text[at + 1] === ' ' ? 2 : 1);
      return true;
    }
    case 'item': {
      const { indent: wanted = 0 } = block;
      if (isBlankAt(cursor)) {
        cursor.at += Math.min(indent, wanted);
        return block.children.length > 0;
      }
      if (indent < wanted) return false;
      cursor.at += wanted;
      return true;
    }
    case 'code':
      if (!block.fence && indent < 4 && !isBlankAt(cursor)) return false;
      cursor.at += Math.min(indent, block.fence?.indent ?? 4);
      return true;
    case 'paragraph':
    case 'table':
      return !isBlankAt(cursor);
    case 'heading':
    case 'rule':
      return false;
  }
}

/** What is known beside the blocks themselves. */
interface Reading {
  readonly definitions: Map<string, string>;
  readonly effort: Effort;
}

function close(block: OpenBlock, end: number, reading: Reading): void {
  block.isOpen = false;
  block.end = end;
  if (block.kind === 'paragraph') {
    dropDefinitions(block, reading);
  } else if (block.kind === 'code' && !block.fence) {
    while (block.lines.at(-1)?.trim() === '') block.lines.pop();
    block.end = block.start + block.lines.length - 1;
  } else if (block.kind === 'list' || block.kind === 'item') {
    block.end = block.children.at(-1)?.end ?? block.start;
  }
}

function dropDefinitions(paragraph: OpenBlock, { definitions, effort }: Reading): void {
  if (!paragraph.lines[0]?.startsWith('[')) return;
  const text = takeDefinitions(paragraph.lines.join('\n'), definitions, effort);
  paragraph.lines = text.trim() === '' ? [] : text.split('\n');
}

function turnIntoHeading(paragraph: OpenBlock, level: number): OpenBlock {
  paragraph.parent?.children.pop();
  const lines = [paragraph.lines.join('\n').trim()];
  return addBlock(paragraph.parent, paragraph.start, { kind: 'heading', heading: level, lines });
}

/** Lines above the head stay a paragraph. */
function turnIntoTable(paragraph: OpenBlock, columns: number, line: number, reading: Reading): OpenBlock {
  const head = paragraph.lines.pop() ?? '';
  if (paragraph.lines.length === 0) paragraph.parent?.children.pop();
  else close(paragraph, line - 2, reading);
  return addBlock(paragraph.parent, line - 1, { kind: 'table', columns, lines: [head] });
}
