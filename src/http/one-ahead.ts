/**
 * The values of a source, the next of which is already on its way while one is being used; never more than that one.
 * Left early, the source is told to end and not waited for.
 */
export async function* oneAhead<T>(source: AsyncGenerator<T, void, void>): AsyncGenerator<T, void, void> {
  let ahead = source.next();
  try {
    for (;;) {
      const result = await ahead;
      if (result.done) return;
      ahead = source.next();
      // Its failure is met when its turn comes.
      ahead.catch(() => undefined);
      yield result.value;
    }
  } finally {
    source.return().catch(() => undefined);
  }
}
