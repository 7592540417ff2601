import type { ExpressionTree, FieldMapping } from '../definitions/mapping.ts';

/** One expression or literal of a field, and the dotted path of the value it makes. */
export interface FieldLeaf {
  readonly path: string;
  readonly tree: Exclude<ExpressionTree, { kind: 'map' | 'list' }>;
}

/** The leaves of some fields, in the order they are written. */
export function leavesOf(fields: readonly FieldMapping[]): readonly FieldLeaf[] {
  return fields.flatMap(({ name, tree }) => leaves(tree, name));
}

function leaves(tree: ExpressionTree, path: string): readonly FieldLeaf[] {
  if (tree.kind === 'map') return tree.entries.flatMap(([name, entry]) => leaves(entry, `${path}.${name}`));
  return tree.kind === 'list' ? tree.items.flatMap(item => leaves(item, path)) : [{ path, tree }];
}

/** The values on a path of a record; lists on the way are looked into. */
export function valuesOn(value: unknown, path: readonly string[]): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(entry => valuesOn(entry, path));
  const [first, ...rest] = path;
  if (first === undefined) return value === undefined ? [] : [value];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, first)) return [];
  return valuesOn(Reflect.get(value, first), rest);
}

/** Whether a value says something: neither absent nor an empty text or list. */
export function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}
