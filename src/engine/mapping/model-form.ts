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
export const shapeValue = (value: unknown, schema: JsonSchema): unknown => formOf(schema)(value);

type Form = (value: unknown) => unknown;

const forms = new WeakMap<JsonSchema, Form>();

/** What `shapeValue` does for a schema, found out once. */
export function formOf(schema: JsonSchema): Form {
  const known = forms.get(schema);
  if (known !== undefined) return known;
  const form = makeForm(schema);
  forms.set(schema, form);
  return form;
}

const asItIs: Form = value => value ?? undefined;

function makeForm(schema: JsonSchema): Form {
  if (schema['type'] === 'array') {
    const items = itemSchema(schema);
    const item = hasForm(items) ? formOf(items) : undefined;
    return value => (value === undefined || value === null ? undefined : shapeList(value, item));
  }
  if (schema['type'] !== 'object') return asItIs;
  const properties = Object.entries(childSchemas(schema)).filter(([, child]) => hasForm(child));
  const inner = new Map(properties.map(([name, child]) => [name, formOf(child)] as const));
  return value => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value ?? undefined;
    return shapeMap(value as Readonly<Record<string, unknown>>, inner); // neither null nor a list
  };
}

function shapeList(value: unknown, form: Form | undefined): readonly unknown[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  let copy: unknown[] | undefined;
  for (let at = 0; at < list.length; at += 1) {
    const item = list[at];
    const shaped = form === undefined ? (item ?? undefined) : form(item);
    if (copy === undefined && shaped !== item) copy = list.slice(0, at);
    if (copy !== undefined && shaped !== undefined) copy.push(shaped);
  }
  return copy ?? list;
}

function shapeMap(map: Readonly<Record<string, unknown>>, inner: ReadonlyMap<string, Form>): object | undefined {
  let copy: Record<string, unknown> | undefined;
  let isEmpty = true;
  // Quicker than a list of the keys; what is inherited is not enumerable.
  for (const name in map) {
    const value = map[name];
    const form = inner.size === 0 ? undefined : inner.get(name);
    const shaped = form === undefined ? (value ?? undefined) : form(value);
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
