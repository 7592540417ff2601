import type { StreamPage } from '../call.ts';
import type { Position } from '../sources/source.ts';
import { toUnified } from './answer.ts';
import type { MethodContext } from './context.ts';
import { openWalk } from './list.ts';

/** Records asked of the provider at once: few enough to hold two pages of them for each of many readers. */
const recordsTogether = 200;

/**
 * Serves a list to its end, a page whenever the reader asks. Cursors are sealed only when one is asked for.
 *
 * @param beginPage told before each page is read
 */
export async function* streamList(
  context: MethodContext,
  beginPage: () => void,
): AsyncGenerator<StreamPage, void, void> {
  const { call, run } = context;
  beginPage();
  const { source, from, seal } = await openWalk(context);
  const cursorOf = (position: Position | null): string | null => position && seal(position);
  let position = from;
  for (let wanted = call.limit; ;) {
    const page = await source.next(position, Math.min(wanted, recordsTogether));
    const items = page.items.slice(0, wanted);
    const { records, places } = await toUnified(items, context);
    const next = items.length < page.items.length ? page.after(items.length - 1) : page.next;
    yield {
      records,
      warnings: run.warnings.splice(0),
      cursorAfter: index => cursorOf(page.after(places[index] ?? 0)),
      cursor: () => cursorOf(next),
    };
    wanted -= items.length;
    if (next === null || wanted <= 0) return;
    position = next;
    beginPage();
  }
}
