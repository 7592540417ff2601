import { Fault } from '../fault.ts';
import type { FunctionContext } from '../expression.ts';
import { findNext } from '../patterns/matcher.ts';
import type { PatternMatch } from '../patterns/policy.ts';
import { isFunction, openFunction } from '../values/functions.ts';
import { isObject } from '../values/keys.ts';
import { findText } from '../values/text-search.ts';

/** Finds the match after another, or the first. To be asked for each in turn. */
type Search = (last: PatternMatch | undefined) => PatternMatch | undefined;

/** Looks through a string for a text, for a pattern, or for what a function finds that answers like one. */
export function searchIn(string: string, wanted: unknown, context: FunctionContext): Search {
  if (typeof wanted === 'string') return searchForText(string, wanted, context);
  const own = openFunction(wanted)?.pattern;
  if (wanted === undefined)
    throw new Fault('T1006', { message: 'There is nothing to look for: the pattern is missing' });
  if (own === undefined) return searchByFunction(string, wanted, context);
  const { budget } = context;
  return last => (last === undefined ? own.find(string, 0, budget) : findNext(own, string, last, budget));
}

function searchForText(string: string, wanted: string, { budget }: FunctionContext): Search {
  return last => {
    const start = findText(string, wanted, last === undefined ? 0 : last.end, budget);
    return start === -1 ? undefined : { match: wanted, start, end: start + wanted.length, groups: [] };
  };
}

/** What a function found leads to the next by a function of its own. */
function searchByFunction(string: string, matcher: unknown, context: FunctionContext): Search {
  let next: unknown;
  return last => {
    if (last !== undefined && !isFunction(next)) return undefined;
    const found = last === undefined ? context.call(matcher, [string]) : context.call(next, []);
    if (found === undefined) return undefined;
    if (!isObject(found) || !isMatch(found)) throw new Fault('T1010');
    ({ next } = found);
    return {
      match: String(found['match'] ?? ''),
      start: Number(found['start'] ?? 0),
      end: Number(found['end'] ?? 0),
      groups: Array.isArray(found['groups']) ? found['groups'] : [],
    };
  };
}

function isMatch(found: Readonly<Record<string, unknown>>): boolean {
  const { start, end, groups, next } = found;
  return typeof start === 'number' || typeof end === 'number' || Array.isArray(groups) || isFunction(next);
}

/** How many matches are wanted. */
export function limitOf(limit: unknown, code: string): number {
  if (typeof limit !== 'number') return Infinity;
  if (limit < 0) throw new Fault(code, { value: limit });
  return limit;
}
