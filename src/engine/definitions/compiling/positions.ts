/**
 * Where a token starts. The parser of the language gives the offset after a token, our own checks the one before it.
 *
 * @returns an offset inside the source, 0 when nothing is known
 */
export function startOfToken(source: string, position: number | undefined, token: string | undefined): number {
  if (position === undefined) return 0;
  if (token === undefined || token === '') return Math.min(position, source.length);
  for (const written of [token, `$${token}`, `"${token}"`, `'${token}'`, `\`${token}\``]) {
    if (source.startsWith(written, position)) return position;
  }
  for (const written of [`$${token}`, `"${token}"`, `'${token}'`, `\`${token}\``, token]) {
    if (source.startsWith(written, position - written.length)) return position - written.length;
  }
  return Math.min(position, source.length);
}
