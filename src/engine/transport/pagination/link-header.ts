import type { Pagination } from '../../definitions/endpoint.ts';
import { nextOfLinkHeader } from '../next-link.ts';
import { askLink, markLink } from './next-url.ts';
import type { Pager } from './pager.ts';

/** The `Link` header holds the address of the next page (RFC 8288). */
export function linkHeaderPager(pagination: Extract<Pagination, { style: 'link_header' }>): Pager {
  return {
    ask: askLink,
    next: (reply, mark) => {
      const link = nextOfLinkHeader(reply.headers['link']);
      return link === undefined ? undefined : markLink(reply, link, mark);
    },
    marksDependOnLimit: true,
    ...(pagination.limit ? { limit: pagination.limit } : {}),
  };
}
