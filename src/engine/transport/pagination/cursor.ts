import { PatchbayError } from '../../../errors.ts';
import type { Pagination } from '../../definitions/endpoint.ts';
import { isTrue } from '../../mapping/tree.ts';
import type { Pager } from './pager.ts';

/**
 * The provider names the next page itself. No cursor, an empty one, or the one that was just sent ends the walk; `done`
 * ends it where a cursor comes even with the last page.
 */
export function cursorPager(pagination: Extract<Pagination, { style: 'cursor' }>): Pager {
  return {
    ask: mark => ({ params: mark === undefined ? {} : { [pagination.send]: mark } }),
    next: ({ body, scope }, mark) => {
      if (pagination.done && isTrue(pagination.done, body, scope)) return undefined;
      const next = pagination.read.run(body, scope.variables, scope.budget);
      if (next === undefined || next === null || next === '' || next === mark) return undefined;
      if (typeof next === 'string' || typeof next === 'number') return next;
      throw new PatchbayError(
        'PROVIDER_MALFORMED',
        'The provider answered a page cursor that is neither text nor number.',
      );
    },
    marksDependOnLimit: false,
    ...(pagination.limit ? { limit: pagination.limit } : {}),
  };
}
