import type { Block, Line } from './document.ts';
import type { Effort } from './effort.ts';
import { readInline } from './mrkdwn-inline.ts';
import { decodeEntities, readReference } from './mrkdwn-reference.ts';
import { linesOf } from './text-lines.ts';

/**
 * Reads text in the chat dialect "mrkdwn": `*bold*`, `_italic_`, `~strike~`, code, fences, lines that begin with `>`,
 * `<references>`, and `&amp; &lt; &gt;`. Anything that is not well-formed stays the text it is. Linear in its length.
 */
export function readMrkdwn(text: string, effort: Effort): readonly Block[] {
  const blocks: Block[] = [];
  let quotesRest = false;
  for (const piece of splitFences(text, effort)) {
    if (piece.isCode) {
      blocks.push({ kind: 'code', text: readCode(piece.text, effort), isQuoted: quotesRest });
      continue;
    }
    quotesRest = readLines(piece.text, quotesRest, { blocks, effort });
  }
  return blocks;
}

interface Piece {
  readonly text: string;
  readonly isCode: boolean;
}

const fence = '```';

/** A fence without an end, or with nothing in it, is text. */
function splitFences(text: string, effort: Effort): readonly Piece[] {
  const pieces: Piece[] = [];
  let flow = 0;
  let from = 0;
  for (;;) {
    const open = text.indexOf(fence, from);
    const close = open < 0 ? -1 : text.indexOf(fence, open + fence.length);
    if (close < 0) break;
    from = close + fence.length;
    effort(3);
    const code = text.slice(open + fence.length, close);
    if (code.trim() === '') continue;
    pieces.push({ text: text.slice(flow, open), isCode: false }, { text: code, isCode: true });
    flow = from;
  }
  pieces.push({ text: text.slice(flow), isCode: false });
  return pieces;
}

/** Addresses are wrapped in code too; there they are just their text. */
function readCode(text: string, effort: Effort): string {
  effort(text.length >> 3);
  const plain = text.replace(/<([^<>\n]+)>/g, (_, inside: string) => readReference(inside, effort).text);
  return decodeEntities(plain, effort).replace(/^\r?\n|\r?\n$/g, '');
}

interface Reading {
  readonly blocks: Block[];
  readonly effort: Effort;
}

/** @returns whether everything behind is quoted too */
function readLines(text: string, startsQuoted: boolean, { blocks, effort }: Reading): boolean {
  let quotesRest = startsQuoted;
  let open: { readonly lines: Line[]; readonly isQuoted: boolean } | undefined;
  const close = () => {
    if (open) blocks.push({ kind: 'paragraph', ...open });
    open = undefined;
  };
  for (const line of linesOf(text)) {
    effort(3 + (line.length >> 3));
    const mark: RegExpExecArray | null = quotesRest ? null : /^(?:(?:&gt;|>){3}|&gt;|>) ?/.exec(line);
    if (mark && /^(?:&gt;|>){3}/.test(line)) quotesRest = true;
    const isQuoted = quotesRest || mark !== null;
    if (open?.isQuoted !== isQuoted) close();
    open ??= { lines: [], isQuoted };
    open.lines.push(readInline(line.slice(mark?.[0].length ?? 0), effort));
  }
  close();
  return quotesRest;
}
