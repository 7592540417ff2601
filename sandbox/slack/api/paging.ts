import { hashText } from '../../support/random.ts';
import { SlackError } from './slack-error.ts';

/** A list to be cut into pages. */
export interface PageRequest<T> {
  readonly items: readonly T[];
  /** What a cursor remembers of an item: later writes move indexes, not keys. */
  readonly keyOf: (item: T) => string;
  /** Text order of the keys along the list. */
  readonly order: 'ascending' | 'descending';
  readonly limit: number;
  readonly cursor: string | undefined;
  /** What of the arguments a cursor belongs to, such as the channel. */
  readonly binding?: string;
  /** `short`: now and then a page holds one item less than asked, as Slack's pages may. */
  readonly fill?: 'full' | 'short';
}

/** A page and the cursor of the next one; empty at the end. */
export interface PageResult<T> {
  readonly items: readonly T[];
  readonly nextCursor: string;
}

export interface Paging {
  /** @throws SlackError invalid_cursor */
  take<T>(request: PageRequest<T>): PageResult<T>;
}

/** Creates paging whose cursors hold for one scope (method and workspace) only. */
export function createPaging(scope: string): Paging {
  return {
    take({ items, keyOf, order, limit, cursor, binding = '', fill = 'full' }) {
      const owner = `${scope} ${binding}`;
      const position = cursor === undefined ? undefined : openCursor(owner, cursor);
      const isAhead = (item: (typeof items)[number]): boolean => {
        if (position === undefined) return true;
        return order === 'ascending' ? keyOf(item) >= position : keyOf(item) <= position;
      };
      const start = items.findIndex(isAhead);
      if (start < 0) return { items: [], nextCursor: '' };
      const isShort = fill === 'short' && limit >= 5 && position !== undefined && hashText(position) % 3 === 0;
      const end = start + (isShort ? limit - 1 : limit);
      const following = items[end];
      return {
        items: items.slice(start, end),
        nextCursor: following === undefined ? '' : sealCursor(owner, keyOf(following)),
      };
    },
  };
}

/** Number of a position in a list that only grows, as a key in text order. */
export function keyOfNumber(number: number): string {
  return String(number).padStart(9, '0');
}

/** Base64 that ends in `=`, so that a client that does not encode it is found out. */
function sealCursor(owner: string, position: string): string {
  const text = `next:${position}:${checksum(owner, position)}`;
  const padded = Buffer.byteLength(text) % 3 === 0 ? `${text};` : text;
  return Buffer.from(padded).toString('base64');
}

function openCursor(owner: string, cursor: string): string {
  const text = Buffer.from(cursor, 'base64').toString();
  const position = /^next:(.*):[0-9a-f]{8};?$/.exec(text)?.[1];
  if (position === undefined || sealCursor(owner, position) !== cursor) throw new SlackError('invalid_cursor');
  return position;
}

function checksum(owner: string, position: string): string {
  return hashText(`${owner} ${position}`).toString(16).padStart(8, '0');
}
