import type { Effort } from '../effort.ts';
import { isAsciiPunctuation } from './destination.ts';
import { withoutEnd } from './lines.ts';
import { pairDelimiters, type Delimiter } from './emphasis.ts';
import { closeBracket, type Bracket } from './links.ts';
import { escapeHtml, openLink, type Piece } from './piece.ts';
import { readReference } from './references.ts';
import { readRun } from './runs.ts';
import type { Definitions } from './tree.ts';

const plain = /[^\n\\`*_~[\]!<&]+/y;
const address = /<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\u0000-\u001f]*)>/y;
const mail = /<([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8})>/y;

/** What a sign takes, or the words between two. */
const effortPerToken = 5;

/** What is known while a text is read. */
export interface InlineState {
  readonly text: string;
  readonly definitions: Definitions;
  readonly effort: Effort;
  at: number;
  readonly pieces: Piece[];
  delimiters: Delimiter | undefined;
  readonly brackets: Bracket[];
  /** Brackets of links below this may not become one: a link holds no link. */
  linklessBelow: number;
}

/**
 * The Markdown of one paragraph, heading or cell as HTML. The time it takes grows with its length alone: nothing is
 * read twice, and nesting is written without recursion.
 */
export function writeInline(
  text: string,
  { definitions, effort }: Pick<InlineState, 'definitions' | 'effort'>,
): string {
  effort(effortPerToken + (text.length >> 6));
  const state: InlineState = {
    text: text.trim(),
    definitions,
    effort,
    at: 0,
    pieces: [],
    delimiters: undefined,
    brackets: [],
    linklessBelow: 0,
  };
  const closers = createCodeClosers(state.text, effort);
  while (state.at < state.text.length) readNext(state, closers);
  pairDelimiters(state, undefined);
  let html = '';
  for (const { before, text: inner, after } of state.pieces) {
    if (before !== undefined) html += before;
    if (inner !== '') html += escapeHtml(inner, effort);
    if (after !== undefined) html += after;
  }
  return html;
}

function readNext(state: InlineState, closers: CodeClosers): void {
  const { text, at } = state;
  state.effort(effortPerToken);
  plain.lastIndex = at;
  const words = plain.exec(text)?.[0];
  if (words !== undefined) return addText(state, words);
  switch (text[at]) {
    case '\n':
      return readBreak(state);
    case '\\':
      return readEscape(state);
    case '`':
      return readCode(state, closers);
    case '*':
    case '_':
    case '~':
      return readRun(state);
    case '[':
      return openBracket(state, '[');
    case '!':
      return text[at + 1] === '[' ? openBracket(state, '![') : addText(state, '!');
    case ']':
      return closeBracket(state);
    case '<':
      return readAddress(state);
    default:
      return readCharacterReference(state);
  }
}

function addText(state: InlineState, text: string): void {
  state.pieces.push({ text });
  state.at += text.length;
}

/** Two spaces or a backslash in front of a line's end break it; otherwise it is a space. */
function readBreak(state: InlineState): void {
  const { text, at } = state;
  const isHard = text.endsWith('  ', at);
  const last = state.pieces.at(-1);
  // Spaces that stand in front of the line's end are words; what code or an image ends with is not.
  if (last && text[at - 1] === ' ') last.text = withoutEnd(last.text, ' ');
  state.pieces.push(isHard ? { text: '', before: '<br>' } : { text: '\n' });
  state.at += 1;
  while (state.text[state.at] === ' ') state.at += 1;
}

function readEscape(state: InlineState): void {
  const next = state.text[state.at + 1] ?? '';
  if (next === '\n') {
    state.pieces.push({ text: '', before: '<br>' });
    state.at += 2;
    while (state.text[state.at] === ' ') state.at += 1;
    return;
  }
  const isEscape = isAsciiPunctuation(next);
  state.pieces.push({ text: isEscape ? next : '\\' });
  state.at += isEscape ? 2 : 1;
}

function readCode(state: InlineState, closers: CodeClosers): void {
  const { text, at } = state;
  const length = runLength(text, at, '`');
  const close = closers(at, length);
  if (close === undefined) return addText(state, '`'.repeat(length));
  const inside = text.slice(at + length, close).replace(/\n/g, ' ');
  const isPadded = inside.length > 1 && inside.startsWith(' ') && inside.endsWith(' ') && inside.trim() !== '';
  state.pieces.push({ text: isPadded ? inside.slice(1, -1) : inside, before: '<code>', after: '</code>' });
  state.at = close + length;
}

/** Where the next run of as many backticks begins; each place is looked at once for each length. */
type CodeClosers = (at: number, length: number) => number | undefined;

function createCodeClosers(text: string, effort: Effort): CodeClosers {
  if (!text.includes('`')) return () => undefined;
  const places = new Map<number, number[]>();
  const next = new Map<number, number>();
  for (const { 0: run, index } of text.matchAll(/`+/g)) {
    effort(1);
    const known = places.get(run.length);
    if (known) known.push(index);
    else places.set(run.length, [index]);
  }
  return (at, length) => {
    const known = places.get(length) ?? [];
    let index = next.get(length) ?? 0;
    while (index < known.length && (known[index] ?? 0) <= at) index += 1;
    next.set(length, index);
    return known[index];
  };
}

/** How many of the sign stand at a place. */
export function runLength(text: string, at: number, sign: string): number {
  let end = at;
  while (text[end] === sign) end += 1;
  return end - at;
}

function openBracket(state: InlineState, sign: '[' | '!['): void {
  addText(state, sign);
  state.brackets.push({
    piece: state.pieces.length - 1,
    isImage: sign === '![',
    start: state.at,
    delimiter: state.delimiters,
  });
}

function readAddress(state: InlineState): void {
  for (const [pattern, scheme] of [
    [address, ''],
    [mail, 'mailto:'],
  ] as const) {
    pattern.lastIndex = state.at;
    const found = pattern.exec(state.text)?.[1];
    if (found === undefined) continue;
    const opening = openLink(scheme + found, state.effort);
    state.pieces.push({ text: found, ...(opening === undefined ? {} : { before: opening, after: '</a>' }) });
    state.at = pattern.lastIndex;
    return;
  }
  addText(state, '<');
}

/** A name that only HTML's table knows is passed on as it is: it can stand for nothing but a character of text. */
function readCharacterReference(state: InlineState): void {
  const reference = readReference(state.text, state.at);
  if (reference === undefined) return addText(state, '&');
  const { source, character } = reference;
  state.pieces.push(character === undefined ? { text: '', before: source } : { text: character });
  state.at += source.length;
}
