/** A sign, a name, a number, a string or a pattern, as far as it can be told without parsing. */
export interface RoughToken {
  readonly kind: 'open' | 'close' | 'separator' | 'default' | 'operator' | 'value';
  readonly position: number;
  /** Offset behind its last character. */
  readonly end: number;
}

/**
 * The rough shape of a text: enough to count and to find a place in, not to understand. Strings, names and patterns are
 * one token, comments none, and most signs are one each.
 *
 * @param isAfterValue whether the token before the next one ends a value: a slash begins a pattern only where it does not
 */
export function* roughTokens(source: string, isAfterValue: () => boolean): Generator<RoughToken> {
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
      yield { kind: 'value', position, end: at };
    } else if (char === '`') {
      at = endOf(source, '`', at + 1);
      yield { kind: 'value', position, end: at };
    } else if (char === '/' && !isAfterValue()) {
      at = endOfPattern(source, at + 1);
      yield { kind: 'value', position, end: at };
    } else if (char >= '0' && char <= '9') {
      at = endOfNumber(source, at);
      yield { kind: 'value', position, end: at };
    } else if (/[\p{L}\p{N}_$]/u.test(char)) {
      at = endOfWord(source, at);
      yield { kind: isWordOperator(source.slice(position, at)) ? 'operator' : 'value', position, end: at };
    } else {
      const kind = kindOfSign(source, at);
      at += kind === 'default' ? 2 : 1;
      yield { kind, position, end: at };
    }
  }
}

function kindOfSign(source: string, at: number): RoughToken['kind'] {
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

function endOfNumber(source: string, from: number): number {
  const number = /\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
  number.lastIndex = from;
  number.test(source);
  return Math.max(number.lastIndex, from + 1);
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
