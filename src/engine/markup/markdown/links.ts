import { normalizeLabel } from './definitions.ts';
import { readDestination, readTitle, skipSpace } from './destination.ts';
import { pairDelimiters, type Delimiter } from './emphasis.ts';
import type { InlineState } from './inline-html.ts';
import { openLink } from './piece.ts';

/** A bracket that may open the text of a link or an image. */
export interface Bracket {
  readonly piece: number;
  readonly isImage: boolean;
  /** Where its text starts. */
  readonly start: number;
  /** The run of signs in front of it. */
  readonly delimiter: Delimiter | undefined;
}

const label = /\[((?:[^\\[\]]|\\[^]){0,999})\]/y;
const longestLabel = 999;

/**
 * Reads a closing bracket: with the last one that is open, and an address or a definition, it makes a link. An image
 * becomes a link to it with its description as text, because a message carries no image from elsewhere.
 */
export function closeBracket(state: InlineState): void {
  const { brackets, pieces } = state;
  const end = state.at;
  const bracket = brackets.pop();
  const isLinkless = bracket !== undefined && !bracket.isImage && brackets.length < state.linklessBelow;
  state.linklessBelow = Math.min(state.linklessBelow, brackets.length);
  state.at += 1;
  state.effort(3);
  const target = bracket === undefined || isLinkless ? undefined : readTarget(state, bracket, end);
  if (bracket === undefined || target === undefined) {
    pieces.push({ text: ']' });
    return;
  }
  pairDelimiters(state, bracket.delimiter);
  const opening = pieces[bracket.piece];
  const link = openLink(target, state.effort);
  if (opening === undefined) return;
  opening.text = '';
  state.effort(pieces.length - bracket.piece);
  if (bracket.isImage) return endImage(state, bracket, link);
  state.linklessBelow = brackets.length;
  if (link === undefined) return;
  for (const inner of pieces.slice(bracket.piece + 1)) {
    if (!isLinkPiece(inner)) continue;
    delete inner.before;
    delete inner.after;
  }
  opening.before = link;
  pieces.push({ text: '', before: '</a>' });
}

/** Of the description only its words are kept. */
function endImage({ pieces, effort }: InlineState, { piece }: Bracket, link: string | undefined): void {
  const words = pieces
    .slice(piece)
    .map(({ text, before }) => (before?.startsWith('&') ? before : text))
    .join('');
  effort(words.length >> 5);
  pieces.length = piece;
  pieces.push({ text: words, ...(link === undefined ? {} : { before: link, after: '</a>' }) });
}

/** Whether the piece is a link of its own, as an address or an image is. */
function isLinkPiece({ before = '' }: { readonly before?: string }): boolean {
  return before.startsWith('<a ');
}

/** Where the link leads; the cursor then stands behind what says so. */
function readTarget(state: InlineState, { start }: Bracket, end: number): string | undefined {
  return readInlineTarget(state) ?? readReferenceTarget(state, start, end);
}

function readInlineTarget(state: InlineState): string | undefined {
  const { text } = state;
  if (text[state.at] !== '(') return undefined;
  const destination = readDestination(text, skipSpace(text, state.at + 1), state.effort);
  if (destination === undefined) return undefined;
  const afterSpace = skipSpace(text, destination.end);
  const title = afterSpace > destination.end ? readTitle(text, afterSpace) : undefined;
  const end = title === undefined ? afterSpace : skipSpace(text, title);
  if (text[end] !== ')') return undefined;
  state.at = end + 1;
  return destination.url;
}

/** `[text][label]`, `[label][]` or `[label]`. */
function readReferenceTarget(state: InlineState, start: number, end: number): string | undefined {
  const { text, definitions, effort } = state;
  if (definitions.size === 0) return undefined;
  effort(4 + (Math.min(end - start, longestLabel) >> 3));
  label.lastIndex = state.at;
  const given = label.exec(text)?.[1];
  if (given !== undefined && given !== '') {
    effort(given.length >> 3);
    const url = definitions.get(normalizeLabel(given));
    if (url !== undefined) state.at = label.lastIndex;
    return url;
  }
  const name = end - start > longestLabel ? '' : text.slice(start, end);
  const url = /(?:^|[^\\])\[/.test(name) ? undefined : definitions.get(normalizeLabel(name));
  if (url !== undefined && given === '') state.at = label.lastIndex;
  return url;
}
