import { childPlace, entriesOf, type Place } from '../definitions/reading/place.ts';
import type { Reports } from '../definitions/reading/reports.ts';
import { hintForName } from '../definitions/checking/nearest.ts';
import { flagAt, textAt } from '../definitions/reading/values.ts';
import { elementOf, fieldAt, fieldsOf } from './fields.ts';
import type { JsonSchema } from './model.ts';
import { objectSchema, schemaOfField } from './schema.ts';

interface Branch {
  readonly fields: Map<string, Branch | JsonSchema>;
  readonly required: Set<string>;
}

/**
 * The schema of a request body: of a record's schema, only the dotted fields that are named. A named object or array is
 * taken whole; a map on the way is required where something in it is.
 */
export function schemaOfBody(body: Place, record: JsonSchema, reports: Reports): JsonSchema {
  const root = createBranch();
  for (const [name, place] of entriesOf(body)) {
    const schema = bodyField(name, place, record, reports);
    if (schema !== undefined) plant(root, name.split('.'), schema, flagAt(place, 'required') === true);
  }
  return toSchema(root);
}

function bodyField(name: string, place: Place, record: JsonSchema, reports: Reports): JsonSchema | undefined {
  if (childPlace(place, 'type')) return schemaOfField(place);
  const path = name.split('.');
  const found = fieldAt(record, path);
  if (found === undefined) {
    const known = fieldsOf(elementOf(fieldAt(record, path.slice(0, -1)) ?? record));
    const hint = hintForName(path.at(-1) ?? name, Object.keys(known));
    reports.report(
      place,
      'DEFINITION_REFERENCE',
      `The record has no field \`${name}\`.`,
      `${hint} Or say its \`type\`.`,
      'key',
    );
    return undefined;
  }
  const description = textAt(place, 'description')?.trim();
  return description === undefined ? found : { ...found, description };
}

function createBranch(): Branch {
  return { fields: new Map(), required: new Set() };
}

function plant(branch: Branch, path: readonly string[], schema: JsonSchema, required: boolean): void {
  const [first, ...rest] = path;
  if (first === undefined) return;
  if (required) branch.required.add(first);
  if (rest.length === 0) {
    branch.fields.set(first, schema);
    return;
  }
  const known = branch.fields.get(first);
  const below = known !== undefined && isBranch(known) ? known : createBranch();
  branch.fields.set(first, below);
  plant(below, rest, schema, required);
}

function toSchema(branch: Branch): JsonSchema {
  const properties = [...branch.fields].map(([name, child]) => [name, isBranch(child) ? toSchema(child) : child]);
  return objectSchema(Object.fromEntries(properties), [...branch.required]);
}

const isBranch = (value: Branch | JsonSchema): value is Branch => value.fields instanceof Map;
