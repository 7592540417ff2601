import { Fault } from '../fault.ts';
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

/** The truth of a value by the language's rule; nothing is false. */
export function truth(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return value.length > 0;
  if (typeof value === 'number') return isNumber(value) && value !== 0;
  if (typeof value !== 'object' || value === null) return false;
  if (isList(value)) return value.length === 1 ? truth(value[0]) : value.some(truth);
  if (isFunction(value)) return false;
  return Object.keys(value).length > 0;
}
