import { spendFuel } from '../budget.ts';
import { Fault } from '../fault.ts';
import { maxDepth } from '../values/depth.ts';
import { isFunction } from '../values/functions.ts';
import { isInheritedKey, isObject, lookup } from '../values/keys.ts';
import { append, collapse, isList, isOuter, newSequence, unwrapInput, type List } from '../values/marks.ts';
import type { CodeOptions, Evaluate, Frame } from './frame.ts';

/** A literal. */
export function compileLiteral(value: unknown): Evaluate {
  return () => value;
}

/** `$`: the context value. */
export function compileContext(): Evaluate {
  return unwrapInput;
}

/** A bare name: the value under that key of the context value. */
export function compileName(name: string, options: CodeOptions): Evaluate {
  const { nulls } = options;
  const isInherited = isInheritedKey(name);
  return (input, frame) => {
    if (isInherited || !isObject(input)) return collapse(lookup(input, name, nulls, frame.evaluation.budget));
    const value = input[name];
    if (value === null && nulls === 'absent') return undefined;
    return isList(value) ? collapse(value) : value;
  };
}

/** `*`: the values of all keys; lists among them are flattened. */
export function compileWildcard(options: CodeOptions): Evaluate {
  const keepsNull = options.nulls === 'present';
  return (input, frame) => {
    const { budget } = frame.evaluation;
    const object = isList(input) && isOuter(input) ? input[0] : input;
    let found: unknown = newSequence();
    if (typeof object !== 'object' || object === null || isFunction(object)) return found;
    for (const value of Object.values(object)) {
      spendFuel(budget, 1);
      if (isList(value)) found = append(found, flatten(value, frame, 0), budget);
      else if (keepsNull || value !== null) (found as List).push(value);
    }
    return found;
  };
}

function flatten(list: readonly unknown[], frame: Frame, depth: number): unknown[] {
  if (depth > maxDepth) throw new Fault('D4004');
  const flat: unknown[] = [];
  spendFuel(frame.evaluation.budget, list.length);
  for (const element of list) {
    if (isList(element)) for (const inner of flatten(element, frame, depth + 1)) flat.push(inner);
    else flat.push(element);
  }
  return flat;
}

/** `**`: the context value and everything below it. */
export function compileDescendant(options: CodeOptions): Evaluate {
  const keepsNull = options.nulls === 'present';
  return (input, frame) => {
    if (input === undefined) return undefined;
    const found = newSequence();
    collect(input, found, frame, 0, keepsNull);
    return found.length === 1 ? found[0] : found;
  };
}

// The flag is fixed when the code is made; an options object per level would cost more than it says.
function collect(value: unknown, found: List, frame: Frame, depth: number, keepsNull: boolean): void {
  if (depth > maxDepth) throw new Fault('D4004');
  spendFuel(frame.evaluation.budget, 1);
  if (isList(value)) {
    for (const element of value) collect(element, found, frame, depth + 1, keepsNull);
    return;
  }
  if (keepsNull || value !== null) found.push(value);
  if (!isObject(value) || isFunction(value)) return;
  for (const inner of Object.values(value)) collect(inner, found, frame, depth + 1, keepsNull);
}
