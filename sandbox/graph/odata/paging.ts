import { createHash } from 'node:crypto';
import { badRequest } from '../api/graph-error.ts';

/** Where an item stands in a sorted list. */
export type SortKey = readonly (string | number)[];

/** A list to be cut into pages, in ascending order of its keys. */
export interface PageRequest<T> {
  readonly items: readonly { readonly item: T; readonly key: SortKey }[];
  readonly top: number;
  readonly skipToken: string | undefined;
  /** What a token belongs to: the path and the options that shape the list. */
  readonly owner: string;
}

/** A page, and the token of the next; none at the end. */
export interface PageResult<T> {
  readonly items: readonly T[];
  readonly skipToken?: string;
}

/**
 * Cuts a page. A token remembers the key of the last item, not its number, so that writes between pages move nothing.
 *
 * @throws GraphError 400 for a token that is not of this list
 */
export function takePage<T>({ items, top, skipToken, owner }: PageRequest<T>): PageResult<T> {
  const after = skipToken === undefined ? undefined : openToken(owner, skipToken);
  const start = after === undefined ? 0 : items.findIndex(({ key }) => compareKeys(key, after) > 0);
  if (start < 0) return { items: [] };
  const page = items.slice(start, start + top);
  const last = page.at(-1);
  const isEnd = last === undefined || start + top >= items.length;
  return { items: page.map(({ item }) => item), ...(isEnd ? {} : { skipToken: sealToken(owner, last.key) }) };
}

/** Below 0 when the first comes first. Numbers come before texts. */
export function compareKeys(a: SortKey, b: SortKey): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const [left, right] = [a[index], b[index]];
    if (left === right) continue;
    if (left === undefined || (typeof left === 'number' && typeof right === 'string')) return -1;
    if (right === undefined || typeof left !== typeof right) return 1;
    return left < right ? -1 : 1;
  }
  return 0;
}

/** Base64 with padding, so that a client that does not take the link as it is gets found out. */
export function sealToken(owner: string, key: SortKey): string {
  const text = JSON.stringify([checksum(owner, key), ...key]);
  return Buffer.from(Buffer.byteLength(text) % 3 === 0 ? `${text} ` : text).toString('base64');
}

/** @throws GraphError 400 for a token that is not of this owner */
export function openToken(owner: string, token: string): SortKey {
  const refuse = (): Error =>
    badRequest('Skip token is not valid: it must be taken from the nextLink of the same request, unchanged.');
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(token, 'base64').toString());
  } catch {
    throw refuse();
  }
  if (!Array.isArray(parts)) throw refuse();
  const [sum, ...key] = parts as unknown[];
  if (!key.every(part => typeof part === 'string' || typeof part === 'number') || sum !== checksum(owner, key))
    throw refuse();
  return key;
}

function checksum(owner: string, key: SortKey): string {
  return createHash('sha256')
    .update(JSON.stringify([owner, key]))
    .digest('base64url')
    .slice(0, 12);
}
