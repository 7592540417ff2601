import { spendFuel, type Budget } from '../budget.ts';
import { Fault } from '../fault.ts';
import { maxDepth } from './depth.ts';
import { isFunction } from './functions.ts';
import { isList } from './marks.ts';

/**
 * Whether a value is a number that can be worked with.
 *
 * @throws Fault D1001 on an infinite one
 */
export function isNumber(value: unknown): value is number {
  if (typeof value !== 'number' || Number.isNaN(value)) return false;
  if (!Number.isFinite(value)) throw new Fault('D1001', { value });
  return true;
}

/**
 * The truth of a value by the language's rule; nothing is false.
 *
 * @throws Fault D1001 on an infinite number, D4004 on data nested too deeply
 */
export function truth(value: unknown, budget: Budget, depth = 0): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return value.length > 0;
  if (typeof value === 'number') return isNumber(value) && value !== 0;
  if (typeof value !== 'object' || value === null) return false;
  if (isList(value)) return anyTruth(value, budget, depth);
  if (isFunction(value)) return false;
  const { length } = Object.keys(value);
  spendFuel(budget, 1 + (length >> 1));
  return length > 0;
}

function anyTruth(list: readonly unknown[], budget: Budget, depth: number): boolean {
  if (depth > maxDepth) throw new Fault('D4004');
  for (const element of list) {
    spendFuel(budget, 1);
    if (truth(element, budget, depth + 1)) return true;
  }
  return false;
}
