import type { ComparisonOperator, Filter, Literal } from './filter-syntax.ts';

/** Whether an object on the wire passes a filter. Text compares without case, times by the moment they name. */
export function passes(filter: Filter, value: object): boolean {
  switch (filter.kind) {
    case 'and':
      return passes(filter.left, value) && passes(filter.right, value);
    case 'or':
      return passes(filter.left, value) || passes(filter.right, value);
    case 'not':
      return !passes(filter.inner, value);
    case 'comparison':
      return compare(read(value, filter.path), filter.operator, filter.literal);
    case 'in':
      return filter.literals.some(literal => compare(read(value, filter.path), 'eq', literal));
    case 'text': {
      const text = read(value, filter.path);
      if (typeof text !== 'string' || filter.literal.type !== 'string') return false;
      return textTests[filter.function](text.toLowerCase(), filter.literal.value.toLowerCase());
    }
    case 'any': {
      const elements = read(value, filter.path);
      return Array.isArray(elements) && elements.some(element => compare(element, 'eq', filter.literal));
    }
  }
}

const textTests = {
  startswith: (text: string, part: string) => text.startsWith(part),
  endswith: (text: string, part: string) => text.endsWith(part),
  contains: (text: string, part: string) => text.includes(part),
} as const;

/** The value at a path; of a collection on the way, those of its elements. */
export function read(value: unknown, path: string): unknown {
  let current = value;
  for (const name of path.split('/')) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, name)) return undefined;
    current = (current as Readonly<Record<string, unknown>>)[name]; // an own property, checked on the line above
  }
  return current;
}

function compare(value: unknown, operator: ComparisonOperator, literal: Literal): boolean {
  const [left, right] = comparable(value, literal);
  if (left === null || right === null) {
    const same = left === right;
    return operator === 'eq' ? same : operator === 'ne' && !same;
  }
  switch (operator) {
    case 'eq':
      return left === right;
    case 'ne':
      return left !== right;
    case 'gt':
      return left > right;
    case 'ge':
      return left >= right;
    case 'lt':
      return left < right;
    case 'le':
      return left <= right;
  }
}

type Comparable = string | number | boolean | null;

/** Both sides as values of one type; null where there is no value. */
function comparable(value: unknown, literal: Literal): [Comparable, Comparable] {
  switch (literal.type) {
    case 'null':
      return [value === undefined || value === null ? null : 'set', null];
    case 'string':
      return [typeof value === 'string' ? value.toLowerCase() : null, literal.value.toLowerCase()];
    case 'dateTime':
      return [typeof value === 'string' ? Date.parse(value) : null, literal.value];
    case 'boolean':
      return [typeof value === 'boolean' ? value : null, literal.value];
    case 'number':
      return [typeof value === 'number' ? value : null, literal.value];
  }
}
