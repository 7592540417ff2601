import type { WebClient } from '@slack/web-api';

/** What a walk over all pages of a method saw. */
export interface Walk {
  readonly ids: string[];
  /** Number of records of each page. */
  readonly sizes: number[];
  readonly cursors: string[];
}

/** Walks a cursor-paged method to its end with the client's own pagination. */
export async function walkPages(
  client: WebClient,
  method: string,
  args: Record<string, unknown>,
  read: { readonly list: string; readonly id?: string },
): Promise<Walk> {
  const ids: string[] = [];
  const sizes: number[] = [];
  const cursors: string[] = [];
  for await (const page of client.paginate(method, { ...args })) {
    const records: unknown = Reflect.get(page, read.list);
    const list: unknown[] = Array.isArray(records) ? records : [];
    ids.push(...list.map(record => idOf(record, read.id)));
    sizes.push(list.length);
    if (page.response_metadata?.next_cursor) cursors.push(page.response_metadata.next_cursor);
    if (sizes.length > 2000) throw new Error(`${method} does not come to an end.`);
  }
  return { ids, sizes, cursors };
}

function idOf(record: unknown, name: string | undefined): string {
  return String(
    name === undefined || typeof record !== 'object' || record === null ? record : Reflect.get(record, name),
  );
}
