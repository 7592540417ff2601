import type { Pager } from './pager.ts';

/** Everything comes in one answer. */
export function singlePager(): Pager {
  return { ask: () => ({ params: {} }), next: () => undefined, marksDependOnLimit: false };
}
