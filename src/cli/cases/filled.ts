import type { ResourceMapping } from '../../engine/definitions/mapping.ts';
import { isFilled, leavesOf, valuesOn, type FieldLeaf } from '../../engine/mapping/field-leaves.ts';
import type { JsonSchema } from '../../engine/models/model.ts';

export type Records = readonly Readonly<Record<string, unknown>>[];

/** `resource.field` for every mapped field that is empty in all of the records. */
export function emptyFields({ resource, shapes }: ResourceMapping, records: Records): readonly string[] {
  const empty = allLeaves(shapes)
    .filter(({ path }) => !records.some(record => valuesOn(record, path.split('.')).some(isFilled)))
    .map(({ path }) => `${resource}.${path}`);
  return [...new Set(empty)];
}

/**
 * `resource.field=value` for every enum value that the mapping can yield and no record has. A value counts as one it can
 * yield when it stands in the expression or in `values`.
 */
export function missingValues(
  { resource, shapes, values }: ResourceMapping,
  schema: JsonSchema,
  records: Records,
): readonly string[] {
  const missing = allLeaves(shapes).flatMap(({ path, tree }) => {
    const yielded = [...literalsIn(sourceOf(tree)), ...Object.values(values[path] ?? {})];
    const seen = records.flatMap(record => valuesOn(record, path.split('.')));
    return enumOn(schema, path.split('.'))
      .filter(value => yielded.includes(value) && !seen.includes(value))
      .map(value => `${resource}.${path}=${value}`);
  });
  return [...new Set(missing)];
}

function allLeaves(shapes: ResourceMapping['shapes']): readonly FieldLeaf[] {
  return [...shapes.values()].flatMap(({ fields }) => leavesOf(fields));
}

function sourceOf(tree: FieldLeaf['tree']): string {
  return tree.kind === 'literal' ? JSON.stringify(tree.value) : tree.expression.source;
}

function literalsIn(source: string): readonly string[] {
  return [...source.matchAll(/"([^"\\]*)"/g)].map(([, text = '']) => text);
}

/** The values of the enum on a path, open or closed; none where there is no enum. */
function enumOn(schema: unknown, path: readonly string[]): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const read = (key: string): unknown => Reflect.get(schema, key);
  if (read('type') === 'array') return enumOn(read('items'), path);
  const [first, ...rest] = path;
  if (first !== undefined) {
    const properties = read('properties');
    return typeof properties === 'object' && properties !== null ? enumOn(Reflect.get(properties, first), rest) : [];
  }
  const choices = read('enum');
  if (Array.isArray(choices)) return choices.map(String);
  const options = read('anyOf');
  return Array.isArray(options) ? options.flatMap(option => enumOn(option, [])) : [];
}
