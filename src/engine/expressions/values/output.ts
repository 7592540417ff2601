import { spendFuel, type Budget } from '../budget.ts';
import { Fault } from '../fault.ts';
import { maxDepth } from './equality.ts';
import { isFunction } from './functions.ts';
import { isObject, setKey, type Data } from './keys.ts';
import { isList, isMarked } from './marks.ts';
import { TupleStream } from './tuples.ts';

/**
 * What leaves an evaluation: ordinary lists and objects. Only what carries a mark is copied; data of the input is handed
 * out as it is.
 *
 * @throws Fault D4004 when it is nested too deeply, D4005 when it is or holds a function, D1001 on an infinite number
 */
export function finish(value: unknown, budget: Budget): unknown {
  if (typeof value !== 'object' || value === null) return finishScalar(value);
  return finishInside(value, budget, 0);
}

function finishScalar(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Fault('D1001', { value });
  return value;
}

function finishInside(value: unknown, budget: Budget, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return finishScalar(value);
  if (depth > maxDepth) throw new Fault('D4004');
  if (isList(value)) return finishList(value, budget, depth);
  if (value instanceof TupleStream) return finishList(value.contexts(), budget, depth);
  if (isFunction(value)) throw new Fault('D4005');
  return isObject(value) ? finishObject(value, budget, depth) : value;
}

function finishList(list: unknown[], budget: Budget, depth: number): unknown {
  spendFuel(budget, list.length);
  let copy: unknown[] | undefined = isMarked(list) ? list.slice() : undefined;
  for (let at = 0; at < list.length; at += 1) {
    const before = list[at];
    const after = finishInside(before, budget, depth + 1);
    if (before === after) continue;
    copy ??= list.slice();
    copy[at] = after;
  }
  return copy ?? list;
}

function finishObject(object: Data, budget: Budget, depth: number): unknown {
  let copy: Data | undefined;
  for (const key of Object.keys(object)) {
    const before = object[key];
    const after = finishInside(before, budget, depth + 1);
    if (before === after || Object.is(before, after)) continue;
    copy ??= { ...object };
    setKey(copy, key, after);
  }
  spendFuel(budget, 1);
  return copy ?? object;
}
