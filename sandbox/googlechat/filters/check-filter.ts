import { parseTimestamp } from '../store/timestamp.ts';
import { FilterError, type Comparison, type Expression, type Operator } from './expression.ts';

/** What a method's filter may say about one field. */
export interface FieldRule {
  readonly operators: readonly Operator[];
  /** `enum` with `values`, a timestamp, or free text that has to match `pattern`. */
  readonly values?: readonly string[];
  readonly type?: 'timestamp';
  readonly pattern?: RegExp;
  /**
   * How conditions on it join by AND: `never`, `interval` (one lower and one upper bound), `any`. Default `never`.
   */
  readonly and?: 'never' | 'interval' | 'any';
  /** Whether conditions on it join by OR. Default `refused`. */
  readonly or?: 'allowed' | 'refused';
  /** Fields of one family count as one field. Default: the field itself. */
  readonly family?: string;
  /** The condition has to be there. */
  readonly required?: true;
}

/** What a method's filter may say. */
export interface FilterRules {
  readonly fields: Readonly<Record<string, FieldRule>>;
  /** Whether OR may join different fields. Default `refused`. */
  readonly or?: 'allowed' | 'refused';
  /** Names of functions. */
  readonly calls?: readonly string[];
}

/**
 * Refuses what a method's filter may not say: unknown fields, operators, values, and ways of joining.
 *
 * @throws FilterError
 */
export function checkFilter(expression: Expression, rules: FilterRules): void {
  checkTerm(expression, rules);
  const conjuncts = conjunctsOf(expression);
  const families = new Map<string, Comparison[]>();
  for (const conjunct of conjuncts) {
    const comparisons = comparisonsOf(conjunct);
    for (const family of new Set(comparisons.map(comparison => familyOf(comparison, rules)))) {
      const before = families.get(family) ?? [];
      const added = comparisons.filter(comparison => familyOf(comparison, rules) === family);
      checkAnd(before, added, rules);
      families.set(family, [...before, ...added]);
    }
  }
  for (const [name, rule] of Object.entries(rules.fields)) {
    if (rule.required && !families.has(rule.family ?? name)) throw new FilterError(`${name} is required.`);
  }
}

function checkTerm(expression: Expression, rules: FilterRules): void {
  switch (expression.kind) {
    case 'text':
      return;
    case 'call':
      if (rules.calls?.includes(expression.name) !== true)
        throw new FilterError(`There is no function ${expression.name}.`);
      return;
    case 'comparison':
      return checkComparison(expression, ruleOf(expression, rules));
    case 'and':
      return expression.terms.forEach(term => checkTerm(term, rules));
    case 'or':
      expression.terms.forEach(term => checkTerm(term, rules));
      return checkOr(expression, rules);
  }
}

function checkComparison({ field, operator, value }: Comparison, rule: FieldRule): void {
  if (!rule.operators.includes(operator)) {
    throw new FilterError(`${field} does not take ${operator}; it takes ${rule.operators.join(' ')}.`);
  }
  if (rule.values?.includes(value) === false) {
    throw new FilterError(`${JSON.stringify(value)} is no value of ${field}; those are ${rule.values.join(', ')}.`);
  }
  if (rule.type === 'timestamp' && parseTimestamp(value) === undefined) {
    throw new FilterError(`The value of ${field} is no timestamp in RFC 3339: ${JSON.stringify(value)}.`);
  }
  if (rule.pattern?.test(value) === false) throw new FilterError(`${JSON.stringify(value)} is no value of ${field}.`);
}

function checkOr(expression: Expression, rules: FilterRules): void {
  const comparisons = comparisonsOf(expression);
  const families = new Set(comparisons.map(comparison => familyOf(comparison, rules)));
  if (families.size > 1 && rules.or !== 'allowed') throw new FilterError('OR joins conditions on one field only.');
  if (hasText(expression)) throw new FilterError('OR joins conditions only.');
  const refusing = comparisons.find(comparison => ruleOf(comparison, rules).or !== 'allowed');
  if (refusing !== undefined) throw new FilterError(`Conditions on ${refusing.field} cannot be joined by OR.`);
}

/** Whether a further conjunct about a field may stand beside those before. */
function checkAnd(before: readonly Comparison[], added: readonly Comparison[], rules: FilterRules): void {
  const [first] = added;
  if (before.length === 0 || first === undefined) return;
  const { and = 'never' } = ruleOf(first, rules);
  if (and === 'any') return;
  if (and === 'never') throw new FilterError(`Conditions on ${first.field} cannot be joined by AND.`);
  const sides = [...before, ...added].map(comparison => comparison.operator.charAt(0));
  if (sides.length > 2 || sides[0] === sides[1])
    throw new FilterError(`AND on ${first.field} has to make an interval.`);
}

/** The terms joined by AND at the top; parentheses around an AND do not matter. */
export function conjunctsOf(expression: Expression): readonly Expression[] {
  return expression.kind === 'and' ? expression.terms.flatMap(conjunctsOf) : [expression];
}

/** Every condition in a filter. */
export function comparisonsOf(expression: Expression): readonly Comparison[] {
  if (expression.kind === 'comparison') return [expression];
  return 'terms' in expression ? expression.terms.flatMap(comparisonsOf) : [];
}

function hasText(expression: Expression): boolean {
  if (expression.kind === 'text' || expression.kind === 'call') return true;
  return 'terms' in expression && expression.terms.some(hasText);
}

function ruleOf({ field }: Comparison, rules: FilterRules): FieldRule {
  const rule = Object.hasOwn(rules.fields, field) ? rules.fields[field] : undefined;
  if (rule === undefined)
    throw new FilterError(`${field} is no field of this filter; those are ${Object.keys(rules.fields).join(', ')}.`);
  return rule;
}

function familyOf(comparison: Comparison, rules: FilterRules): string {
  return ruleOf(comparison, rules).family ?? comparison.field;
}
