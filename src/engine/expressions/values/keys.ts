import { spendFuel, type Budget } from '../budget.ts';
import { Fault } from '../fault.ts';
import { maxDepth } from './depth.ts';
import { isList, newSequence } from './marks.ts';

/** An ordinary object of data, keys in their order. */
export type Data = Record<string, unknown>;

/** Whether a key is one every object answers to by inheritance: it is then looked for among the object's own. */
export const isInheritedKey = (key: string): boolean => key in Object.prototype;

export function isObject(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value under a key of one object, never anything inherited. */
export function readKey(object: Data, key: string): unknown {
  return isInheritedKey(key) && !Object.hasOwn(object, key) ? undefined : object[key];
}

/** Sets a key; `__proto__` becomes ordinary data. */
export function setKey(object: Data, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    object[key] = value;
  }
}

/** Whether a null that is read is a value or nothing. */
export type NullRule = 'absent' | 'present';

/**
 * The value under a key of an object, or of every object in a list, as a sequence.
 *
 * @throws Fault D4004 on lists nested too deeply
 */
export function lookup(input: unknown, key: string, nulls: NullRule, budget: Budget): unknown {
  if (isList(input)) return lookupEach(input, key, nulls, budget, 0);
  if (!isObject(input)) return undefined;
  const value = readKey(input, key);
  return value === null && nulls === 'absent' ? undefined : value;
}

function lookupEach(list: readonly unknown[], key: string, nulls: NullRule, budget: Budget, depth: number): unknown {
  // How deep the stack reaches depends on the machine and on what was compiled.
  if (depth > maxDepth) throw new Fault('D4004');
  spendFuel(budget, list.length);
  const found = newSequence();
  for (const element of list) {
    const value = isList(element)
      ? lookupEach(element, key, nulls, budget, depth + 1)
      : lookup(element, key, nulls, budget);
    if (value === undefined) continue;
    if (isList(value)) {
      spendFuel(budget, value.length);
      for (const inner of value) found.push(inner);
    } else found.push(value);
  }
  return found;
}
