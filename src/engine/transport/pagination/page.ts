import type { Pagination } from '../../definitions/endpoint.ts';
import { isTrue } from '../../mapping/tree.ts';
import type { Pager } from './pager.ts';

/** Pages are numbered. The walk ends at the last number the provider names, or else at the first empty page. */
export function pageNumberPager(pagination: Extract<Pagination, { style: 'page' }>): Pager {
  return {
    ask: mark => ({ params: { [pagination.send]: mark ?? pagination.first } }),
    next: ({ body, count, scope }, mark) => {
      if (pagination.done && isTrue(pagination.done, body, scope)) return undefined;
      const current = Number(mark ?? pagination.first);
      const last = pagination.last?.run(body, scope.variables, scope.budget);
      const hasMore = typeof last === 'number' ? current < last : count > 0;
      return hasMore ? current + 1 : undefined;
    },
    marksDependOnLimit: true,
    ...(pagination.limit ? { limit: pagination.limit } : {}),
  };
}
