/** A line of Markdown that is read from the left. */
export interface LineCursor {
  readonly text: string;
  at: number;
}

const indentation = /^[ \t>*+\-.)\d]*/;

/**
 * A line whose tabs are spaces as far as they may indent or part a mark from its text; tabs behind that are text.
 * Columns are counted in steps of four.
 */
export function openLine(raw: string): LineCursor {
  const head = indentation.exec(raw)?.[0] ?? '';
  if (!head.includes('\t')) return { text: raw, at: 0 };
  let spaced = '';
  for (const character of head) spaced += character === '\t' ? ' '.repeat(4 - (spaced.length % 4)) : character;
  const text = spaced + raw.slice(head.length);
  return { text, at: 0 };
}

/** How many spaces stand at the cursor. */
export function indentAt({ text, at }: LineCursor): number {
  let end = at;
  while (text.charCodeAt(end) === 0x20) end += 1;
  return end - at;
}

/** Whether nothing but space is left. */
export function isBlankAt({ text, at }: LineCursor): boolean {
  for (let end = at; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code !== 0x20 && code !== 0x09) return false;
  }
  return true;
}

/** What is left of the line, its indentation too. */
export function restOf({ text, at }: LineCursor): string {
  return text.slice(at);
}

/** Text without all that it ends with of one character. Not by a pattern: that tries each place of a run anew. */
export function withoutEnd(text: string, character: string): string {
  let end = text.length;
  while (text[end - 1] === character) end -= 1;
  return text.slice(0, end);
}
