import { PatchbayError } from '../errors.ts';
import type { ErrorCode } from '../errors.ts';

/** Why an outbound call gave no reply. */
export type FailureReason =
  | 'blocked'
  | 'dns'
  | 'connect'
  | 'connect_timeout'
  | 'tls'
  | 'first_byte_timeout'
  | 'total_timeout'
  | 'idle_timeout'
  | 'given_up'
  | 'closed'
  | 'not_http'
  | 'encoding'
  | 'too_large';

/**
 * The technical reason in `facts.cause` of every error of this room. `sent` is false only when surely no byte of the
 * request left: a write that failed with `sent: true` may have happened.
 */
export class EgressFailure extends Error {
  override readonly name = 'EgressFailure';
  readonly reason: FailureReason;
  readonly sent: boolean;

  constructor(reason: FailureReason, sent: boolean, cause?: unknown) {
    super(reason, cause === undefined ? undefined : { cause });
    this.reason = reason;
    this.sent = sent;
  }
}

/** What the words of a failure are made from; no address, no path, no value. */
export interface FailureWords {
  /** The provider's host as the definition names it. */
  readonly host: string;
  /** Milliseconds or bytes, where the reason is a limit. */
  readonly limit?: number;
  /** A code of the system (`ECONNREFUSED`) or a sentence of ours. */
  readonly detail?: string;
}

type Row = readonly [ErrorCode, (words: FailureWords) => string];

const rows: Readonly<Record<FailureReason, Row>> = {
  blocked: ['EGRESS_BLOCKED', ({ detail }) => detail ?? 'The address is not allowed.'],
  dns: ['PROVIDER_UNAVAILABLE', ({ host, detail }) => `The name ${host} cannot be resolved${inBrackets(detail)}.`],
  connect: [
    'PROVIDER_UNAVAILABLE',
    ({ host, detail }) => `No connection to ${host} could be made${inBrackets(detail)}.`,
  ],
  connect_timeout: [
    'PROVIDER_UNAVAILABLE',
    ({ host, limit }) => `No connection to ${host} could be made within ${limit} ms.`,
  ],
  tls: ['PROVIDER_UNAVAILABLE', ({ host, detail }) => `The TLS connection to ${host} failed${inBrackets(detail)}.`],
  first_byte_timeout: ['PROVIDER_TIMEOUT', ({ host, limit }) => `${host} did not begin to answer within ${limit} ms.`],
  total_timeout: ['PROVIDER_TIMEOUT', ({ host, limit }) => `${host} did not finish its answer within ${limit} ms.`],
  idle_timeout: ['PROVIDER_TIMEOUT', ({ host, limit }) => `${host} sent nothing more for ${limit} ms.`],
  given_up: ['PROVIDER_TIMEOUT', ({ host }) => `The call to ${host} was given up before it was answered.`],
  closed: [
    'PROVIDER_UNAVAILABLE',
    ({ host, detail }) => `${host} closed the connection before its answer was complete${inBrackets(detail)}.`,
  ],
  not_http: [
    'PROVIDER_MALFORMED',
    ({ host, detail }) => `${host} answered with something that is not HTTP${inBrackets(detail)}.`,
  ],
  encoding: [
    'PROVIDER_MALFORMED',
    ({ host, detail }) => `The body of ${host} cannot be decompressed${inBrackets(detail)}.`,
  ],
  too_large: [
    'PROVIDER_RESPONSE_TOO_LARGE',
    ({ host, limit, detail }) => `The answer of ${host} is too large: ${detail ?? `more than ${limit} bytes`}.`,
  ],
};

/** The error of a failed outbound call, with `sent` among its facts and the reason in its cause. */
export function egressError(reason: FailureReason, sent: boolean, words: FailureWords, cause?: unknown): PatchbayError {
  const [code, sentence] = rows[reason];
  return new PatchbayError(code, sentence(words), { sent, cause: new EgressFailure(reason, sent, cause) });
}

/** The system's code of an error (`ECONNREFUSED`), when it has one. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function inBrackets(detail: string | undefined): string {
  return detail === undefined ? '' : ` (${detail})`;
}
