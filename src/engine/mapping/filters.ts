import { PatchbayError } from '../../errors.ts';
import type { Expression } from '../expressions/expression.ts';
import type { ModelFilter, ModelResource } from '../models/model.ts';
import { inBrackets } from './brackets.ts';
import { valuesOn } from './field-leaves.ts';
import { dottedPaths } from './tree.ts';

/** One filter of a call: its dotted name in the model, what it compares, and the caller's value as its type. */
export interface AppliedFilter {
  readonly name: string;
  readonly filter: ModelFilter;
  readonly value: string | number | boolean;
}

/**
 * Reads a caller's filters against the model.
 *
 * @param query nested, as the caller sent it (strings)
 * @throws REQUEST_FILTER_UNKNOWN for a filter the model does not have, REQUEST_INVALID for a value of the wrong type
 */
export function readFilters(
  resource: ModelResource,
  query: Readonly<Record<string, unknown>>,
): readonly AppliedFilter[] {
  return flatten(query).map(([name, raw]) => {
    const filter = resource.filters.get(name);
    if (!filter) {
      const known = [...resource.filters.keys()].sort().join(', ');
      throw new PatchbayError(
        'REQUEST_FILTER_UNKNOWN',
        `${resource.name} has no filter "${inBrackets(name)}". The model has: ${known || 'none'}.`,
        { errors: [{ pointer: `/${name.replaceAll('.', '/')}`, message: 'is not a filter of this resource' }] },
      );
    }
    return { name, filter, value: readValue(name, filter, raw) };
  });
}

function flatten(query: Readonly<Record<string, unknown>>, prefix = ''): readonly (readonly [string, unknown])[] {
  return Object.entries(query).flatMap(([key, value]) => {
    const name = prefix + key;
    const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isMap ? flatten({ ...value }, `${name}.`) : [[name, value] as const];
  });
}

function readValue(name: string, filter: ModelFilter, raw: unknown): string | number | boolean {
  const text = typeof raw === 'number' || typeof raw === 'boolean' ? String(raw) : raw;
  if (typeof text !== 'string' || text === '') throw wrongValue(name, raw, 'one value that is not empty');
  switch (filter.type) {
    case 'date-time':
      return readTime(name, text);
    case 'boolean':
      if (text !== 'true' && text !== 'false') throw wrongValue(name, raw, 'true or false');
      return text === 'true';
    case 'integer':
      if (!/^-?\d{1,15}$/.test(text)) throw wrongValue(name, raw, 'a whole number');
      return Number(text);
    case 'id':
    case 'string':
      if (filter.values && !filter.values.includes(text))
        throw wrongValue(name, raw, `one of ${filter.values.join(', ')}`);
      return text;
  }
}

const isoTime = /^\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:[Zz]|[+-]\d{2}:\d{2})?)?$/;

function readTime(name: string, text: string): string {
  const hasZone = /(?:[Zz]|[+-]\d{2}:\d{2})$/.test(text) || text.length === 10;
  const time = isoTime.test(text) && hasZone ? new Date(text.replace(' ', 'T')) : undefined;
  if (!time || Number.isNaN(time.getTime()))
    throw wrongValue(name, text, 'a time in ISO 8601 with its zone, such as 2025-12-23T02:47:06Z');
  return time.toISOString();
}

function wrongValue(name: string, raw: unknown, needed: string): PatchbayError {
  return new PatchbayError(
    'REQUEST_INVALID',
    `The filter ${inBrackets(name)} takes ${needed}, not ${JSON.stringify(raw)?.slice(0, 200) ?? 'nothing'}.`,
    { errors: [{ pointer: `/${name.replaceAll('.', '/')}`, message: `takes ${needed}` }] },
  );
}

/** The nested form that expressions read as `$query`. */
export function nestFilters(filters: readonly AppliedFilter[], include: readonly string[]): Record<string, unknown> {
  const query: Record<string, unknown> = {};
  for (const { name, value } of filters) setPath(query, name.split('.'), value);
  if (include.length > 0) query['include'] = Object.fromEntries(include.map(part => [part, true]));
  return query;
}

/** Sets a nested value; the maps on the way are made. Names come from the model, never from a caller. */
export function setPath(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [first, ...rest] = path;
  if (first === undefined) return;
  if (rest.length === 0) {
    target[first] = value;
    return;
  }
  const below = target[first];
  const map: Record<string, unknown> = typeof below === 'object' && below !== null ? { ...below } : {};
  setPath(map, rest, value);
  target[first] = map;
}

/** Names of the model's filters that a set of expressions reads through `$query`. */
export function filtersReadBy(resource: ModelResource, expressions: readonly Expression[]): readonly string[] {
  const trees = expressions.flatMap(expression => expression.demand.variables.get('query') ?? []);
  if (trees.some(tree => tree.whole)) return [...resource.filters.keys()];
  return trees.flatMap(tree => dottedPaths(tree)).flatMap(path => filtersBelow(resource, path));
}

/** `created_at` stands for every filter of that name: `created_at.gt`, `created_at.lte`, ... */
export function filtersBelow(resource: ModelResource, path: string): readonly string[] {
  return [...resource.filters.keys()].filter(name => name === path || name.startsWith(`${path}.`));
}

/** Whether a unified record passes a filter: any of the values on the filter's path does. */
export function passesFilter(record: Readonly<Record<string, unknown>>, applied: AppliedFilter): boolean {
  return valuesOn(record, applied.filter.field).some(value => compares(value, applied));
}

function compares(value: unknown, { filter, value: wanted }: AppliedFilter): boolean {
  if (filter.operator === 'eq') return value === wanted;
  const [left, right] =
    filter.type === 'date-time'
      ? [Date.parse(String(value)), Date.parse(String(wanted))]
      : [Number(value), Number(wanted)];
  switch (filter.operator) {
    case 'gt':
      return left > right;
    case 'gte':
      return left >= right;
    case 'lt':
      return left < right;
    case 'lte':
      return left <= right;
  }
}
