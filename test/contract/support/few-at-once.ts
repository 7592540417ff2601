/** As many calls at once as a busy machine answers in time. */
const together = 6;

/** Maps values in their order, only few at the same time. */
export async function fewAtOnce<T, R>(values: readonly T[], map: (value: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (let from = 0; from < values.length; from += together) {
    results.push(...(await Promise.all(values.slice(from, from + together).map(map))));
  }
  return results;
}
