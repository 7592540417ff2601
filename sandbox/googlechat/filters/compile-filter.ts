import { GoogleError } from '../api/google-error.ts';
import { parseTimestamp } from '../store/timestamp.ts';
import { checkFilter, type FilterRules } from './check-filter.ts';
import { FilterError, type Comparison, type Expression } from './expression.ts';
import { parseFilter, type Dialect } from './parse-filter.ts';

/** How the parts of a filter are answered for one item. */
export interface Tests<T> {
  readonly comparison: (item: T, comparison: Comparison) => boolean;
  readonly text?: (item: T, text: string) => boolean;
  readonly call?: (item: T, name: string) => boolean;
}

/** A filter of a method: its language, what it may say, and what that means. */
export interface Filter<T> {
  readonly rules: FilterRules;
  readonly tests: Tests<T>;
  readonly keywords?: Dialect['keywords'];
  /** The parameter it comes in; errors name it. Default `filter`. */
  readonly parameter?: string;
}

/**
 * The predicate of a filter text.
 *
 * @throws GoogleError INVALID_ARGUMENT for a filter the method refuses
 */
export function compileFilter<T>(text: string, filter: Filter<T>): (item: T) => boolean {
  const expression = readFilter(text, filter);
  return item => holds(item, expression, filter.tests);
}

/**
 * The checked expression of a filter text.
 *
 * @throws GoogleError INVALID_ARGUMENT
 */
export function readFilter<T>(
  text: string,
  { rules, keywords = 'refused', parameter = 'filter' }: Filter<T>,
): Expression {
  try {
    const expression = parseFilter(text, { keywords });
    checkFilter(expression, rules);
    return expression;
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    throw new GoogleError('INVALID_ARGUMENT', `Invalid ${parameter}: ${error.message}`, {
      fieldViolations: [{ field: parameter, description: error.message }],
    });
  }
}

/** Compares a time with the value of a condition, which is a timestamp by the method's rules. */
export function compareTime(micros: number, { operator, value }: Comparison): boolean {
  const bound = parseTimestamp(value) ?? NaN;
  switch (operator) {
    case '<':
      return micros < bound;
    case '<=':
      return micros <= bound;
    case '>':
      return micros > bound;
    case '>=':
      return micros >= bound;
    case '=':
    case ':':
      return micros === bound;
    case '!=':
      return micros !== bound;
  }
}

function holds<T>(item: T, expression: Expression, tests: Tests<T>): boolean {
  switch (expression.kind) {
    case 'comparison':
      return tests.comparison(item, expression);
    case 'text':
      return tests.text?.(item, expression.text) === true;
    case 'call':
      return tests.call?.(item, expression.name) === true;
    case 'and':
      return expression.terms.every(term => holds(item, term, tests));
    case 'or':
      return expression.terms.some(term => holds(item, term, tests));
  }
}
