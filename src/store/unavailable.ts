import { PatchbayError } from '../errors.ts';

/**
 * What the caller is told when the database fails as a whole: STORE_UNAVAILABLE with the technical reason as its cause.
 * An error that is about the statement (a constraint, a syntax error) comes back as it is.
 */
export function storeError(error: unknown): unknown {
  if (error instanceof PatchbayError || !isUnavailable(error)) return error;
  return new PatchbayError('STORE_UNAVAILABLE', 'The database does not answer at the moment. Try again shortly.', {
    retryAfterSeconds: 1,
    cause: error,
  });
}

const systemCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ENOENT',
  'EACCES',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/**
 * SQLSTATE classes and codes that say nothing about the statement: connection (08), transaction chosen as a victim (40),
 * login (28), no such database (3D), resources and full disks (53), operator (57), system (58), read-only server (25006),
 * a lock not had in time (55P03).
 */
const sqlStates = /^(08|28|3D|40|53|57|58)...$|^25006$|^55P03$/;

/** The driver raises these without a code. */
const driverMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|timeout expired|Client (was closed|has encountered a connection error)|Cannot use a pool after calling end)/;

function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(isUnavailable);
  return systemCodes.has(code) || sqlStates.test(code) || driverMessages.test(error.message);
}
