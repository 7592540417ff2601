import type { Effort } from '../effort.ts';
import { decodeReferences } from './references.ts';

/** As CommonMark suggests, so that an address with many parentheses is not read again and again. */
const deepestParentheses = 32;

/**
 * Reads the address of a link: in angle brackets, or up to a space with its parentheses in balance.
 *
 * @returns undefined where there is none; an empty one is one
 */
export function readDestination(
  text: string,
  at: number,
  effort: Effort,
): { readonly url: string; readonly end: number } | undefined {
  if (text[at] === '<') {
    const bracketed = /<((?:[^\\<>\n]|\\[^\n])*)>/y;
    bracketed.lastIndex = at;
    const found = bracketed.exec(text);
    return found ? { url: unescapeText(found[1] ?? '', effort), end: bracketed.lastIndex } : undefined;
  }
  const end = endOfBare(text, at, effort);
  return end === undefined ? undefined : { url: unescapeText(text.slice(at, end), effort), end };
}

function endOfBare(text: string, from: number, effort: Effort): number | undefined {
  let depth = 0;
  let at = from;
  for (; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '\\' && isAsciiPunctuation(text[at + 1] ?? '')) at += 1;
    else if (character <= ' ' || character === '\u007f') break;
    else if (character === '(') depth += 1;
    else if (character === ')') {
      if (depth === 0) break;
      depth -= 1;
    }
    if (depth > deepestParentheses) break;
  }
  effort((at - from) >> 5);
  return depth === 0 ? at : undefined;
}

/** @returns where the title that begins at `at` ends; undefined where none does */
export function readTitle(text: string, at: number): number | undefined {
  const title = /"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|\((?:[^()\\]|\\[^])*\)/y;
  title.lastIndex = at;
  const found = title.exec(text);
  // A title has no blank line; within a paragraph there is none anyway.
  return found ? title.lastIndex : undefined;
}

/** Behind spaces and at most one line break. */
export function skipSpace(text: string, from: number): number {
  const space = /[ \t]*(?:\n[ \t]*)?/y;
  space.lastIndex = from;
  space.exec(text);
  return space.lastIndex;
}

/** Whether a backslash in front of the character takes its meaning away. */
export function isAsciiPunctuation(character: string): boolean {
  return /^[!-/:-@[-`{-~]$/.test(character);
}

const escapedOrNamed = /\\([!-/:-@[-`{-~])|&[^;&]{1,33};/g;

/** Backslashes and character references read. */
function unescapeText(text: string, effort: Effort): string {
  if (!/[\\&]/.test(text)) return text;
  effort(text.length >> 1);
  return decodeReferences(text, escapedOrNamed);
}
