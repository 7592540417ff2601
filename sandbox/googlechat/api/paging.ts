import { hashText } from '../../support/random.ts';
import { GoogleError } from './google-error.ts';

/** A list to be cut into pages. */
export interface PageRequest<T> {
  readonly items: readonly T[];
  /** What a token remembers of an item; unique in the list. */
  readonly keyOf: (item: T) => string;
  readonly size: number;
  readonly token: string | undefined;
  /** `short`: now and then a page holds one item less than asked, as the service may. */
  readonly fill?: 'full' | 'short';
}

export interface PageResult<T> {
  readonly items: readonly T[];
  /** Absent at the end. */
  readonly nextPageToken?: string;
}

/** Cuts lists into pages; tokens hold for one method, place, caller and set of parameters only. */
export interface Paging {
  /** @throws GoogleError INVALID_ARGUMENT for a token that is garbled or of another call */
  take<T>(request: PageRequest<T>): PageResult<T>;
}

/** Creates paging whose tokens are bound to `owner`. */
export function createPaging(owner: string): Paging {
  return {
    take({ items, keyOf, size, token, fill = 'full' }) {
      const position = token === undefined ? undefined : openToken(owner, token);
      const start = position === undefined ? 0 : startOf(items, keyOf, position);
      const isShort = fill === 'short' && size >= 5 && position !== undefined && hashText(position.key) % 3 === 0;
      const end = start + (isShort ? size - 1 : size);
      const following = items[end];
      return {
        items: items.slice(start, end),
        ...(following === undefined ? {} : { nextPageToken: sealToken(owner, keyOf(following), end) }),
      };
    },
  };
}

interface Position {
  readonly key: string;
  readonly index: number;
}

/** Where the item of a token is now; where it is gone, the place it had. */
function startOf<T>(items: readonly T[], keyOf: (item: T) => string, { key, index }: Position): number {
  const expected = items[index];
  if (expected !== undefined && keyOf(expected) === key) return index;
  const moved = items.findIndex(item => keyOf(item) === key);
  return moved < 0 ? Math.min(index, items.length) : moved;
}

function sealToken(owner: string, key: string, index: number): string {
  const text = JSON.stringify([index, key, checksum(owner, key, index)]);
  return `CAE${Buffer.from(text).toString('base64url')}`;
}

function openToken(owner: string, token: string): Position {
  const refusal = new GoogleError('INVALID_ARGUMENT', 'The page token is invalid or was made for other parameters.', {
    fieldViolations: [{ field: 'page_token', description: 'Invalid page token' }],
    location: 'pageToken',
  });
  if (!/^CAE[\w-]+$/.test(token)) throw refusal;
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(token.slice(3), 'base64url').toString('utf8'));
  } catch {
    throw refusal;
  }
  const [index, key, sum] = Array.isArray(parts) ? (parts as unknown[]) : []; // elements are checked below
  if (typeof index !== 'number' || typeof key !== 'string' || sum !== checksum(owner, key, index)) throw refusal;
  return { key, index };
}

function checksum(owner: string, key: string, index: number): string {
  return hashText(`${owner}\n${index}\n${key}`).toString(36);
}
