/** A dotted name as callers write it: `created_at.gt` is `created_at[gt]`. */
export function inBrackets(path: string): string {
  const [first = '', ...rest] = path.split('.');
  return first + rest.map(part => `[${part}]`).join('');
}

/** A reference of a call as its caller writes it: `query.channel.id` is `channel[id]`, `body.channel.id` is `channel.id`. */
export function referenceAsWritten([place, ...rest]: readonly string[]): string {
  return place === 'query' ? inBrackets(rest.join('.')) : rest.join('.');
}
