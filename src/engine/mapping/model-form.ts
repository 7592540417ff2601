import type { ExpressionTree } from '../definitions/mapping.ts';
import type { JsonSchema } from '../models/model.ts';
import { evaluateTree, type Scope } from './tree.ts';

/** Evaluates a field and gives it the model's form: lists wrapped, empty maps and maps without their id left out. */
export function shapeTree(tree: ExpressionTree, schema: JsonSchema, native: unknown, scope: Scope): unknown {
  if (tree.kind !== 'map') return shapeValue(evaluateTree(tree, native, scope), schema);
  const isList = schema['type'] === 'array';
  const properties = childSchemas(isList ? itemSchema(schema) : schema);
  const result: Record<string, unknown> = {};
  let isEmpty = true;
  for (const [name, entry] of tree.entries) {
    const value = shapeTree(entry, properties[name] ?? {}, native, scope);
    if (value === undefined) {
      if (name === 'id') return undefined;
      continue;
    }
    result[name] = value;
    isEmpty = false;
  }
  if (isEmpty) return undefined;
  return isList ? [result] : result;
}

/**
 * A value in the model's form: nothing and null are absent at every depth the model describes, and one value becomes a
 * list where the model has one. What is in form already is returned itself; nothing is written to.
 */
export function shapeValue(value: unknown, schema: JsonSchema): unknown {
  if (value === undefined || value === null) return undefined;
  if (schema['type'] === 'array') return shapeList(Array.isArray(value) ? value : [value], itemSchema(schema));
  if (schema['type'] !== 'object' || typeof value !== 'object' || Array.isArray(value)) return value;
  return shapeMap(value as Readonly<Record<string, unknown>>, childSchemas(schema)); // neither null nor a list
}

function shapeList(list: readonly unknown[], items: JsonSchema): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let at = 0; at < list.length; at += 1) {
    const shaped = shapeValue(list[at], items);
    if (copy === undefined && shaped !== list[at]) copy = list.slice(0, at);
    if (copy !== undefined && shaped !== undefined) copy.push(shaped);
  }
  return copy ?? list;
}

function shapeMap(
  map: Readonly<Record<string, unknown>>,
  properties: Readonly<Record<string, JsonSchema>>,
): object | undefined {
  let copy: Record<string, unknown> | undefined;
  let isEmpty = true;
  for (const name of Object.keys(map)) {
    const value = map[name];
    const shaped = shapeValue(value, properties[name] ?? {});
    if (shaped !== undefined) isEmpty = false;
    if (shaped === value && shaped !== undefined) continue;
    copy ??= { ...map };
    if (shaped === undefined) Reflect.deleteProperty(copy, name);
    else copy[name] = shaped;
  }
  return isEmpty ? undefined : (copy ?? map);
}

/** Whether values of a schema need looking into to be given their form. */
export const hasForm = (schema: JsonSchema): boolean => schema['type'] === 'array' || schema['type'] === 'object';

/** The schemas of an object's properties. */
export function childSchemas(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  // Schemas come from the model loader, which writes `properties` as maps of schemas.
  return (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
}

/** The schema of a list's items. */
export function itemSchema(schema: JsonSchema): JsonSchema {
  return (schema['items'] ?? {}) as JsonSchema; // as above
}
