import { maxDepth } from './depth.ts';
import { spendFuel, type Budget } from '../budget.ts';
import { Fault } from '../fault.ts';
import { isFunction } from './functions.ts';
import { isObject, readKey } from './keys.ts';
import { isList } from './marks.ts';

/** Whether two values are the same data; the order of keys does not count. */
export function isSame(left: unknown, right: unknown, budget: Budget, depth = 0): boolean {
  if (typeof left === 'string' && typeof right === 'string') payForTexts(left, right, budget);
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (depth > maxDepth) throw new Fault('D4004');
  if (isList(left) && isList(right)) return sameLists(left, right, budget, depth);
  if (!isObject(left) || !isObject(right) || isFunction(left) || isFunction(right)) return false;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  spendFuel(budget, keys.length);
  for (const key of keys) {
    if (!Object.hasOwn(right, key)) return false;
    if (!isSame(readKey(left, key), right[key], budget, depth + 1)) return false;
  }
  return true;
}

function sameLists(left: readonly unknown[], right: readonly unknown[], budget: Budget, depth: number): boolean {
  if (left.length !== right.length) return false;
  spendFuel(budget, left.length);
  for (let at = 0; at < left.length; at += 1) {
    if (!isSame(left[at], right[at], budget, depth + 1)) return false;
  }
  return true;
}

/** Characters that are compared for nothing. */
export const freeCharacters = 64;

/**
 * Whether a list holds the value itself: `===` as the language has it, which `includes` of a list is not where NaN is
 * looked for.
 */
export function isAmong(wanted: unknown, list: readonly unknown[], budget: Budget): boolean {
  const characters = typeof wanted === 'string' ? wanted.length : 0;
  spendFuel(budget, list.length * (1 + Math.floor(characters / comparedPerUnit)));
  for (let at = 0; at < list.length; at += 1) if (list[at] === wanted) return true;
  return false;
}

/** Characters that the platform compares for one unit of fuel. */
export const comparedPerUnit = 256;

/** Pays for comparing two strings: as far as the shorter goes. */
export function payForTexts(left: string, right: string, budget: Budget): void {
  const shorter = Math.min(left.length, right.length);
  if (shorter > freeCharacters) spendFuel(budget, shorter >> 6);
}
