/**
 * Where a token starts. The parser of the language gives the offset after a token (after the `(` of a call), our own
 * checks the one before it.
 *
 * @returns an offset inside the source, 0 when nothing is known
 */
export function startOfToken(source: string, position: number | undefined, token: string | undefined): number {
  if (position === undefined) return 0;
  // What is missing at the end is missing behind the last sign, not on a later line.
  const fallback = Math.min(position, source.trimEnd().length);
  if (token === undefined || token === '') return fallback;
  const bare = token.replace(/^\$/, '');
  const written = [`$${bare}`, `"${bare}"`, `'${bare}'`, `\`${bare}\``, token];
  const ahead = written.find(text => source.startsWith(text, position));
  if (ahead !== undefined) return position;
  for (const text of written) {
    const start = source.lastIndexOf(text, position);
    if (start !== -1 && position - (start + text.length) <= 1) return start;
  }
  return fallback;
}
