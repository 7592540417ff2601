import type { Effort } from '../effort.ts';
import type { OpenBlock } from './open-block.ts';
import { readCells } from './table-rows.ts';
import type { MarkdownBlock } from './tree.ts';

/** Blocks that have been read to their end, as a tree. */
export function toTree(blocks: readonly OpenBlock[], effort: Effort): readonly MarkdownBlock[] {
  return blocks.flatMap(block => branch(block, effort) ?? []);
}

function branch(block: OpenBlock, effort: Effort): MarkdownBlock | undefined {
  const { kind, children, lines, heading = 1, fence, list, columns = 0 } = block;
  switch (kind) {
    case 'paragraph':
      // One that was nothing but definitions shows nothing, yet parts its neighbours as any other.
      return lines.length === 0 ? undefined : { kind, text: lines.join('\n') };
    case 'heading':
      return { kind, level: heading, text: lines.join('\n') };
    case 'code':
      return { kind, text: lines.join('\n'), language: /^\S*/.exec(fence?.info ?? '')?.[0] ?? '' };
    case 'quote':
      return { kind, blocks: toTree(children, effort) };
    case 'list':
      return {
        kind,
        ...(list?.start === undefined ? {} : { start: list.start }),
        isTight: isTight(children),
        items: children.map(item => toTree(item.children, effort)),
      };
    case 'table':
      return { kind, rows: lines.map(line => rowOf(line, columns, effort)) };
    case 'rule':
      return { kind };
    case 'document':
    case 'item':
      return undefined;
  }
}

function rowOf(line: string, columns: number, effort: Effort): readonly string[] {
  effort(line.length >> 3);
  return readCells(line).slice(0, columns);
}

/** A list is tight where no two items, and no two blocks directly in one, have a blank line between them. */
function isTight(items: readonly OpenBlock[]): boolean {
  return items.every(
    (item, index) =>
      isNext(item, items[index + 1]) && item.children.every((child, at) => isNext(child, item.children[at + 1])),
  );
}

function isNext(block: OpenBlock, next: OpenBlock | undefined): boolean {
  return next === undefined || next.start === block.end + 1;
}
