import type { Pagination } from '../../definitions/endpoint.ts';
import { isTrue } from '../../mapping/tree.ts';
import type { Pager } from './pager.ts';

/** The number of records to pass over is sent. The walk ends at the total the provider names, or at the first empty page. */
export function offsetPager(pagination: Extract<Pagination, { style: 'offset' }>): Pager {
  return {
    ask: mark => ({ params: { [pagination.send]: mark ?? 0 } }),
    next: ({ body, count, scope }, mark) => {
      if (count === 0 || (pagination.done && isTrue(pagination.done, body, scope))) return undefined;
      const behind = Number(mark ?? 0) + count;
      const total = pagination.total?.run(body, scope.variables, scope.budget);
      return typeof total === 'number' && behind >= total ? undefined : behind;
    },
    marksDependOnLimit: false,
    ...(pagination.limit ? { limit: pagination.limit } : {}),
  };
}
