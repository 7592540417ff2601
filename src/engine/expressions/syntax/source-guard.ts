import type { Fault } from '../fault.ts';
import { faultAt } from '../fault.ts';
import { roughTokens, type RoughToken } from './rough-tokens.ts';

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
  if (isSurelySmall(source)) return;
  if (source.length > sourceLimits.characters) {
    throw tooLarge(0, `it is longer than ${sourceLimits.characters} characters`);
  }
  const levels: Level[] = [newLevel()];
  let afterValue = false;
  for (const token of roughTokens(source, () => afterValue)) {
    const level = levels[levels.length - 1] ?? newLevel();
    if (token.kind === 'open') {
      if (levels.length > sourceLimits.nesting) {
        throw tooLarge(token.position, `brackets are nested more than ${sourceLimits.nesting} deep`);
      }
      level.operators += afterValue ? 1 : 0;
      levels.push(newLevel());
    } else if (token.kind === 'close') {
      settle(level);
      if (levels.length > 1) levels.pop();
      const outer = levels[levels.length - 1];
      // One that closes nothing is the parser's to refuse.
      if (outer !== undefined && outer !== level) absorb(outer, level);
    } else {
      count(level, token);
    }
    check(level, token.position);
    afterValue = token.kind === 'value' || token.kind === 'close';
  }
}

/**
 * Whether a text is so short that it reaches no ceiling, whatever it says: each part takes a character at least, and each
 * default doubles no more than all there is.
 */
function isSurelySmall(source: string): boolean {
  if (source.length > sourceLimits.chain) return false;
  let openings = 0;
  let parts = source.length;
  for (let at = 0; at < source.length; at += 1) {
    const sign = source.charCodeAt(at);
    if (sign === roundBracket || sign === squareBracket || sign === curlyBracket) openings += 1;
    else if (sign === questionMark) {
      const next = source.charCodeAt(at + 1);
      if (next === questionMark || next === colon) parts *= 2;
    }
  }
  return openings <= sourceLimits.nesting && parts <= sourceLimits.nodes;
}

const [roundBracket, squareBracket, curlyBracket, questionMark, colon] = [0x28, 0x5b, 0x7b, 0x3f, 0x3a] as const;

function count(level: Level, token: RoughToken): void {
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
