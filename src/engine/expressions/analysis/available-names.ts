import type { PathTree, Variables } from '../expression.ts';
import type { Fault } from '../fault.ts';
import type { CompiledParts } from '../parts.ts';
import { closest } from './closest.ts';

/** Names told of one object: the rest is an ellipsis. */
const maxNames = 12;

/** Keys looked at in one object: a near name may be missed in a greater one. */
const maxKeys = 200;

/** Objects whose keys are told. */
const maxObjects = 3;

/**
 * What can be read or called where an expression failed: first the names that were surely meant by what it reads and is
 * not there, then the fields of the objects it reads, and the variables.
 *
 * @returns undefined when there are none
 */
export function availableNames(
  { demand, functions, options }: CompiledParts,
  fault: Fault,
  input: unknown,
  variables: Variables,
): string | undefined {
  const objects = objectsRead(input, demand.input, '');
  const slips = objects.flatMap(slipsIn);
  const given = [...(options.given ?? Object.keys(variables))].filter(name => name !== 'nothing').sort();
  const sentences = [
    ...calledFunction(fault, functions.keys()),
    ...slips.slice(0, maxObjects).map(({ read, meant }) => `There is no \`${read}\`; did you mean \`${meant}\`?`),
    ...objects.slice(0, maxObjects).flatMap(({ path, keys }) => fieldsOf(path, keys)),
    ...(given.length === 0 ? [] : [`Variables: ${listed(given.map(name => `$${name}`))}.`]),
  ];
  return sentences.length === 0 ? undefined : sentences.join(' ');
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

function calledFunction({ code, token }: Fault, names: Iterable<string>): readonly string[] {
  if (!/^T100[5-8]$/.test(code) || token === undefined || token === '') return [];
  const meant = closest(token, [...names]);
  return meant === undefined ? [] : [`Did you mean the function \`$${meant}\`?`];
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, maxNames).map(name => `\`${name}\``);
  return `${shown.join(', ')}${names.length > maxNames ? ', …' : ''}`;
}

/** Keys are data: they may be of any length and hold any sign. */
function short(name: string): string {
  const plain = name.replace(/[\p{C}`]/gu, '?');
  return plain.length > 40 ? `${plain.slice(0, 39)}…` : plain;
}
