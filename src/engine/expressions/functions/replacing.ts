import { spendFuel, spendGrowth, type Budget } from '../budget.ts';
import { Fault } from '../fault.ts';
import type { FunctionContext } from '../expression.ts';
import { findNext } from '../patterns/matcher.ts';
import type { Pattern, PatternMatch } from '../patterns/policy.ts';
import { limitOf, searchIn } from './matches.ts';

/** `$replace`. */
export function replace(args: readonly unknown[], context: FunctionContext): unknown {
  const [string, wanted, replacement, most] = args;
  if (typeof string !== 'string') return undefined;
  if (wanted === '') throw new Fault('D3010');
  const limit = limitOf(most, 'D3011');
  if (limit === 0) return string;
  const search = searchIn(string, wanted, context);
  const making: Making = { string, replacement, isFixed: typeof wanted === 'string', context };
  let made = nothingYet;
  let count = 0;
  for (let match = search(undefined); match !== undefined && count < limit; match = search(match)) {
    made = goOn(made, match, making);
    count += 1;
  }
  return count === 0 ? string : finish(made, making);
}

/**
 * `$replace` of a pattern from its first match on.
 *
 * @param replacement a string, or a function value
 */
export function replaceFrom(
  string: string,
  { pattern, first }: { readonly pattern: Pattern; readonly first: PatternMatch },
  replacement: unknown,
  context: FunctionContext,
): string {
  const making: Making = { string, replacement, isFixed: false, context };
  let made = nothingYet;
  for (
    let match: PatternMatch | undefined = first;
    match !== undefined;
    match = findNext(pattern, string, match, context.budget)
  ) {
    made = goOn(made, match, making);
  }
  return finish(made, making);
}

interface Making {
  readonly string: string;
  readonly replacement: unknown;
  /** A text is looked for, not a pattern. */
  readonly isFixed: boolean;
  readonly context: FunctionContext;
}

/** The result so far, and where the string goes on behind the last match. */
interface Made {
  readonly text: string;
  readonly at: number;
}

const nothingYet: Made = { text: '', at: 0 };

function goOn({ text, at }: Made, match: PatternMatch, making: Making): Made {
  const { string, context } = making;
  const filled = replacementOf(match, making);
  spendGrowth(context.budget, filled.length + match.start - at);
  spendFuel(context.budget, 2);
  return { text: text + string.slice(at, match.start) + filled, at: match.start + match.match.length };
}

function finish({ text, at }: Made, { string, context }: Making): string {
  spendGrowth(context.budget, string.length - at);
  return text + string.slice(at);
}

// Text that replaces a fixed string is taken as it is; only patterns have groups to fill in.
function replacementOf(match: PatternMatch, { replacement, isFixed, context }: Making): string {
  if (typeof replacement === 'string') return isFixed ? replacement : fillIn(replacement, match, context.budget);
  if (replacement === undefined) {
    throw new Fault('T1006', { message: 'There is nothing to put in its place: the replacement is missing' });
  }
  const { start, end, groups } = match;
  const value = context.call(replacement, [{ match: match.match, start, end, groups: [...groups] }]);
  if (typeof value !== 'string') throw new Fault('D3012', { value });
  return value;
}

/** The replacement text with `$0`, `$1`, … filled in from a match, paid for before it is made. */
function fillIn(template: string, found: PatternMatch, budget: Budget): string {
  const { groups } = found;
  let filled = '';
  let at = 0;
  const add = (text: string): void => {
    spendGrowth(budget, text.length);
    filled += text;
  };
  for (let dollar = template.indexOf('$'); dollar !== -1; dollar = template.indexOf('$', at)) {
    spendFuel(budget, 1);
    add(template.slice(at, dollar));
    at = dollar + 1;
    const sign = template.charAt(at);
    if (sign === '$' || sign === '0') {
      add(sign === '$' ? '$' : found.match);
      at += 1;
      continue;
    }
    const group = groupNumber(template, at, groups.length);
    if (group === undefined) add('$');
    else {
      add(groups[group - 1] ?? '');
      at += String(group).length;
    }
  }
  add(template.slice(at));
  return filled;
}

/** The group a reference means: as many digits as there are groups to tell apart. */
function groupNumber(template: string, at: number, groups: number): number | undefined {
  const digits = groups === 0 ? 1 : String(groups).length;
  const long = Number.parseInt(template.slice(at, at + digits), 10);
  const value = digits > 1 && long > groups ? Number.parseInt(template.slice(at, at + digits - 1), 10) : long;
  return Number.isNaN(value) ? undefined : value;
}
