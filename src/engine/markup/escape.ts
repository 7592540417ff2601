import type { Effort } from './effort.ts';
import { characterAt, characterBefore, isWord } from './characters.ts';

const special = /[\\`*_~[\]<&]/g;
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
export function escapeText(text: string, { before, after, effort }: Neighbours): string {
  return text.replace(special, (character, at: number) => {
    effort(1);
    const previous = (): string => (at === 0 ? before : characterBefore(text, at));
    const next = (): string => (at + 1 === text.length ? after : characterAt(text, at + 1));
    switch (character) {
      case '_':
        // Within a word it is never emphasis; so :white_check_mark: stays as it is.
        return isWord(previous()) && isWord(next()) ? character : '\\_';
      case '<':
        return /^[A-Za-z/!?]$/.test(next()) || (at + 1 === text.length && after !== '') ? '\\<' : character;
      case '&':
        return entity.test(text.slice(at, at + 40)) ? '&amp;' : character;
      default:
        return `\\${character}`;
    }
  });
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
