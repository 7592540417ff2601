import type { Fault } from '../fault.ts';
import { faultAt } from '../fault.ts';

/** Ceilings of a source text, checked before the parser sees it. */
export const sourceLimits = { characters: 65_536, nesting: 200, chain: 1_000, nodes: 20_000 } as const;

interface Level {
  /** Tokens since the last separator, with what lies in brackets among them. */
  size: number;
  /** Operators since the last `,` or `;`: each makes the tree one deeper. */
  operators: number;
  deepest: number;
  total: number;
}

const newLevel = (): Level => ({ size: 0, operators: 0, deepest: 0, total: 0 });

/**
 * Refuses text that would overflow the parser's stack or its memory. The parser copies the left side of `??` and `?:`, so
 * that nested defaults double at each level: the size counted here doubles with them.
 *
 * @throws Fault S0500 with the place
 */
export function guardSource(source: string): void {
  if (source.length > sourceLimits.characters) {
    throw tooLarge(0, `it is longer than ${sourceLimits.characters} characters`);
  }
  const levels: Level[] = [newLevel()];
  let afterValue = false;
  for (const token of scan(source, () => afterValue)) {
    const level = levels[levels.length - 1] ?? newLevel();
    if (token.kind === 'open') {
      if (levels.length > sourceLimits.nesting) {
        throw tooLarge(token.position, `brackets are nested more than ${sourceLimits.nesting} deep`);
      }
      level.operators += afterValue ? 1 : 0;
      levels.push(newLevel());
    } else if (token.kind === 'close') {
      if (levels.length > 1) levels.pop();
      settle(level);
      absorb(levels[levels.length - 1] ?? newLevel(), level);
    } else {
      count(level, token);
    }
    check(level, token.position);
    afterValue = token.kind === 'value' || token.kind === 'close';
  }
}

function count(level: Level, token: Token): void {
  level.size += 1;
  if (token.kind === 'separator') settle(level);
  else if (token.kind === 'default') {
    level.total += level.size * 2;
    level.size = 0;
    level.operators += 1;
  } else if (token.kind === 'operator') level.operators += 1;
}

function settle(level: Level): void {
  level.total += level.size;
  level.size = 0;
  level.deepest = Math.max(level.deepest, level.operators);
  level.operators = 0;
}

function absorb(outer: Level, inner: Level): void {
  outer.size += inner.total + 1;
  outer.operators += inner.deepest + 1;
}

function check(level: Level, position: number): void {
  if (level.size + level.total > sourceLimits.nodes) {
    throw tooLarge(position, `it has more than ${sourceLimits.nodes} parts; mind that nested ?? and ?: double`);
  }
  if (level.operators > sourceLimits.chain) {
    throw tooLarge(position, `more than ${sourceLimits.chain} operators hang together`);
  }
}

function tooLarge(position: number, why: string): Fault {
  return faultAt(position, '', 'S0500', { message: `The expression is too large: ${why}` });
}

interface Token {
  readonly kind: 'open' | 'close' | 'separator' | 'default' | 'operator' | 'value';
  readonly position: number;
}

/** The rough shape of the text: enough to count, not to understand. Strings, names, comments and patterns are one token. */
function* scan(source: string, isAfterValue: () => boolean): Generator<Token> {
  let at = 0;
  while (at < source.length) {
    const char = source.charAt(at);
    const position = at;
    if (/\s/.test(char)) {
      at += 1;
    } else if (char === '/' && source.charAt(at + 1) === '*') {
      at = endOf(source, '*/', at + 2);
    } else if (char === '"' || char === "'") {
      at = endOfString(source, char, at + 1);
      yield { kind: 'value', position };
    } else if (char === '`') {
      at = endOf(source, '`', at + 1);
      yield { kind: 'value', position };
    } else if (char === '/' && !isAfterValue()) {
      at = endOfPattern(source, at + 1);
      yield { kind: 'value', position };
    } else if (/[\p{L}\p{N}_$]/u.test(char)) {
      at = endOfWord(source, at);
      yield { kind: isWordOperator(source.slice(position, at)) ? 'operator' : 'value', position };
    } else {
      const kind = kindOfSign(source, at);
      at += kind === 'default' ? 2 : 1;
      yield { kind, position };
    }
  }
}

function kindOfSign(source: string, at: number): Token['kind'] {
  const char = source.charAt(at);
  if ('([{'.includes(char)) return 'open';
  if (')]}'.includes(char)) return 'close';
  if (char === ',' || char === ';') return 'separator';
  const pair = source.slice(at, at + 2);
  return pair === '??' || pair === '?:' ? 'default' : 'operator';
}

const isWordOperator = (word: string): boolean => word === 'and' || word === 'or' || word === 'in';

function endOf(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from);
  return found === -1 ? source.length : found + mark.length;
}

function endOfString(source: string, quote: string, from: number): number {
  let at = from;
  while (at < source.length && source.charAt(at) !== quote) at += source.charAt(at) === '\\' ? 2 : 1;
  return at + 1;
}

function endOfWord(source: string, from: number): number {
  const word = /[\p{L}\p{N}_$]+/uy;
  word.lastIndex = from;
  word.test(source);
  return Math.max(word.lastIndex, from + 1);
}

/** As the parser does it: a slash ends a pattern unless it is escaped or within brackets. */
function endOfPattern(source: string, from: number): number {
  let depth = 0;
  for (let at = from; at < source.length; at += 1) {
    const char = source.charAt(at);
    if (char === '\\') at += 1;
    else if (char === '/' && depth <= 0) return at + 1;
    else if ('([{'.includes(char)) depth += 1;
    else if (')]}'.includes(char)) depth -= 1;
  }
  return source.length;
}
