import { badRequest } from '../api/graph-error.ts';
import { read } from './filter-evaluate.ts';

/** One `"property:word"` of a `$search`, and how it joins the one before. */
interface Term {
  readonly property: string;
  readonly words: readonly string[];
  readonly join: 'AND' | 'OR';
}

/** Tells whether an object on the wire is found. */
export type Search = (value: object) => boolean;

/**
 * Parses a `$search`: `"displayName:ada" OR "mail:ada"`.
 *
 * @param properties those of the collection that can be searched
 * @throws GraphError 400
 */
export function parseSearch(text: string, properties: readonly string[]): Search {
  const pattern = /\s*(AND|OR)?\s*"(\w+):((?:[^"\\]|\\.)*)"/y;
  const terms: Term[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < text.trimEnd().length) {
    const [, join, property, words] = pattern.exec(text) ?? [];
    if (property === undefined || words === undefined)
      throw badRequest(
        `Syntax error: character '${text}' is not valid at position 0 in '${text}'. Write $search="property:words".`,
      );
    if (!properties.includes(property))
      throw badRequest(`Unrecognized or unsupported property '${property}' in $search.`, 'Request_UnsupportedQuery');
    terms.push({ property, words: tokens(words.replaceAll('\\', '')), join: join === 'OR' ? 'OR' : 'AND' });
  }
  // AND binds tighter than OR: a new alternative begins at each OR.
  const alternatives: Term[][] = [];
  for (const term of terms) {
    const last = alternatives.at(-1);
    if (last === undefined || term.join === 'OR') alternatives.push([term]);
    else last.push(term);
  }
  return value => alternatives.some(all => all.every(term => isFound(value, term)));
}

/** Every word begins a word of the property. */
function isFound(value: object, { property, words }: Term): boolean {
  const text = read(value, property);
  const present = tokens(typeof text === 'string' ? text : Array.isArray(text) ? text.join(' ') : '');
  return words.every(word => present.some(candidate => candidate.startsWith(word)));
}

function tokens(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '');
}
