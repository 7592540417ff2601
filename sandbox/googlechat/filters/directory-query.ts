import { GoogleError } from '../api/google-error.ts';

/** One clause of a Directory search: `givenName:Ada*`, `isSuspended=true`, or a bare word. */
export interface Clause {
  /** Absent for a bare word, which is looked for in names and addresses. */
  readonly field?: string;
  readonly operator: ':' | '=';
  readonly value: string;
  /** The value ended in `*`. */
  readonly isPrefix: boolean;
}

/** Fields of a search and what they take: `:` has, `=` equals, `:*` begins with. */
export type DirectoryFields = Readonly<Record<string, readonly (':' | '=' | '*')[]>>;

const pattern =
  /\s*(?:([A-Za-z][\w.]*)\s*(<=|>=|[:=<>]))?(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^\s'":=<>]+))(?=\s|$)\s*/suy;

/**
 * Parses the `query` of users.list and groups.list: clauses side by side, all of which have to hold. Values with
 * blanks stand in quotes; a backslash escapes a quote.
 *
 * @throws GoogleError INVALID_ARGUMENT in the older form
 */
export function parseDirectoryQuery(query: string, fields: DirectoryFields): Clause[] {
  const clauses: Clause[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < query.length) {
    const found = pattern.exec(query);
    if (found === null) throw refusal();
    clauses.push(readClause(found, fields));
  }
  if (clauses.length === 0) throw refusal();
  return clauses;
}

/** Whether a text meets a clause: equal, or beginning with the value for `*`, or holding it as a word for `:`. */
export function meets(text: string, { operator, value, isPrefix }: Clause): boolean {
  const [has, wanted] = [text.toLowerCase(), value.toLowerCase()];
  if (operator === '=') return has === wanted;
  if (isPrefix) return has.startsWith(wanted);
  return has === wanted || has.split(/[\s@.]+/).includes(wanted);
}

function readClause(found: RegExpExecArray, fields: DirectoryFields): Clause {
  const [, field, operator, single, double, bare] = found;
  const quoted = single ?? double;
  const text = quoted?.replace(/\\(.)/gsu, '$1') ?? bare ?? '';
  const isPrefix = quoted === undefined && text.endsWith('*');
  const value = isPrefix ? text.slice(0, -1) : text;
  if (field === undefined || operator === undefined) return { operator: ':', value, isPrefix };
  const allowed = Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (allowed === undefined || (operator !== ':' && operator !== '=') || !allowed.includes(operator)) throw refusal();
  if (isPrefix && (operator !== ':' || !allowed.includes('*') || value === '')) throw refusal();
  if (/^is[A-Z]/.test(field) && value !== 'true' && value !== 'false') throw refusal();
  return { field, operator, value, isPrefix };
}

function refusal(): GoogleError {
  return new GoogleError('INVALID_ARGUMENT', 'Invalid Input: Bad request for query', { location: 'query' });
}
