import type { GraphError } from '../api/graph-error.ts';
import { badRequest } from '../api/graph-error.ts';
import type { Filter, Literal } from './filter-syntax.ts';

/** What may be done with a property in `$filter`. */
export interface FilterRule {
  readonly type: 'string' | 'dateTime' | 'boolean' | 'strings';
  /** Comparison operators, `in`, text functions or `any`. */
  readonly operators: readonly string[];
  /** Operators that need the header `ConsistencyLevel: eventual` and `$count=true`. */
  readonly advanced?: readonly string[];
}

/** Properties a collection can be filtered by. */
export type FilterRules = Readonly<Record<string, FilterRule>>;

const edmNames = {
  string: 'Edm.String',
  dateTime: 'Edm.DateTimeOffset',
  boolean: 'Edm.Boolean',
  number: 'Edm.Int32',
  null: 'null',
} as const;

/** What the check needs to know of the request. */
export interface FilterSetting {
  /** The type of the collection, for messages. */
  readonly type: string;
  /** Whether `ConsistencyLevel: eventual` and `$count=true` came along. */
  readonly consistency: 'eventual' | 'default';
}

/**
 * Checks a filter by the rules of its collection.
 *
 * @throws GraphError 400 for a property, operator or type that is not supported there
 */
export function checkFilter(filter: Filter, rules: FilterRules, setting: FilterSetting): void {
  switch (filter.kind) {
    case 'and':
    case 'or':
      checkFilter(filter.left, rules, setting);
      return checkFilter(filter.right, rules, setting);
    case 'not':
      if (setting.consistency === 'default') throw advancedMissing('Not');
      return checkFilter(filter.inner, rules, setting);
    case 'comparison':
      return checkTerm(filter.path, filter.operator, [filter.literal], rules, setting);
    case 'in':
      return checkTerm(filter.path, 'in', filter.literals, rules, setting);
    case 'text':
      return checkTerm(filter.path, filter.function, [filter.literal], rules, setting);
    case 'any':
      return checkTerm(filter.path, 'any', [filter.literal], rules, setting);
  }
}

function checkTerm(
  path: string,
  operator: string,
  literals: readonly Literal[],
  rules: FilterRules,
  { type, consistency }: FilterSetting,
): void {
  const rule = rules[path];
  if (rule === undefined)
    throw unsupported(
      `Unsupported or invalid query filter clause specified for property '${path}' of resource '${type}'.`,
    );
  if (rule.advanced?.includes(operator) === true) {
    if (consistency === 'default') throw advancedMissing(operator);
  } else if (!rule.operators.includes(operator)) {
    throw unsupported(
      `Unsupported Query: operator '${operator}' is not supported for property '${path}' of resource '${type}'.`,
    );
  }
  const wanted = rule.type === 'strings' ? 'string' : rule.type;
  for (const literal of literals) {
    if (literal.type === wanted || literal.type === 'null') continue;
    throw badRequest(
      `A binary operator with incompatible types was detected. Found operand types '${edmNames[wanted]}' and '${edmNames[literal.type]}' for operator kind '${operator}' on '${path}'.`,
    );
  }
}

function unsupported(message: string): GraphError {
  return badRequest(message, 'Request_UnsupportedQuery');
}

function advancedMissing(operator: string): GraphError {
  return unsupported(
    `Operator '${operator}' is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information.`,
  );
}
