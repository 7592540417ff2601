/** One place where two values differ; a side that has nothing there is absent. */
export interface Difference {
  /** `outcome.result[0].name`. */
  readonly path: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
}

/** The places where two JSON values differ, in reading order; absent and undefined are the same. */
export function findDifferences(expected: unknown, actual: unknown, path = ''): readonly Difference[] {
  if (Array.isArray(expected) && Array.isArray(actual)) {
    const length = Math.max(expected.length, actual.length);
    return Array.from({ length }, (_, index) => index).flatMap(index =>
      findDifferences(expected[index], actual[index], `${path}[${index}]`),
    );
  }
  if (isMap(expected) && isMap(actual)) {
    const keys = new Set([...Object.keys(expected), ...Object.keys(actual)]);
    return [...keys].flatMap(key => findDifferences(expected[key], actual[key], path === '' ? key : `${path}.${key}`));
  }
  if (expected === actual || (Number.isNaN(expected) && Number.isNaN(actual))) return [];
  return [{ path, ...(expected === undefined ? {} : { expected }), ...(actual === undefined ? {} : { actual }) }];
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
