import { firstCharacter, isBlank, isPunctuation, isWord, lastCharacter } from './characters.ts';
import { codeSpan } from './code.ts';
import type { Line, Span } from './document.ts';
import type { Effort } from './effort.ts';
import { escapeText } from './escape.ts';
import { isLinkable, linkTo } from './link.ts';

type Mark = 'strike' | 'bold' | 'italic';

/** Outer to inner, so that every combination nests. */
const marks: readonly Mark[] = ['strike', 'bold', 'italic'];

/** The spans of one line as Markdown. */
export function writeLine(spans: Line, effort: Effort): string {
  if (spans.length === 0) return '';
  effort(2 * spans.length);
  return writeSpans(mergeEqual(spans), 0, { before: '', after: '', effort });
}

/** Neighbours of one style become one span: `**a****b**` would not be read as two. */
function mergeEqual(spans: readonly Span[]): readonly Span[] {
  const merged: Span[] = [];
  let first: Span | undefined;
  let texts: string[] = [];
  const settle = (): void => {
    if (first) merged.push(texts.length === 1 ? first : { ...first, text: texts.join('') });
  };
  for (const span of spans) {
    if (span.text === '') continue;
    if (first && first.url === span.url && isSameStyle(first, span)) {
      texts.push(span.text);
      continue;
    }
    settle();
    first = span;
    texts = [span.text];
  }
  settle();
  return merged;
}

function isSameStyle({ style: a }: Span, { style: b }: Span): boolean {
  if (a === b) return true;
  return (
    Boolean(a.code) === Boolean(b.code) &&
    Boolean(a.strike) === Boolean(b.strike) &&
    Boolean(a.bold) === Boolean(b.bold) &&
    Boolean(a.italic) === Boolean(b.italic)
  );
}

/** What spans are written between. */
interface Setting {
  /** The character in front, "" at the start of the line. */
  readonly before: string;
  /** The character behind, "" at its end. */
  readonly after: string;
  readonly effort: Effort;
}

/** @param level from which on marks may still be opened */
function writeSpans(spans: readonly Span[], level: number, setting: Setting): string {
  const mark = marks[level];
  if (mark === undefined || (spans.length === 1 && isUnmarked(spans[0]))) return writePlain(spans, setting);
  const { before, after, effort } = setting;
  const pieces: string[] = [];
  let front = before;
  let start = 0;
  while (start < spans.length) {
    const isMarked = Boolean(spans[start]?.style[mark]);
    let end = start + 1;
    while (end < spans.length && Boolean(spans[end]?.style[mark]) === isMarked) end++;
    const run = end - start === spans.length ? spans : spans.slice(start, end);
    const back = end < spans.length ? firstOf(spans[end]) : after;
    effort(3);
    const around = { before: front, after: back, effort };
    const piece = (isMarked ? writeMarked(run, level, around) : undefined) ?? writeSpans(run, level + 1, around);
    pieces.push(piece);
    front = lastCharacter(piece);
    start = end;
  }
  return pieces.join('');
}

function isUnmarked(span: Span | undefined): boolean {
  return span === undefined || !(span.style.strike || span.style.bold || span.style.italic);
}

/** The run within its marks, spaces at the edges left outside; undefined where CommonMark would not read marks there. */
function writeMarked(run: readonly Span[], level: number, { before, after, effort }: Setting): string | undefined {
  for (const sign of signsOf(marks[level], before, after)) {
    const edge = sign.slice(-1);
    const text = writeSpans(run, level + 1, { before: edge, after: edge, effort });
    effort(4 + (text.length >> 5));
    const content = text.trim();
    if (content === '') return undefined;
    const lead = text.slice(0, text.length - text.trimStart().length);
    const tail = text.slice(lead.length + content.length);
    const first = firstCharacter(content);
    const last = lastCharacter(content);
    const opens = !isPunctuation(first) || isEdge(lead === '' ? before : ' ');
    const closes = !isPunctuation(last) || isEdge(tail === '' ? after : ' ');
    if (opens && closes && first !== edge && last !== edge) return lead + sign + content + sign + tail;
  }
  return undefined;
}

/** `_` reads better beside `**`, but marks nothing within a word. */
function signsOf(mark: Mark | undefined, before: string, after: string): readonly string[] {
  if (mark === 'strike') return ['~~'];
  const star = mark === 'bold' ? '**' : '*';
  const stars = before === '*' || after === '*' ? [] : [star];
  return mark === 'italic' && !isWord(before) && !isWord(after) ? ['_', ...stars] : stars;
}

function isEdge(character: string): boolean {
  return isBlank(character) || isPunctuation(character);
}

function writePlain(spans: readonly Span[], { before, after, effort }: Setting): string {
  const pieces: string[] = [];
  let front = before;
  for (const [index, span] of spans.entries()) {
    const behind = index + 1 < spans.length ? firstOf(spans[index + 1]) : after;
    const piece = writeSpan(span, { before: front, after: behind, effort });
    pieces.push(piece);
    front = lastCharacter(piece);
  }
  return pieces.join('');
}

function writeSpan({ text, style, url }: Span, { before, after, effort }: Setting): string {
  effort(3 + (text.length >> 4) + ((url?.length ?? 0) >> 3));
  const isLink = url !== undefined && isLinkable(url);
  const write = (front: string, back: string) =>
    style.code ? codeSpan(text, effort) : escapeText(text, { before: front, after: back, effort });
  if (!isLink) return write(before, after);
  return linkTo(url, write('[', ']'), text === url && !style.code);
}

/** The character a span's Markdown begins with. */
function firstOf(span: Span | undefined): string {
  if (!span) return '';
  if (span.url !== undefined && isLinkable(span.url)) return '[';
  return span.style.code ? '`' : firstCharacter(span.text);
}
