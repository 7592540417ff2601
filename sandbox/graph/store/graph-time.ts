/**
 * A Teams timestamp: milliseconds without trailing zeros, so that the number of fraction digits varies as it does on
 * the wire (`…:30.248Z`, `…:30.05Z`, `…:14Z`).
 */
export function teamsTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.?0*Z$/, 'Z');
}

/** A directory timestamp: whole seconds. */
export function directoryTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** What stands for "from the beginning" and "never set". */
export const beginningOfTime = '0001-01-01T00:00:00Z';
