import type { ExpressionTree, ResourceMapping } from '../definitions/mapping.ts';
import { fieldsOf } from '../models/fields.ts';
import type { JsonSchema } from '../models/model.ts';

/**
 * The model's schema of a record with only the fields that a mapping fills; below a field, those that it writes down one
 * by one. What an expression makes as a whole stays whole.
 *
 * @param fields top-level fields
 * @param shapes names of the shapes that count
 */
export function effectiveSchema(
  schema: JsonSchema,
  mapping: ResourceMapping,
  fields: readonly string[],
  shapes: ReadonlySet<string>,
): JsonSchema {
  const counting = [...mapping.shapes.values()].filter(({ name }) => shapes.has(name));
  return withFields(schema, fields, (name, field) =>
    narrowed(
      field,
      counting.flatMap(shape => shape.fields.filter(one => one.name === name).map(({ tree }) => tree)),
    ),
  );
}

/** The model's schema of a body with only the fields that are written, by their dotted paths. */
export function writableSchema(schema: JsonSchema, paths: readonly string[]): JsonSchema {
  const names = [...new Set(paths.map(path => path.split('.')[0] ?? path))];
  return withFields(schema, names, (name, field) => {
    const below = paths.filter(path => path.startsWith(`${name}.`)).map(path => path.slice(name.length + 1));
    return paths.includes(name) || below.length === 0 ? field : writableSchema(field, below);
  });
}

function narrowed(schema: JsonSchema, trees: readonly ExpressionTree[]): JsonSchema {
  const maps = trees.flatMap(tree => (tree.kind === 'map' ? [new Map(tree.entries)] : []));
  if (maps.length === 0 || maps.length < trees.length || schema.type !== 'object') return schema;
  const names = [...new Set(maps.flatMap(map => [...map.keys()]))];
  return withFields(schema, names, (name, field) =>
    narrowed(
      field,
      maps.flatMap(map => map.get(name) ?? []),
    ),
  );
}

/** In the schema's own order. */
function withFields(
  schema: JsonSchema,
  names: readonly string[],
  each: (name: string, field: JsonSchema) => JsonSchema,
): JsonSchema {
  const known = Object.entries(fieldsOf(schema)).filter(([name]) => names.includes(name));
  const properties = Object.fromEntries(known.map(([name, field]) => [name, each(name, field)]));
  const { required } = schema;
  if (!Array.isArray(required)) return { ...schema, properties };
  return { ...schema, properties, required: required.filter(name => Object.hasOwn(properties, String(name))) };
}
