import { PatchbayError } from '../errors.ts';

/** A query as callers wrote it: `created_at[gt]=x` is `{ created_at: { gt: "x" } }`. Values are text. */
export interface QueryMap {
  readonly [name: string]: string | QueryMap;
}

const maxPairs = 100;
const maxDepth = 3;
const maxValueLength = 8_192;
/** `$` begins parameters of some providers. */
const namePattern = /^[A-Za-z0-9_$][A-Za-z0-9_.-]{0,63}$/;
/** Names that reach a prototype in careless code behind this one. */
const forbiddenNames: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads a query string in bracket form. Nothing is guessed: a name given twice, a name that is a value and a map at once,
 * lists (`a[]=x`), broken escapes and anything beyond the limits are refused by name.
 *
 * @param text without the leading `?`
 * @throws PatchbayError REQUEST_INVALID
 */
export function parseQueryString(text: string): QueryMap {
  const root: MutableQueryMap = {};
  const pairs = text.split('&').filter(pair => pair !== '');
  if (pairs.length > maxPairs) {
    throw new PatchbayError(
      'REQUEST_INVALID',
      `The query has ${pairs.length} parameters; at most ${maxPairs} are read.`,
    );
  }
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    const key = decode(equals === -1 ? pair : pair.slice(0, equals), 'name');
    const value = decode(equals === -1 ? '' : pair.slice(equals + 1), key);
    if (value.length > maxValueLength) throw invalid(key, [key], `is longer than ${maxValueLength} characters`);
    if (value.includes('\u0000')) throw invalid(key, [key], 'holds a NUL character');
    put(root, key, splitKey(key), value);
  }
  return root;
}

interface MutableQueryMap {
  [name: string]: string | MutableQueryMap;
}

/** `created_at[gt]` as its parts. */
function splitKey(key: string): readonly string[] {
  const bracket = key.indexOf('[');
  if (bracket === -1) return [key];
  const inner = key.slice(bracket);
  if (inner.includes('[]')) throw invalid(key, [key], 'is a list, which no parameter is; write a,b for several values');
  if (!/^(\[[^[\]]+\])+$/.test(inner)) throw invalid(key, [key], 'has brackets that do not close, or text after them');
  return [key.slice(0, bracket), ...inner.slice(1, -1).split('][')];
}

function put(root: MutableQueryMap, key: string, path: readonly string[], value: string): void {
  if (path.length > maxDepth) throw invalid(key, path, `is nested deeper than ${maxDepth} levels`);
  const wrong = path.find(name => !namePattern.test(name) || forbiddenNames.has(name));
  if (wrong !== undefined) throw invalid(key, path, 'is not a name a parameter can have');
  let map = root;
  for (const name of path.slice(0, -1)) {
    const next = Object.hasOwn(map, name) ? map[name] : (map[name] = {});
    if (next === undefined || typeof next === 'string')
      throw invalid(key, path, 'is given once as a value and once with brackets');
    map = next;
  }
  const last = path.at(-1) ?? '';
  if (Object.hasOwn(map, last)) {
    const what =
      typeof map[last] === 'string' ? 'is given more than once' : 'is given once as a value and once with brackets';
    throw invalid(key, path, what);
  }
  map[last] = value;
}

function decode(text: string, name: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw invalid(name, [name], 'holds an escape that is not valid UTF-8');
  }
}

function invalid(key: string, path: readonly string[], what: string): PatchbayError {
  const shown = key.length > 80 ? `${key.slice(0, 80)}…` : key;
  return new PatchbayError('REQUEST_INVALID', `The query parameter "${shown}" ${what}.`, {
    errors: [{ pointer: `/${path.map(name => name.slice(0, 80)).join('/')}`, message: what }],
  });
}
