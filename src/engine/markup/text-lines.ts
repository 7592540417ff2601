/** The lines of a text one after another, not all at once: there may be as many as characters. */
export function* linesOf(text: string): Generator<string, void> {
  const lineBreak = /\r\n|\r|\n/g;
  let from = 0;
  for (let found = lineBreak.exec(text); found !== null; found = lineBreak.exec(text)) {
    yield text.slice(from, found.index);
    from = lineBreak.lastIndex;
  }
  yield text.slice(from);
}
