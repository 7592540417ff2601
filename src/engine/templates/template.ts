/** A checked Liquid template for URLs, paths and header values. Only definitions have them, never overrides. */
export interface Template {
  readonly source: string;
  /** Names it reads, top level (`credential`, `account`, or path parameters). */
  readonly reads: readonly string[];
  /**
   * Renders with own properties only. `encode: 'path'` percent-encodes every interpolation as one path segment and
   * refuses empty, `.` and `..`; `raw` inserts as it is (headers: control characters are refused).
   *
   * @throws PatchbayError REQUEST_INVALID when a value is missing or not allowed at its place
   */
  render(scope: Readonly<Record<string, unknown>>): string;
}
