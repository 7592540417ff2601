import { createHash } from 'node:crypto';
import { PatchbayError } from '../../errors.ts';
import type { PageMark } from '../transport/pagination/pager.ts';

/** Marks of this call's pages that are remembered; a longer circle is found by the mark that travels in the position. */
const marksRemembered = 100;

/** Characters of a mark that is remembered as it is. */
const longestShortMark = 32;

/** A mark as a walk remembers it: a provider's may be so long that a cursor with two of them would be too long to be sent. */
export function shortMark(mark: PageMark): PageMark {
  if (typeof mark === 'number' || mark.length <= longestShortMark) return mark;
  return createHash('sha256').update(mark).digest('base64url').slice(0, longestShortMark);
}

/**
 * Two looks: the latest marks met within this call, and over a whole walk one mark that moves up at every power of two. The second
 * finds a circle of any length with one remembered mark in the cursor. A page may be read again, as a list of parents is:
 * only a mark that leads to itself is a circle.
 *
 * @param met marks, with the mark of the page that answered each
 * @param from the mark that was just sent, and the one that the walk remembers, as `shortMark` gives it
 * @throws PROVIDER_PAGINATION_LOOP
 */
export function refuseCircle(
  met: Map<PageMark, PageMark | undefined>,
  next: PageMark,
  from: { readonly mark: PageMark | undefined; readonly seen: PageMark | undefined },
  endpoint: string,
): void {
  const isRemembered = from.seen !== undefined && shortMark(next) === from.seen;
  if (!isRemembered && !(met.has(next) && leadsTo(met, next, from.mark))) {
    met.set(next, from.mark);
    const [oldest] = met.keys();
    if (met.size > marksRemembered && oldest !== undefined) met.delete(oldest);
    return;
  }
  throw new PatchbayError(
    'PROVIDER_PAGINATION_LOOP',
    `The pages of ${endpoint} go round in a circle: the provider answered a cursor that it had answered before. The records read so far are not the whole list.`,
  );
}

/** Whether the pages went from one mark to the other. */
function leadsTo(
  met: ReadonlyMap<PageMark, PageMark | undefined>,
  start: PageMark,
  end: PageMark | undefined,
): boolean {
  let mark = end;
  for (let steps = 0; mark !== undefined && steps <= met.size; steps += 1) {
    if (mark === start) return true;
    mark = met.get(mark);
  }
  return false;
}
