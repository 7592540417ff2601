import type { PageLimit, Pagination } from '../../definitions/definition.ts';
import type { Scope } from '../../mapping/tree.ts';
import { cursorPager } from './cursor.ts';
import { pageNumberPager } from './page.ts';
import { singlePager } from './none.ts';

/** Where a provider's next page is: a cursor, a page number, ... in the words of its style; plain JSON. */
export type PageMark = string | number;

/** How one style of paging asks for a page and finds the next. */
export interface Pager {
  /** Parameters that ask for the page; the limit is added by the caller. */
  readonly ask: (mark: PageMark | undefined) => Readonly<Record<string, unknown>>;
  /**
   * @param body the native reply body
   * @returns the mark of the next page, or undefined at the end
   * @throws PROVIDER_MALFORMED when the provider answers a mark of another type
   */
  readonly next: (body: unknown, mark: PageMark | undefined, count: number, scope: Scope) => PageMark | undefined;
  /** True where a mark means something only together with the page size (page numbers). */
  readonly marksDependOnLimit: boolean;
  readonly limit?: PageLimit;
}

type Styles = { readonly [Style in Pagination['style']]: (pagination: Extract<Pagination, { style: Style }>) => Pager };

const styles: Styles = { none: singlePager, cursor: cursorPager, page: pageNumberPager };

/** The pager of an endpoint's declared style. */
export function createPager(pagination: Pagination): Pager {
  switch (pagination.style) {
    case 'none':
      return styles.none(pagination);
    case 'cursor':
      return styles.cursor(pagination);
    case 'page':
      return styles.page(pagination);
  }
}
