/** One page of a list of Google's. */
export interface Page<T> {
  readonly items: readonly T[] | undefined;
  readonly nextPageToken: string | null | undefined;
}

/** All items of a list, page after page; at most 500 pages. */
export async function walk<T>(
  read: (pageToken: string | undefined) => Promise<Page<T>>,
): Promise<{ items: T[]; pages: number }> {
  const items: T[] = [];
  let token: string | undefined;
  for (let pages = 1; pages <= 500; pages++) {
    const page = await read(token);
    items.push(...(page.items ?? []));
    if (page.nextPageToken == null || page.nextPageToken === '') return { items, pages };
    token = page.nextPageToken;
  }
  throw new Error('The walk did not end within 500 pages.');
}
