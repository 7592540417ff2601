/** How a scalar is written in YAML. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

/** A scalar's place in a text: `start` is its first character (the `|` of a block), `end` the one after its last. */
export interface ScalarSpan {
  readonly style: ScalarStyle;
  readonly start: number;
  readonly end: number;
}

/**
 * Where a character of a scalar's value stands in the file: walks value and source side by side, because folding,
 * indentation and escapes make them differ.
 *
 * @param offset index into `value`; one past its end gives the end of the scalar
 */
export function offsetInScalar(text: string, span: ScalarSpan, value: string, offset: number): number {
  let at = contentStart(text, span);
  let read = 0;
  while (read < offset && at < span.end) {
    if (isBlank(value[read])) {
      const blanks = blanksFrom(value, read);
      // Inside a run of white space only its end can be told.
      if (read + blanks > offset) return at;
      at = blanks > 0 ? skipBlanks(text, span, at, blanks) : at;
      read += blanks;
    } else {
      at += writtenLength(text, span.style, at);
      read += 1;
    }
    if (span.style === 'double') at = behindEscapedBreak(text, at);
  }
  return Math.min(at, span.end);
}

/** A backslash at the end of a line stands for nothing, with the indentation of the next. */
function behindEscapedBreak(text: string, at: number): number {
  const line = /\\\r?\n[ \t]*/y;
  line.lastIndex = at;
  return line.test(text) ? line.lastIndex : at;
}

function contentStart(text: string, span: ScalarSpan): number {
  if (span.style === 'single' || span.style === 'double') return span.start + 1;
  if (span.style === 'plain') return span.start;
  const firstLine = text.indexOf('\n', span.start) + 1;
  return firstLine === 0 ? span.end : firstLine + indentationAt(text, firstLine);
}

function indentationAt(text: string, at: number): number {
  let end = at;
  while (text[end] === ' ') end += 1;
  return end - at;
}

const isBlank = (character: string | undefined): boolean =>
  character === ' ' || character === '\n' || character === '\t';

function blanksFrom(value: string, from: number): number {
  let end = from;
  while (isBlank(value[end])) end += 1;
  return end - from;
}

/** The end of the white space that stands for a run of `count` blanks in the value. */
function skipBlanks(text: string, span: ScalarSpan, from: number, count: number): number {
  let at = from;
  if (span.style === 'double' && text[at] === '\\') {
    for (let left = count; left > 0 && at < span.end; left -= 1) at += writtenLength(text, 'double', at);
    return at;
  }
  while (at < span.end && (isBlank(text[at]) || text[at] === '\r')) at += 1;
  return at;
}

const escapeLengths: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };

/** Characters of the file that write the one value character at `at`. */
function writtenLength(text: string, style: ScalarStyle, at: number): number {
  if (style === 'single') return text.startsWith("''", at) ? 2 : 1;
  if (style !== 'double' || text[at] !== '\\') return 1;
  return escapeLengths[text[at + 1] ?? ''] ?? 2;
}
