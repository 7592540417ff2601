/** Whether the text is a letter, a digit or a combining mark; "" is not. */
export function isWord(character: string): boolean {
  if (character === '') return false;
  const code = character.charCodeAt(0);
  if (code < 128) return (code > 47 && code < 58) || (code > 64 && code < 91) || (code > 96 && code < 123);
  return /^[\p{L}\p{N}\p{M}]/u.test(character);
}

/** Whether the text is white space, or "" (where a line begins and ends). */
export function isBlank(character: string): boolean {
  return character === '' || /^\s/u.test(character);
}

/** Whether CommonMark counts the character as punctuation, which decides where emphasis may begin and end. */
export function isPunctuation(character: string): boolean {
  return /^[\p{P}\p{S}]/u.test(character);
}

/** The last character, whole even where it takes two units; "" of "". */
export function lastCharacter(text: string): string {
  const last = text.slice(-1);
  return /^[\udc00-\udfff]$/.test(last) && text.length > 1 ? text.slice(-2) : last;
}

/** The first character, whole even where it takes two units; "" of "". */
export function firstCharacter(text: string): string {
  const point = text.codePointAt(0);
  return point === undefined ? '' : String.fromCodePoint(point);
}
