import type { PathTree } from '../expression.ts';
import { closest } from './closest.ts';
import { listed } from './listed.ts';

/** Keys looked at in one object: a near name may be missed in a greater one. */
const maxKeys = 200;

/** Objects whose keys are told. */
const maxObjects = 3;

/**
 * Sentences on the objects that an expression reads: the names that were surely meant by what it reads and is not there,
 * then the keys that are.
 *
 * @param which `all` objects, or those that `lack` a key that is read
 */
export function namesOfRecord(input: unknown, read: PathTree, which: 'all' | 'lacking'): readonly string[] {
  const objects = objectsRead(input, read, '').filter(
    ({ keys, reads }) => which === 'all' || reads.some(name => !keys.includes(name)),
  );
  const slips = objects.flatMap(slipsIn);
  return [
    ...slips.slice(0, maxObjects).map(({ read: name, meant }) => `There is no \`${name}\`; did you mean \`${meant}\`?`),
    ...objects.slice(0, maxObjects).flatMap(({ path, keys }) => fieldsOf(path, keys)),
  ];
}

/** An object that an expression reads names of. */
interface ObjectRead {
  /** From the input: empty, or `profile.address`. */
  readonly path: string;
  readonly keys: readonly string[];
  readonly reads: readonly string[];
}

function objectsRead(value: unknown, tree: PathTree, path: string): readonly ObjectRead[] {
  const object: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return [];
  const reads = [...tree.keys.keys()];
  const below = [...tree.keys].flatMap(([key, child]) =>
    Object.hasOwn(object, key) && child.keys.size > 0
      ? objectsRead(Reflect.get(object, key), child, path === '' ? key : `${path}.${key}`)
      : [],
  );
  return [{ path, keys: firstKeys(object), reads }, ...below];
}

function firstKeys(object: object): readonly string[] {
  const keys: string[] = [];
  for (const key in object) {
    if (keys.length === maxKeys) break;
    if (Object.hasOwn(object, key)) keys.push(key);
  }
  return keys;
}

function slipsIn({ path, keys, reads }: ObjectRead): readonly { readonly read: string; readonly meant: string }[] {
  const prefix = path === '' ? '' : `${path}.`;
  return reads.flatMap(read => {
    const meant = keys.includes(read) ? undefined : closest(read, keys);
    return meant === undefined ? [] : [{ read: prefix + short(read), meant: prefix + short(meant) }];
  });
}

function fieldsOf(path: string, keys: readonly string[]): readonly string[] {
  if (keys.length === 0) return [];
  const title = path === '' ? 'Fields here' : `Fields of \`${path}\``;
  return [`${title}: ${listed(keys.map(short))}.`];
}

/** Keys are data: they may be of any length and hold any sign. */
function short(name: string): string {
  const plain = name.replace(/[\p{C}`]/gu, '?');
  return plain.length > 40 ? `${plain.slice(0, 39)}…` : plain;
}
