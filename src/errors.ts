/** Who has to act for the call to succeed. */
export type ErrorSource = 'request' | 'mapping' | 'provider' | 'account' | 'engine' | 'definition';

interface ErrorRow {
  /** HTTP status a caller of the API sees. */
  readonly status: number;
  readonly title: string;
  readonly source: ErrorSource;
  /** Whether the same call may succeed later without a change. */
  readonly retryable: boolean;
}

const row = (status: number, source: ErrorSource, title: string): ErrorRow => ({
  status,
  title,
  source,
  retryable: false,
});
const retryableRow = (status: number, source: ErrorSource, title: string): ErrorRow => ({
  ...row(status, source, title),
  retryable: true,
});

/** Every error this product raises: the one table that HTTP answers, docs/errors.md and tests are made from. */
export const errorTable = {
  REQUEST_INVALID: row(400, 'request', 'The request is not valid'),
  REQUEST_FILTER_UNKNOWN: row(400, 'request', 'A filter is not supported here'),
  REQUEST_FILTER_MISSING: row(400, 'request', 'A required filter is missing'),
  REQUEST_ID_INVALID: row(400, 'request', 'An id is not valid for this resource'),
  REQUEST_CURSOR_INVALID: row(400, 'request', 'The cursor is not valid for this call'),
  REQUEST_BODY_INVALID: row(422, 'request', 'The body does not fit the model'),
  REQUEST_TOO_LARGE: row(413, 'request', 'The request is too large'),
  REQUEST_MEDIA_UNSUPPORTED: row(415, 'request', 'The media type is not supported'),
  REQUEST_TIMEOUT: row(408, 'request', 'The request was not received in time'),
  ACCESS_KEY_MISSING: row(401, 'request', 'An API key is required'),
  ACCESS_KEY_INVALID: row(401, 'request', 'The API key is not valid'),
  ACCESS_FORBIDDEN: row(403, 'request', 'The key does not allow this'),
  ROUTE_NOT_FOUND: row(404, 'request', 'There is no such route'),
  MODEL_NOT_FOUND: row(404, 'request', 'There is no such unified model or resource'),
  INTEGRATION_NOT_FOUND: row(404, 'request', 'There is no such integration'),
  ACCOUNT_NOT_FOUND: row(404, 'request', 'There is no such integrated account'),
  METHOD_NOT_SUPPORTED: row(501, 'request', 'This integration does not support the method'),
  ACCOUNT_NEEDS_REAUTH: row(424, 'account', 'The account has to be linked again'),
  PROVIDER_UNAUTHORIZED: row(424, 'account', "The provider refused the account's credential"),
  PROVIDER_FORBIDDEN: row(403, 'provider', 'The provider does not allow this'),
  PROVIDER_NOT_FOUND: row(404, 'provider', 'The provider has no such record'),
  PROVIDER_CONFLICT: row(409, 'provider', 'The provider reports a conflict'),
  PROVIDER_INVALID: row(422, 'provider', 'The provider refused the values'),
  PROVIDER_TOO_LARGE: row(413, 'provider', 'The provider finds the request too large'),
  PROVIDER_RATE_LIMITED: retryableRow(429, 'provider', 'The provider limits the rate of calls'),
  PROVIDER_UNAVAILABLE: retryableRow(503, 'provider', 'The provider is not available'),
  PROVIDER_TIMEOUT: retryableRow(504, 'provider', 'The provider did not answer in time'),
  PROVIDER_MALFORMED: row(502, 'provider', 'The provider answered with something its definition does not declare'),
  PROVIDER_PAGINATION_LOOP: row(502, 'provider', "The provider's pages go round in a circle"),
  PROVIDER_RESPONSE_TOO_LARGE: row(502, 'provider', "The provider's answer is too large"),
  PROVIDER_OUTCOME_UNKNOWN: row(502, 'provider', 'A write may or may not have happened'),
  EGRESS_BLOCKED: row(502, 'engine', 'The address is not allowed'),
  MAPPING_FAILED: row(502, 'mapping', 'A mapping expression failed'),
  MODEL_MISMATCH: row(502, 'mapping', 'A record does not fit the unified model'),
  EXPRESSION_BUDGET: row(502, 'mapping', 'An expression used up its budget'),
  EXPRESSION_SYNTAX: row(422, 'definition', 'An expression cannot be parsed'),
  EXPRESSION_INVALID: row(422, 'definition', 'An expression uses something that does not exist here'),
  EXPRESSION_FAILED: row(502, 'mapping', 'An expression failed'),
  DEFINITION_SYNTAX: row(422, 'definition', 'A definition file cannot be read'),
  DEFINITION_INVALID: row(422, 'definition', 'A definition does not fit its schema'),
  DEFINITION_REFERENCE: row(422, 'definition', 'A definition refers to something that does not exist'),
  DEFINITION_LINT: row(422, 'definition', 'A definition says something that is surely not meant'),
  CONFIG_INVALID: row(500, 'engine', 'The configuration is not valid'),
  STORE_UNAVAILABLE: retryableRow(503, 'engine', 'The database is not available'),
  OVERLOADED: retryableRow(503, 'engine', 'The server is too busy or shutting down'),
  INTERNAL: row(500, 'engine', 'An internal error happened'),
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof errorTable;

/** One mistake inside a request body, query or record. */
export interface FieldError {
  /** JSON pointer into the body, the query or the record. */
  readonly pointer: string;
  readonly message: string;
}

/** What a provider said when it was the provider that failed; never its raw body. */
export interface ProviderFault {
  readonly name: string;
  readonly status?: number;
  /** The provider's own error code. */
  readonly code?: string;
  readonly message?: string;
  /** The provider's request id, for a support ticket with them. */
  readonly reference?: string;
}

/** Where and why an expression of a definition failed, as callers of the API are told. */
export interface ExpressionFault {
  /** File of the definition below its folder, line and column: `acme/unified/instant-messaging/messages.yaml:12:9`. */
  readonly place: string;
  /** The language's own code (`T2001`), or the ceiling that was met (`fuel`, `depth`, `growth`, `sliceMs`). */
  readonly code?: string;
  /** What stands at the place: an operator, the name of a function. */
  readonly token?: string;
  /** What can be read or called there. */
  readonly hint?: string;
}

/** What is left of a limit. */
export interface RateReading {
  readonly limit: number;
  readonly remaining: number;
  /** Whole seconds until more is left than now; 0 when nothing is used. */
  readonly resetSeconds: number;
}

export interface ErrorFacts {
  readonly errors?: readonly FieldError[];
  readonly provider?: ProviderFault;
  /** What the provider's error means (`forbidden`, `rate_limited`, ...); definitions refer to these kinds. */
  readonly kind?: string;
  /** False when surely nothing reached the provider: a write may be sent again. */
  readonly sent?: boolean;
  /** Seconds after which the caller may try again. */
  readonly retryAfterSeconds?: number;
  /** The limit that refused the call, where it is one that we count ourselves. */
  readonly rate?: RateReading;
  /** Offset (UTF-16 units) and token inside an expression. */
  readonly position?: number;
  readonly token?: string;
  /** The expression language's own code (`T2001`, `D3030`, ...). */
  readonly expressionCode?: string;
  /** The ceiling that an expression met: `fuel`, `depth`, `growth` or `sliceMs`. */
  readonly ceiling?: string;
  /** Where in its definition the expression failed: `acme/unified/instant-messaging/messages.yaml:12:9`. */
  readonly place?: string;
  /** What can be read or called there. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/**
 * The one error class. `message` is written for the caller: what happened, where, what to do next, never a secret.
 */
export class PatchbayError extends Error {
  override readonly name = 'PatchbayError';
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, message: string, facts: ErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.code = code;
    this.facts = facts;
  }

  get status(): number {
    return errorTable[this.code].status;
  }

  get retryable(): boolean {
    return errorTable[this.code].retryable;
  }

  /** Of an error of an expression that a definition holds. */
  get expression(): ExpressionFault | undefined {
    const { place, expressionCode, ceiling, token, hint } = this.facts;
    if (place === undefined) return undefined;
    const code = expressionCode ?? ceiling;
    return {
      place,
      ...(code === undefined ? {} : { code }),
      ...(token === undefined || token === '' ? {} : { token }),
      ...(hint === undefined ? {} : { hint }),
    };
  }
}
