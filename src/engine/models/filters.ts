import { hintForName } from '../definitions/checking/nearest.ts';
import { childPlace, entriesOf, type Place } from '../definitions/reading/place.ts';
import type { Reports } from '../definitions/reading/reports.ts';
import { optional, textAt, textsAt } from '../definitions/reading/values.ts';
import { closedValuesOf, elementOf, fieldAt } from './fields.ts';
import type { JsonSchema, ModelFilter } from './model.ts';

const comparisons = ['gt', 'gte', 'lt', 'lte'] as const;

const comparisonWords = {
  gt: 'later than',
  gte: 'at or later than',
  lt: 'earlier than',
  lte: 'at or earlier than',
} as const;

/** The filters of a resource by dotted name; `compare` makes four of one. */
export function readFilters(
  filters: Place | undefined,
  record: JsonSchema,
  reports: Reports,
): Map<string, ModelFilter> {
  const result = new Map<string, ModelFilter>();
  for (const [name, place] of entriesOf(filters)) {
    for (const [full, filter] of readFilter(name, place, record, reports)) result.set(full, filter);
  }
  return result;
}

function readFilter(
  name: string,
  place: Place,
  record: JsonSchema,
  reports: Reports,
): readonly (readonly [string, ModelFilter])[] {
  const type = filterType(place);
  const compares = childPlace(place, 'compare') !== undefined;
  if ((type === undefined) !== compares) {
    const message = `The filter \`${name}\` needs either \`compare\` or \`type\`.`;
    reports.report(
      place,
      'DEFINITION_INVALID',
      message,
      'Write `compare: date-time` for a time, `type` for equality.',
      'key',
    );
    return [];
  }
  const field = comparedField(name, place, record, reports);
  const description = textAt(place, 'description')?.trim() ?? '';
  if (type === undefined) {
    return comparisons.map(operator => {
      const words = `${description.replace(/\.$/, '')}: ${comparisonWords[operator]} this.`;
      return [`${name}.${operator}`, { type: 'date-time', description: words, field, operator }] as const;
    });
  }
  if (childPlace(place, 'resource') !== undefined && type !== 'id') {
    reports.report(
      place,
      'DEFINITION_INVALID',
      `The filter \`${name}\` names a resource but is no id.`,
      'Write `type: id`.',
      'key',
    );
  }
  const known = fieldAt(record, field);
  const listed = textsAt(place, 'values');
  const values = listed.length > 0 ? listed : known && field.length > 0 ? closedValuesOf(elementOf(known)) : undefined;
  const resource = optional('resource', textAt(place, 'resource'));
  return [[name, { type, description, field, operator: 'eq', ...optional('values', values), ...resource }]];
}

function filterType(place: Place): ModelFilter['type'] | undefined {
  const type = textAt(place, 'type');
  switch (type) {
    case 'string':
    case 'id':
    case 'date-time':
    case 'boolean':
    case 'integer':
      return type;
    default:
      return undefined;
  }
}

/** The record field a filter compares: the one named, or the filter's own path where the record has it. */
function comparedField(name: string, place: Place, record: JsonSchema, reports: Reports): readonly string[] {
  const named = textAt(place, 'field');
  const path = (named ?? name).split('.');
  if (fieldAt(record, path) !== undefined) return path;
  const at = childPlace(place, 'field');
  if (at !== undefined) {
    const parent = fieldAt(record, path.slice(0, -1)) ?? record;
    const hint = hintForName(path.at(-1) ?? '', Object.keys(elementOf(parent).properties ?? {}));
    reports.report(at, 'DEFINITION_REFERENCE', `The record has no field \`${path.join('.')}\`.`, hint);
  }
  return [];
}
