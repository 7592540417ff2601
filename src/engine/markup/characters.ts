/** Whether the text is a letter, a digit or a combining mark; "" is not. */
export function isWord(character: string): boolean {
  if (character === '') return false;
  const code = character.charCodeAt(0);
  if (code < 128) return (code > 47 && code < 58) || (code > 64 && code < 91) || (code > 96 && code < 123);
  return /^[\p{L}\p{N}\p{M}]/u.test(character);
}

/** Whether the text is white space, or "" (where a line begins and ends). */
export function isBlank(character: string): boolean {
  return character === '' || character === ' ' || (!isVisibleAscii(character) && /^\s/u.test(character));
}

/** Whether CommonMark counts the character as punctuation, which decides where emphasis may begin and end. */
export function isPunctuation(character: string): boolean {
  return isVisibleAscii(character) ? !isWord(character) : /^[\p{P}\p{S}]/u.test(character);
}

function isVisibleAscii(character: string): boolean {
  const code = character.charCodeAt(0);
  return code > 32 && code < 127;
}

/** The last character, whole even where it takes two units; "" of "". */
export function lastCharacter(text: string): string {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xdc00 && last <= 0xdfff && text.length > 1 ? text.slice(-2) : text.slice(-1);
}

/** The first character, whole even where it takes two units; "" of "". */
export function firstCharacter(text: string): string {
  const first = text.charCodeAt(0);
  return first >= 0xd800 && first <= 0xdbff ? text.slice(0, 2) : text.slice(0, 1);
}

/** The character in front of a place in a text, whole even where it takes two units; "" at the beginning. */
export function characterBefore(text: string, at: number): string {
  const last = text.charCodeAt(at - 1);
  return last >= 0xdc00 && last <= 0xdfff && at > 1 ? text.slice(at - 2, at) : text.charAt(at - 1);
}

/** The character at a place in a text, whole even where it takes two units; "" at the end. */
export function characterAt(text: string, at: number): string {
  const first = text.charCodeAt(at);
  return first >= 0xd800 && first <= 0xdbff ? text.slice(at, at + 2) : text.charAt(at);
}
