import type { Effort } from './effort.ts';
import { characterAt, characterBefore, isWord } from './characters.ts';

const special = /[\\`*_~[\]<&]/;
const entity = /^&(?:[A-Za-z][A-Za-z0-9]{0,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});/;

/** What a text stands between. */
interface Neighbours {
  /** The character in front of the text, "" at the start of a line. */
  readonly before: string;
  /** The character behind it, "" at the end of a line. */
  readonly after: string;
  readonly effort: Effort;
}

/** Plain text as Markdown that reads as the same text. What begins a line is the affair of `escapeLineStart`. */
export function escapeText(text: string, neighbours: Neighbours): string {
  let at = text.search(special);
  if (at === -1) return text;
  let escaped = '';
  let from = 0;
  for (; at < text.length; at += 1) {
    if (!isSpecial(text.charCodeAt(at))) continue;
    neighbours.effort(2);
    const written = escapeAt(text, at, neighbours);
    if (written === undefined) continue;
    escaped += text.slice(from, at) + written;
    from = at + 1;
  }
  return escaped + text.slice(from);
}

/** The characters that `special` finds. */
const specialCodes: ReadonlySet<number> = new Set([...'\\`*_~[]<&'].map(character => character.charCodeAt(0)));
const isSpecial = (code: number): boolean => code < 0x7f && code > 0x25 && specialCodes.has(code);

/** What stands for a special character; undefined where it stays as it is. */
function escapeAt(text: string, at: number, { before, after }: Neighbours): string | undefined {
  const character = text.charAt(at);
  const isLast = at + 1 === text.length;
  switch (character) {
    case '_': {
      // Within a word it is never emphasis; so :white_check_mark: stays as it is.
      const isWithinWord =
        isWord(at === 0 ? before : characterBefore(text, at)) && isWord(isLast ? after : characterAt(text, at + 1));
      return isWithinWord ? undefined : '\\_';
    }
    case '<':
      return (isLast ? after !== '' : /^[A-Za-z/!?]$/.test(characterAt(text, at + 1))) ? '\\<' : undefined;
    case '&':
      return entity.test(text.slice(at, at + 40)) ? '&amp;' : undefined;
    default:
      return `\\${character}`;
  }
}

/** A finished line whose beginning cannot be taken for a heading, a quote, a list, a rule, a table or indented code. */
export function escapeLineStart(line: string): string {
  const text = line.trimStart();
  const numbered = /^(\d{1,9})([.)])(?=\s|$)/.exec(text);
  if (numbered) return `${numbered[1] ?? ''}\\${text.slice((numbered[1] ?? '').length)}`;
  return beginsBlock(text) ? `\\${text}` : text;
}

function beginsBlock(text: string): boolean {
  switch (text[0]) {
    case '>':
      return true;
    case '#':
      return /^#{1,6}(?:\s|$)/.test(text);
    case '-':
    case '+':
      return /^.(?:\s|$)/.test(text) || /^[-+=:|\s]*$/.test(text);
    case '=':
    case ':':
    case '|':
      return /^[-+=:|\s]*$/.test(text);
    default:
      return false;
  }
}
