import { PatchbayError } from '../errors.ts';
import type { QueryMap } from './query-string.ts';

/**
 * A parameter that is one text.
 *
 * @throws PatchbayError REQUEST_INVALID when it came with brackets
 */
export function readText(map: QueryMap, name: string): string | undefined {
  const value = Object.hasOwn(map, name) ? map[name] : undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw wrongParameter(name, 'takes one value and no brackets');
}

/**
 * The parameter `integrated_account_id`.
 *
 * @throws PatchbayError REQUEST_INVALID when it is missing or empty
 */
export function readAccountId(map: QueryMap): string {
  const accountId = readText(map, 'integrated_account_id');
  if (accountId !== undefined && accountId !== '') return accountId;
  throw new PatchbayError(
    'REQUEST_INVALID',
    'The parameter integrated_account_id is required: it says whose account is read.',
    { errors: [{ pointer: '/integrated_account_id', message: 'is required' }] },
  );
}

/**
 * The parameter `limit`: a whole number from 1 to the maximum.
 *
 * @throws PatchbayError REQUEST_INVALID
 */
export function readLimit(map: QueryMap, bounds: { readonly default: number; readonly max: number }): number {
  const text = readText(map, 'limit');
  if (text === undefined) return bounds.default;
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= bounds.max) return limit;
  throw wrongParameter('limit', `is a whole number from 1 to ${bounds.max}`);
}

/**
 * Refuses every parameter but these.
 *
 * @throws PatchbayError REQUEST_INVALID, which tells those there are
 */
export function refuseOthers(map: QueryMap, known: readonly string[]): void {
  const unknown = Object.keys(map).find(name => !known.includes(name));
  if (unknown === undefined) return;
  throw wrongParameter(unknown, `is not known here; there are ${known.join(', ') || 'none'}`);
}

/** The error of one query parameter that cannot be used. */
export function wrongParameter(name: string, what: string): PatchbayError {
  return new PatchbayError('REQUEST_INVALID', `The query parameter "${name}" ${what}.`, {
    errors: [{ pointer: `/${name}`, message: what }],
  });
}
