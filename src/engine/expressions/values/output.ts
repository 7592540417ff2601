import { spendFuel, type Budget } from '../budget.ts';
import { Fault } from '../fault.ts';
import { maxDepth } from './depth.ts';
import { isFunction } from './functions.ts';
import { isObject, setKey, type Data } from './keys.ts';
import { isList, isMarked } from './marks.ts';
import { TupleStream } from './tuples.ts';

/**
 * What leaves an evaluation: ordinary lists and objects. Only what carries a mark is copied; data of the input is handed
 * out as it is.
 *
 * @param levels of lists and objects, from the outside, that may have been made during the evaluation: nothing below
 *   them is looked at
 * @throws Fault D4004 when it is nested too deeply, D4005 when it is or holds a function, D1001 on an infinite number
 */
export function finish(value: unknown, levels: number, budget: Budget): unknown {
  if (typeof value !== 'object' || value === null) return finishScalar(value);
  return finishInside(value, { levels, budget }, 0);
}

interface Finishing {
  readonly levels: number;
  readonly budget: Budget;
}

function finishScalar(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Fault('D1001', { value });
  return value;
}

function finishInside(value: unknown, finishing: Finishing, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return finishScalar(value);
  if (depth > maxDepth) throw new Fault('D4004');
  if (isList(value)) return finishList(value, finishing, depth);
  if (value instanceof TupleStream) return finishList(value.contexts(), finishing, depth);
  if (isFunction(value)) throw new Fault('D4005');
  return isObject(value) && depth + 1 < finishing.levels ? finishObject(value, finishing, depth) : value;
}

function finishList(list: unknown[], finishing: Finishing, depth: number): unknown {
  let copy: unknown[] | undefined = isMarked(list) ? list.slice() : undefined;
  if (copy !== undefined) spendFuel(finishing.budget, list.length);
  if (depth + 1 >= finishing.levels) return copy ?? list;
  spendFuel(finishing.budget, list.length);
  for (let at = 0; at < list.length; at += 1) {
    const before = list[at];
    if (typeof before !== 'object') {
      if (typeof before === 'number') finishScalar(before);
      continue;
    }
    const after = finishInside(before, finishing, depth + 1);
    if (before === after) continue;
    copy ??= list.slice();
    copy[at] = after;
  }
  return copy ?? list;
}

function finishObject(object: Data, finishing: Finishing, depth: number): unknown {
  let copy: Data | undefined;
  let size = 1;
  // Quicker than a list of the keys; what is inherited is not enumerable.
  for (const key in object) {
    size += 1;
    const before = object[key];
    if (typeof before !== 'object') {
      if (typeof before === 'number') finishScalar(before);
      continue;
    }
    const after = finishInside(before, finishing, depth + 1);
    if (before === after) continue;
    copy ??= { ...object };
    setKey(copy, key, after);
  }
  spendFuel(finishing.budget, size);
  return copy ?? object;
}
