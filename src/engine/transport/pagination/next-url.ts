import { PatchbayError } from '../../../errors.ts';
import type { Pagination } from '../../definitions/endpoint.ts';
import { differenceOf, type LinkDifference } from '../next-link.ts';
import type { PageMark, Pager, PageReply, PageRequest } from './pager.ts';

/** The body holds the whole address of the next page. */
export function nextUrlPager(pagination: Extract<Pagination, { style: 'next_url' }>): Pager {
  return {
    ask: askLink,
    next: (reply, mark) => {
      const link = pagination.read.run(reply.body, reply.scope.variables, reply.scope.budget);
      if (link === undefined || link === null || link === '') return undefined;
      if (typeof link === 'string') return markLink(reply, link, mark);
      throw new PatchbayError(
        'PROVIDER_MALFORMED',
        'The provider answered an address of the next page that is no text.',
      );
    },
    marksDependOnLimit: true,
    ...(pagination.limit ? { limit: pagination.limit } : {}),
  };
}

/** Asks for the page that a link mark leads to. */
export function askLink(mark: PageMark | undefined): PageRequest {
  // Only `markLink` makes such marks, and they travel in sealed cursors.
  return mark === undefined ? { params: {} } : { params: {}, link: JSON.parse(String(mark)) as LinkDifference };
}

/**
 * Keeps a link as its difference; one that leads to the page it came with ends the walk.
 *
 * @throws PROVIDER_MALFORMED when it leads to another origin
 */
export function markLink(reply: PageReply, link: string, mark: PageMark | undefined): PageMark | undefined {
  const next = JSON.stringify(differenceOf(new URL(reply.firstUrl), link));
  return next === mark || next === '{}' ? undefined : next;
}
