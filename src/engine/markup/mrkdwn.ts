import type { Block, Line } from './document.ts';
import { readInline } from './mrkdwn-inline.ts';
import { decodeEntities, readReference } from './mrkdwn-reference.ts';

/**
 * Reads text in the chat dialect "mrkdwn": `*bold*`, `_italic_`, `~strike~`, code, fences, lines that begin with `>`,
 * `<references>`, and `&amp; &lt; &gt;`. Anything that is not well-formed stays the text it is. Linear in its length.
 */
export function readMrkdwn(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let quotesRest = false;
  for (const piece of splitFences(text)) {
    if (piece.isCode) {
      blocks.push({ kind: 'code', text: readCode(piece.text), isQuoted: quotesRest });
      continue;
    }
    quotesRest = readLines(piece.text, quotesRest, blocks);
  }
  return blocks;
}

interface Piece {
  readonly text: string;
  readonly isCode: boolean;
}

const fence = '```';

/** A fence without an end, or with nothing in it, is text. */
function splitFences(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let flow = 0;
  let from = 0;
  for (;;) {
    const open = text.indexOf(fence, from);
    const close = open < 0 ? -1 : text.indexOf(fence, open + fence.length);
    if (close < 0) break;
    from = close + fence.length;
    const code = text.slice(open + fence.length, close);
    if (code.trim() === '') continue;
    pieces.push({ text: text.slice(flow, open), isCode: false }, { text: code, isCode: true });
    flow = from;
  }
  pieces.push({ text: text.slice(flow), isCode: false });
  return pieces;
}

/** Addresses are wrapped in code too; there they are just their text. */
function readCode(text: string): string {
  const plain = text.replace(/<([^<>\n]+)>/g, (_, inside: string) => readReference(inside).text);
  return decodeEntities(plain).replace(/^\r?\n|\r?\n$/g, '');
}

/** @returns whether everything behind is quoted too */
function readLines(text: string, startsQuoted: boolean, blocks: Block[]): boolean {
  let quotesRest = startsQuoted;
  let open: { readonly lines: Line[]; readonly isQuoted: boolean } | undefined;
  const close = () => {
    if (open) blocks.push({ kind: 'paragraph', ...open });
    open = undefined;
  };
  for (const line of text.split(/\r\n|\r|\n/)) {
    const mark: RegExpExecArray | null = quotesRest ? null : /^(?:(?:&gt;|>){3}|&gt;|>) ?/.exec(line);
    if (mark && /^(?:&gt;|>){3}/.test(line)) quotesRest = true;
    const isQuoted = quotesRest || mark !== null;
    if (open?.isQuoted !== isQuoted) close();
    open ??= { lines: [], isQuoted };
    open.lines.push(readInline(line.slice(mark?.[0].length ?? 0)));
  }
  close();
  return quotesRest;
}
