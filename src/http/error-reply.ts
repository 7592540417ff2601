import { errorTable, PatchbayError } from '../errors.ts';
import type { ErrorSource, ExpressionFault, FieldError, ProviderFault } from '../errors.ts';
import { rateHeaders } from './rate-headers.ts';

/** The body of every error answer: a problem document (RFC 9457). */
export interface Problem {
  /** `/errors/<code>`: the same for ever, below the server's own address. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** `/requests/<request id>` */
  readonly instance: string;
  readonly code: string;
  readonly source: ErrorSource;
  readonly retryable: boolean;
  readonly request_id: string;
  readonly errors?: readonly FieldError[];
  readonly provider?: ProviderFault;
  /** Where in the definition an expression failed. */
  readonly expression?: ExpressionFault;
}

/** An error as it is answered. */
export interface ErrorReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly problem: Problem;
}

/**
 * What a caller is told about an error. Nothing of an error that is not ours, or is INTERNAL, reaches the caller: its
 * words may hold anything.
 */
export function toErrorReply(error: unknown, requestId: string): ErrorReply {
  const shown = error instanceof PatchbayError && !isHidden(error) ? error : internalError(requestId);
  const { title, status, source, retryable } = errorTable[shown.code];
  const { errors, provider } = shown.facts;
  return {
    status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', ...headersOf(shown) },
    problem: {
      type: `/errors/${shown.code}`,
      title,
      status,
      detail: shown.message,
      instance: `/requests/${requestId}`,
      code: shown.code,
      source,
      retryable,
      request_id: requestId,
      ...(errors === undefined || errors.length === 0 ? {} : { errors }),
      ...(provider === undefined ? {} : { provider }),
      ...(shown.expression === undefined ? {} : { expression: shown.expression }),
    },
  };
}

/** Whether the log has to keep what the caller is not told. */
export function isHidden(error: unknown): boolean {
  return !(error instanceof PatchbayError) || error.code === 'INTERNAL' || error.code === 'CONFIG_INVALID';
}

function internalError(requestId: string): PatchbayError {
  return new PatchbayError(
    'INTERNAL',
    `Something went wrong on our side. The log has the reason under the request id ${requestId}.`,
  );
}

/** Seconds a caller waits where the error itself names none. */
const defaultWaitSeconds = 1;

function headersOf(error: PatchbayError): Record<string, string> {
  if (error.code === 'ACCESS_KEY_MISSING') return { 'www-authenticate': 'Bearer realm="patchbay"' };
  if (error.code === 'ACCESS_KEY_INVALID')
    return { 'www-authenticate': 'Bearer realm="patchbay", error="invalid_token"' };
  const { source } = errorTable[error.code];
  const wait = error.facts.retryAfterSeconds ?? (source === 'engine' ? defaultWaitSeconds : undefined);
  if (wait === undefined || !error.retryable) return {};
  return { 'retry-after': String(Math.max(1, Math.ceil(wait))), ...rateHeaders(error.facts.rate) };
}
