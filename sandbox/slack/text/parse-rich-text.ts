import type { RichTextGroup, RichTextLeaf, TextStyle } from '../store/rich-text.ts';
import { parseInline, type Dialect } from './parse-inline.ts';

interface Line {
  readonly kind: 'plain' | 'quote' | 'bullet' | 'ordered' | 'heading';
  readonly indent: number;
  readonly text: string;
}

/** The rich text Slack makes of what an app posted as `text` (mrkdwn) or `markdown_text`. */
export function parseRichText(source: string, dialect: Dialect): RichTextGroup[] {
  const groups: RichTextGroup[] = [];
  source.split('```').forEach((part, index, parts) => {
    const isFenced = index % 2 === 1 && index < parts.length - 1;
    if (isFenced)
      groups.push({
        type: 'rich_text_preformatted',
        elements: [{ type: 'text', text: fenced(part, dialect) }],
        border: 0,
      });
    else groups.push(...parseLines((index % 2 === 1 ? '```' : '') + trimAtFences(part, index, parts.length), dialect));
  });
  return groups;
}

/** The line break that only sets a fence apart is no text. */
function trimAtFences(part: string, index: number, count: number): string {
  const start = index > 0 ? part.replace(/^\n/, '') : part;
  return index < count - 1 ? start.replace(/\n$/, '') : start;
}

function fenced(part: string, dialect: Dialect): string {
  const body = dialect === 'markdown' ? part.replace(/^[\w+-]*\n/, '') : part.replace(/^\n/, '');
  return body.replace(/\n$/, '') || ' ';
}

function parseLines(source: string, dialect: Dialect): RichTextGroup[] {
  if (source === '') return [];
  const lines = source.split('\n').map(line => (dialect === 'markdown' ? markdownLine(line) : mrkdwnLine(line)));
  const groups: RichTextGroup[] = [];
  for (let at = 0; at < lines.length;) {
    const first = lines[at];
    if (first === undefined) break;
    let end = at + 1;
    while (end < lines.length && lines[end]?.kind === first.kind && lines[end]?.indent === first.indent) end++;
    groups.push(groupOf(first, lines.slice(at, end), dialect));
    at = end;
  }
  return groups;
}

function groupOf(first: Line, lines: readonly Line[], dialect: Dialect): RichTextGroup {
  const text = lines.map(line => line.text).join('\n');
  switch (first.kind) {
    case 'plain':
      return { type: 'rich_text_section', elements: leavesOf(text, dialect) };
    case 'heading':
      return { type: 'rich_text_section', elements: leavesOf(text, dialect, { bold: true }) };
    case 'quote':
      return { type: 'rich_text_quote', elements: leavesOf(text, dialect) };
    case 'bullet':
    case 'ordered':
      return {
        type: 'rich_text_list',
        style: first.kind,
        indent: first.indent,
        border: 0,
        elements: lines.map(line => ({ type: 'rich_text_section', elements: leavesOf(line.text, dialect) })),
      };
  }
}

/** A group is never without a leaf. */
function leavesOf(text: string, dialect: Dialect, style?: TextStyle): RichTextLeaf[] {
  const leaves = parseInline(text, dialect, style);
  return leaves.length > 0 ? leaves : [{ type: 'text', text: '\n' }];
}

/** mrkdwn has quotes, but no headings and no lists: typed bullets are plain characters. */
function mrkdwnLine(line: string): Line {
  const quote = /^(?:&gt;|>) ?(.*)$/.exec(line);
  return quote === null ? { kind: 'plain', indent: 0, text: line } : { kind: 'quote', indent: 0, text: quote[1] ?? '' };
}

function markdownLine(line: string): Line {
  const [, space = '', bullet = '', rest = ''] = /^( *)([-*+]|\d{1,9}[.)]) +(.*)$/.exec(line) ?? [];
  if (bullet !== '') {
    const kind = /\d/.test(bullet) ? 'ordered' : 'bullet';
    return { kind, indent: Math.min(8, Math.floor(space.length / 2)), text: rest };
  }
  const heading = /^#{1,6} +(.*?)(?: +#+)?$/.exec(line);
  if (heading !== null) return { kind: 'heading', indent: 0, text: heading[1] ?? '' };
  const quote = /^> ?(.*)$/.exec(line);
  if (quote !== null) return { kind: 'quote', indent: 0, text: quote[1] ?? '' };
  return { kind: 'plain', indent: 0, text: line };
}
