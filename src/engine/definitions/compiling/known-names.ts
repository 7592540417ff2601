import type { JsonSchema } from '../../models/model.ts';
import { fieldsOf } from '../../models/fields.ts';
import type { PathTree } from '../../expressions/expression.ts';
import { hintForName } from '../checking/nearest.ts';

/** The properties a variable can have, nested; `any` where nobody knows. */
export type KnownNames = 'any' | ReadonlyMap<string, KnownNames>;

/** Properties by their names, one level. */
export function namesOf(names: Iterable<string>): KnownNames {
  return new Map([...names].map(name => [name, 'any'] as const));
}

/** Properties by dotted paths: `created_at.gt`, `channel.id`. */
export function namesOfPaths(paths: Iterable<string>): KnownNames {
  const root = new Map<string, KnownNames>();
  for (const path of paths) plant(root, path.split('.'));
  return root;
}

/** Properties of a JSON Schema; arrays are not followed. */
export function namesOfSchema(schema: JsonSchema): KnownNames {
  if (schema.type !== 'object') return 'any';
  return new Map(Object.entries(fieldsOf(schema)).map(([name, field]) => [name, namesOfSchema(field)]));
}

/** A name that is read and cannot be there. */
export interface UnknownName {
  /** From the variable on: `query`, `chanel`. */
  readonly path: readonly string[];
  readonly hint: string;
}

/** What an expression reads of a variable and the variable cannot have. */
export function unknownNames(read: PathTree, known: KnownNames, path: readonly string[]): readonly UnknownName[] {
  if (known === 'any') return [];
  return [...read.keys].flatMap(([name, child]) => {
    const below = known.get(name);
    const at = [...path, name];
    return below === undefined ? [{ path: at, hint: hintForName(name, known.keys()) }] : unknownNames(child, below, at);
  });
}

function plant(names: Map<string, KnownNames>, [first, ...rest]: readonly string[]): void {
  if (first === undefined) return;
  const known = names.get(first);
  if (rest.length === 0) {
    names.set(first, known ?? 'any');
    return;
  }
  const below = new Map(known === undefined || known === 'any' ? [] : known);
  plant(below, rest);
  names.set(first, below);
}
