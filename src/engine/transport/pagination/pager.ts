import type { PageLimit, Pagination } from '../../definitions/endpoint.ts';
import type { Scope } from '../../mapping/tree.ts';
import type { LinkDifference } from '../next-link.ts';
import { cursorPager } from './cursor.ts';
import { linkHeaderPager } from './link-header.ts';
import { nextUrlPager } from './next-url.ts';
import { singlePager } from './none.ts';
import { offsetPager } from './offset.ts';
import { pageNumberPager } from './page.ts';

/** Where a provider's next page is: a cursor, a page number, ... in the words of its style; plain JSON. */
export type PageMark = string | number;

/** How a page is asked for: parameters, or for links what changes in the first page's URL. */
export interface PageRequest {
  readonly params: Readonly<Record<string, unknown>>;
  readonly link?: LinkDifference;
}

/** A page that came, as far as finding the next needs it. */
export interface PageReply {
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  /** URL of the request as it is for the first page, without a credential. */
  readonly firstUrl: string;
  /** Records on the page. */
  readonly count: number;
  readonly scope: Scope;
}

/** How one style of paging asks for a page and finds the next. */
export interface Pager {
  /** What asks for the page; the limit is added by the caller. */
  readonly ask: (mark: PageMark | undefined) => PageRequest;
  /**
   * @param mark the mark of the page that came; undefined for the first
   * @returns the mark of the next page, or undefined at the end
   * @throws PROVIDER_MALFORMED when the provider answers a mark that means nothing
   */
  readonly next: (reply: PageReply, mark: PageMark | undefined) => PageMark | undefined;
  /** True where a mark means something only together with the page size (page numbers, links). */
  readonly marksDependOnLimit: boolean;
  readonly limit?: PageLimit;
}

type Styles = { readonly [Style in Pagination['style']]: (pagination: Extract<Pagination, { style: Style }>) => Pager };

const styles: Styles = {
  none: singlePager,
  cursor: cursorPager,
  page: pageNumberPager,
  offset: offsetPager,
  next_url: nextUrlPager,
  link_header: linkHeaderPager,
};

/** The pager of an endpoint's declared style. */
export function createPager(pagination: Pagination): Pager {
  // The table has for each style the function that takes exactly that style's rules.
  const create = styles[pagination.style] as (rules: Pagination) => Pager;
  return create(pagination);
}
