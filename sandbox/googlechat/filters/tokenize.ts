import { FilterError } from './expression.ts';

/** A token of the filter language. */
export type Token =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'quoted'; readonly text: string }
  | { readonly kind: 'operator'; readonly text: string }
  | { readonly kind: 'open' | 'close' };

const pattern = /\s+|(\(|\))|(<=|>=|!=|[=<>:])|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s()<>=!:"']+)/suy;

/**
 * Cuts a filter into tokens. Text in quotes keeps every character but the backslash of an escape.
 *
 * @throws FilterError for an open quote or a stray character
 */
export function tokenize(filter: string): Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < filter.length) {
    const position = pattern.lastIndex;
    const found = pattern.exec(filter);
    if (found === null) throw new FilterError(`Invalid filter at position ${position}.`);
    const [, parenthesis, operator, double, single, word] = found;
    const quoted = double ?? single;
    if (parenthesis !== undefined) tokens.push({ kind: parenthesis === '(' ? 'open' : 'close' });
    else if (operator !== undefined) tokens.push({ kind: 'operator', text: operator });
    else if (quoted !== undefined) tokens.push({ kind: 'quoted', text: quoted.replace(/\\(.)/gsu, '$1') });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
  }
  return tokens;
}
