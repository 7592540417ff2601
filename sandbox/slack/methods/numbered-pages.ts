/** The `paging` object of methods that page by number. */
export interface NumberedPaging {
  readonly count: number;
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

/** Cuts page `page` (from 1) of `count` items. A page behind the last is empty. */
export function pageOf<T>(
  items: readonly T[],
  { count, page }: { readonly count: number; readonly page: number },
): { items: readonly T[]; paging: NumberedPaging } {
  const pages = Math.ceil(items.length / count);
  return { items: items.slice((page - 1) * count, page * count), paging: { count, total: items.length, page, pages } };
}
