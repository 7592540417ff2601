import { isPlainMap } from '../definitions/merge.ts';
import type { JsonSchema } from './model.ts';

/** The fields of an object schema by name; none when it is no object. */
export function fieldsOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  const { properties } = schema;
  // Model schemas are made by the loader: each property is a schema.
  return isPlainMap(properties) ? (properties as Readonly<Record<string, JsonSchema>>) : {};
}

/** What an array schema holds; the schema itself when it is no array. */
export function elementOf(schema: JsonSchema): JsonSchema {
  return schema.type === 'array' && isPlainMap(schema.items) ? schema.items : schema;
}

/** The schema at a dotted path, through arrays; undefined when the record has no such field. */
export function fieldAt(schema: JsonSchema, path: readonly string[]): JsonSchema | undefined {
  let at: JsonSchema | undefined = schema;
  for (const name of path) {
    const fields: Readonly<Record<string, JsonSchema>> = fieldsOf(elementOf(at));
    at = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (at === undefined) return undefined;
  }
  return at;
}

/** The values a text field is confined to; undefined when it is open or no enum. */
export function closedValuesOf(schema: JsonSchema): readonly string[] | undefined {
  return Array.isArray(schema.enum) ? schema.enum.map(String) : undefined;
}

/** The values a text field names, also where others may pass. */
export function knownValuesOf(schema: JsonSchema): readonly string[] {
  if (!Array.isArray(schema.anyOf)) return closedValuesOf(schema) ?? [];
  return schema.anyOf.flatMap((part: unknown) => (isPlainMap(part) ? (closedValuesOf(part) ?? []) : []));
}
