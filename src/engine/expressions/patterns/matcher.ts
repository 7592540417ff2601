import type { Budget } from '../budget.ts';
import { Fault, faultAt } from '../fault.ts';
import type { FunctionContext } from '../expression.ts';
import { createFunction, type FunctionValue } from '../values/functions.ts';
import type { Pattern, PatternMatch } from './policy.ts';

/** The function a regular expression is: from a string to its first match, which leads to the next. */
export function createMatcher(pattern: Pattern, position: number): FunctionValue {
  return createFunction({
    name: 'pattern',
    arity: 2,
    height: 1,
    pattern,
    invoke: ([text, from], context) => {
      if (typeof text !== 'string') return undefined;
      const start = Number.isInteger(from) ? Math.min(Math.max(Number(from), 0), text.length) : 0;
      return describe(pattern.find(text, start, context.budget), pattern, text, position);
    },
  });
}

/**
 * The match after another.
 *
 * @throws Fault D1004 when it is empty: going on would never end
 */
export function findNext(pattern: Pattern, text: string, last: PatternMatch, budget: Budget): PatternMatch | undefined {
  if (last.end >= text.length) return undefined;
  const next = pattern.find(text, last.end, budget);
  if (next?.match === '') throw new Fault('D1004', { value: pattern.source });
  return next;
}

function describe(found: PatternMatch | undefined, pattern: Pattern, text: string, position: number): unknown {
  if (found === undefined) return undefined;
  const next = createFunction({
    name: 'next',
    arity: 0,
    height: 1,
    invoke: (_args: readonly unknown[], context: FunctionContext) => {
      try {
        return describe(findNext(pattern, text, found, context.budget), pattern, text, position);
      } catch (error) {
        throw error instanceof Fault ? faultAt(position, '', error.code, error.facts) : error;
      }
    },
  });
  return { match: found.match, start: found.start, end: found.end, groups: found.groups, next };
}
