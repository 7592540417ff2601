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

/** Nothing and null are absent in a unified record, at every depth the model describes. */
function shapeValue(value: unknown, schema: JsonSchema): unknown {
  if (value === undefined || value === null) return undefined;
  if (schema['type'] === 'array') {
    const items = itemSchema(schema);
    const list: unknown[] = [];
    for (const entry of Array.isArray(value) ? value : [value]) {
      const shaped = shapeValue(entry, items);
      if (shaped !== undefined) list.push(shaped);
    }
    return list;
  }
  if (schema['type'] !== 'object' || typeof value !== 'object' || Array.isArray(value)) return value;
  const properties = childSchemas(schema);
  const result: Record<string, unknown> = {};
  let isEmpty = true;
  for (const [name, entry] of Object.entries(value)) {
    const shaped = shapeValue(entry, properties[name] ?? {});
    if (shaped === undefined) continue;
    result[name] = shaped;
    isEmpty = false;
  }
  return isEmpty ? undefined : result;
}

/** The schemas of an object's properties. */
export function childSchemas(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  // Schemas come from the model loader, which writes `properties` as maps of schemas.
  return (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
}

function itemSchema(schema: JsonSchema): JsonSchema {
  return (schema['items'] ?? {}) as JsonSchema; // as above
}
