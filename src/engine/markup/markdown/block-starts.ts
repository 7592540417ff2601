import type { Effort } from '../effort.ts';
import { indentAt, isBlankAt, restOf, withoutEnd, type LineCursor } from './lines.ts';
import type { BlockFacts, Fence, OpenBlock } from './open-block.ts';
import { countCells, isDelimiterRow } from './table-rows.ts';

/** Deeper quotes and lists are text: nesting has to end somewhere. */
const deepest = 24;

/** What begins at the cursor; the cursor then stands behind its signs. */
export type Start =
  | { readonly kind: 'block'; readonly facts: BlockFacts; readonly isLeaf: boolean }
  /** The open paragraph turns out to be a heading, or its last line to be the head of a table. */
  | { readonly kind: 'heading'; readonly level: number }
  | { readonly kind: 'table'; readonly columns: number };

/** What a line is read among. */
export interface Surroundings {
  /** The innermost block that the line belongs to. */
  readonly within: OpenBlock;
  /** The innermost block that is open. */
  readonly tip: OpenBlock;
  readonly effort: Effort;
}

/** @returns undefined where no block begins, the cursor left where it was */
export function readStart(cursor: LineCursor, surroundings: Surroundings): Start | undefined {
  const { within, tip } = surroundings;
  if (isBlankAt(cursor)) return undefined;
  const indent = indentAt(cursor);
  if (indent >= 4) return readIndentedCode(cursor, tip);
  const rest = cursor.text.slice(cursor.at + indent);
  const start = readMarked(rest, indent, surroundings);
  if (start) {
    const taken = start.kind === 'block' && start.facts.kind === 'quote' ? (rest[1] === ' ' ? 2 : 1) : rest.length;
    cursor.at += indent + taken;
    return start;
  }
  return within.depth < deepest ? readItem(cursor, within) : undefined;
}

function readMarked(rest: string, indent: number, { within, effort }: Surroundings): Start | undefined {
  if (rest[0] === '>') return within.depth < deepest ? block({ kind: 'quote' }) : undefined;
  const heading = /^#{1,6}(?=[ \t]|$)/.exec(rest);
  if (heading) {
    const level = heading[0].length;
    return leaf({ kind: 'heading', heading: level, lines: [headingText(rest.slice(level))] });
  }
  const fence = readFence(rest, indent);
  if (fence) return leaf({ kind: 'code', fence });
  if (within.kind === 'paragraph' && within.lines.length > 0) {
    if (isUnderline(rest)) return { kind: 'heading', level: rest[0] === '=' ? 1 : 2 };
    const above = within.lines.at(-1) ?? '';
    const columns = isDelimiterRow(rest) ? countCells(rest) : 0;
    if (columns > 0) effort((rest.length + above.length) >> 2);
    if (columns > 0 && countCells(above) === columns) return { kind: 'table', columns };
  }
  return isRule(rest) ? leaf({ kind: 'rule' }) : undefined;
}

const block = (facts: BlockFacts): Start => ({ kind: 'block', facts, isLeaf: false });
const leaf = (facts: BlockFacts): Start => ({ kind: 'block', facts, isLeaf: true });

function readIndentedCode(cursor: LineCursor, tip: OpenBlock): Start | undefined {
  if (tip.kind === 'paragraph' || tip.kind === 'table') return undefined;
  cursor.at += 4;
  return leaf({ kind: 'code' });
}

/** Signs at the end close a heading where a space stands in front of them. */
function headingText(text: string): string {
  const trimmed = text.trim();
  const title = withoutEnd(trimmed, '#');
  return title === '' || /[ \t]/.test(title.at(-1) ?? '') ? title.trim() : trimmed;
}

function readFence(rest: string, indent: number): Fence | undefined {
  const found = /^(`{3,}|~{3,})(.*)$/.exec(rest);
  const [, signs = '', info = ''] = found ?? [];
  if (!found || (signs.startsWith('`') && info.includes('`'))) return undefined;
  return { sign: signs[0] ?? '', length: signs.length, indent, info: info.trim() };
}

/** Whether a line makes the paragraph above it a heading. */
export function isUnderline(text: string): boolean {
  return /^ {0,3}(?:=+|-+)[ \t]*$/.test(text);
}

/** Three or more of one sign, with nothing but space between. */
function isRule(rest: string): boolean {
  const sign = rest[0] ?? '';
  if (!'*-_'.includes(sign)) return false;
  let count = 0;
  for (const character of rest) {
    if (character === sign) count += 1;
    else if (character !== ' ' && character !== '\t') return false;
  }
  return count >= 3;
}

function readItem(cursor: LineCursor, within: OpenBlock): Start | undefined {
  const indent = indentAt(cursor);
  const rest = cursor.text.slice(cursor.at + indent);
  const found = /^(?:([*+-])|(\d{1,9})([.)]))(?=[ \t]|$)/.exec(rest);
  if (!found) return undefined;
  const [mark, bullet, digits, delimiter = ''] = found;
  const isEmpty = rest.slice(mark.length).trim() === '';
  // Text is not cut by what may be a number in it.
  if (within.kind === 'paragraph' && (isEmpty || (digits !== undefined && Number(digits) !== 1))) return undefined;
  cursor.at += indent + mark.length;
  const gap = indentAt(cursor);
  // The item begins with code, or on its next line.
  const taken = gap >= 5 || isEmpty ? Math.min(gap, 1) : gap;
  cursor.at += taken;
  const list = bullet === undefined ? { sign: delimiter, start: Number(digits) } : { sign: bullet };
  return block({ kind: 'item', list, indent: indent + mark.length + Math.max(taken, 1) });
}

/** Whether the line ends a fence: at least as many of its sign, and nothing else. */
export function endsFence(cursor: LineCursor, { sign, length }: Fence): boolean {
  if (indentAt(cursor) >= 4) return false;
  const rest = restOf(cursor).trim();
  return rest.length >= length && rest === sign.repeat(rest.length);
}
