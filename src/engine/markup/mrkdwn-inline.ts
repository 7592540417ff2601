import { characterAt, characterBefore, isBlank, isWord } from './characters.ts';
import { plainStyle, type Span, type Style } from './document.ts';
import type { Effort } from './effort.ts';
import { decodeEntities, readReference } from './mrkdwn-reference.ts';

type Mark = 'bold' | 'italic' | 'strike';

const marks: Readonly<Record<string, Mark>> = { '*': 'bold', _: 'italic', '~': 'strike' };

type Token =
  | { readonly kind: 'span'; readonly span: Span }
  | {
      readonly kind: 'mark';
      readonly sign: string;
      readonly mark: Mark;
      readonly opens: boolean;
      readonly closes: boolean;
    };

/** The spans of one line. */
export function readInline(line: string, effort: Effort): readonly Span[] {
  if (line === '') return [];
  if (!/[*_~`<]/.test(line)) return [{ text: decodeEntities(line, effort), style: plainStyle }];
  const tokens = tokenize(line, effort);
  const paired = pairMarks(tokens);
  const spans: Span[] = [];
  let open = 0;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) continue;
    if (token.kind === 'span') spans.push(styled(token.span, open));
    else if (paired.has(index)) open ^= bitOf[token.mark];
    else spans.push({ text: token.sign, style: styles[open] ?? plainStyle });
  }
  return spans;
}

const bitOf: Readonly<Record<Mark, number>> = { bold: 1, italic: 2, strike: 4 };

/** The style of each set of open marks: made once, as a line may have thousands of marks. */
const styles: readonly Style[] = Array.from({ length: 8 }, (_, open) => ({
  bold: (open & bitOf.bold) !== 0,
  italic: (open & bitOf.italic) !== 0,
  strike: (open & bitOf.strike) !== 0,
}));

function styled({ text, style: own, url }: Span, open: number): Span {
  const style = styles[open] ?? plainStyle;
  if (own.code === true) return { text, style: { ...style, code: true } };
  return url === undefined ? { text, style } : { text, style, url };
}

/** What a sign that may be a mark takes, and a token when it is found. */
const effortPerSign = 3;
const effortPerToken = 4;

function tokenize(line: string, effort: Effort): readonly Token[] {
  const tokens: Token[] = [];
  const backticks = finder(line, '`');
  const brackets = finder(line, '>');
  const openings = finder(line, '<');
  let from = 0;
  const flush = (until: number) => {
    effort(effortPerToken);
    if (until > from)
      tokens.push({ kind: 'span', span: { text: decodeEntities(line.slice(from, until), effort), style: plainStyle } });
  };
  for (let at = 0; at < line.length; at++) {
    const character = line[at] ?? '';
    const mark = marks[character];
    if (mark !== undefined) {
      effort(effortPerSign);
      const token = readMark(line, at, character, mark);
      if (!token) continue;
      flush(at);
      tokens.push(token);
      from = at + 1;
      continue;
    }
    if (character !== '`' && character !== '<') continue;
    effort(effortPerSign);
    const close = character === '`' ? backticks(at + 1) : brackets(at + 1);
    const nested = character === '<' ? openings(at + 1) : -1;
    if (close <= at + 1 || (nested !== -1 && nested < close)) continue;
    flush(at);
    const inside = line.slice(at + 1, close);
    tokens.push({
      kind: 'span',
      span: character === '`' ? codeOf(inside, effort) : { ...readReference(inside, effort), style: plainStyle },
    });
    at = close;
    from = close + 1;
  }
  flush(line.length);
  return tokens;
}

/** Code is taken as it is but for entities and wrapped addresses. */
function codeOf(inside: string, effort: Effort): Span {
  const plain = inside.replace(/<([^<>]+)>/g, (_, reference: string) => readReference(reference, effort).text);
  return { text: decodeEntities(plain, effort), style: { code: true } };
}

/** A sign marks only at the edge of a word, and never beside its like; otherwise it is text. */
function readMark(line: string, at: number, sign: string, mark: Mark): Token | undefined {
  const before = characterBefore(line, at);
  const after = characterAt(line, at + 1);
  if (before === sign || after === sign) return undefined;
  const opens = !isWord(before) && !isBlank(after);
  const closes = !isBlank(before) && !isWord(after);
  return opens || closes ? { kind: 'mark', sign, mark, opens, closes } : undefined;
}

/** Indexes of the marks that have a partner. Pairs nest; one that would cross another is text. */
function pairMarks(tokens: readonly Token[]): ReadonlySet<number> {
  const paired = new Set<number>();
  const open: { readonly mark: Mark; readonly index: number }[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'mark') continue;
    const partner = token.closes ? open.findLastIndex(({ mark }) => mark === token.mark) : -1;
    const isEmpty = partner >= 0 && open[partner]?.index === index - 1;
    if (partner >= 0 && !isEmpty) {
      paired.add(open[partner]?.index ?? index).add(index);
      open.length = partner;
    } else if (token.opens && !open.some(({ mark }) => mark === token.mark)) {
      open.push({ mark: token.mark, index });
    }
  }
  return paired;
}

/** Finds the next place of a character (-1: none), for rising starts: all searches of a line together read it once. */
function finder(line: string, character: string): (from: number) => number {
  let known = -2;
  return from => {
    if (known !== -1 && known < from) known = line.indexOf(character, from);
    return known;
  };
}
