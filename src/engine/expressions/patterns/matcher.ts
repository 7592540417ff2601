import { spendFuel, type Budget } from '../budget.ts';
import { Fault, faultAt } from '../fault.ts';
import type { FunctionContext } from '../expression.ts';
import { createFunction, type FunctionValue } from '../values/functions.ts';
import type { Pattern, PatternMatch } from './policy.ts';

/** Characters one unit of fuel pays for. */
const charactersPerUnit = { native: 32, re2: 2 } as const;

/** The function a regular expression is: from a string to its first match, which leads to the next. */
export function createMatcher(pattern: Pattern, position: number): FunctionValue {
  return createFunction({
    name: 'pattern',
    arity: 2,
    height: 1,
    pattern,
    invoke: ([text, from], context) => {
      if (typeof text !== 'string') return undefined;
      return describe(
        find(pattern, text, typeof from === 'number' ? from : 0, context.budget),
        pattern,
        text,
        position,
      );
    },
  });
}

/** The first match at or after a place, paid for by the length of the text. */
export function find(pattern: Pattern, text: string, from: number, budget: Budget): PatternMatch | undefined {
  const found = pattern.find(text, from);
  const read = (found?.end ?? text.length) - from;
  spendFuel(budget, 1 + Math.ceil(Math.max(0, read) / charactersPerUnit[pattern.engine]));
  return found;
}

/**
 * The match after another.
 *
 * @throws Fault D1004 when it is empty: going on would never end
 */
export function findNext(pattern: Pattern, text: string, last: PatternMatch, budget: Budget): PatternMatch | undefined {
  if (last.end >= text.length) return undefined;
  const next = find(pattern, text, last.end, budget);
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
