/** A dotted name as callers write it: `created_at.gt` is `created_at[gt]`. */
export function inBrackets(path: string): string {
  const [first = '', ...rest] = path.split('.');
  return first + rest.map(part => `[${part}]`).join('');
}
