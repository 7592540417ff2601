import { jsonReply, type Reply } from '../../support/http-message.ts';

/** HTTP status of each canonical code. */
export const httpStatus = {
  INVALID_ARGUMENT: 400,
  FAILED_PRECONDITION: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  ALREADY_EXISTS: 409,
  RESOURCE_EXHAUSTED: 429,
} as const;

export type Status = keyof typeof httpStatus;

/** `details[]` of the newer form. */
export interface ErrorFacts {
  /** `ErrorInfo.reason`, such as ACCESS_TOKEN_SCOPE_INSUFFICIENT. */
  readonly reason?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly fieldViolations?: readonly { readonly field?: string; readonly description: string }[];
  /** The `reason` of the older form, such as `notFound`; derived from the status where absent. */
  readonly legacyReason?: string;
  /** Where the fault lies in the older form: a parameter. */
  readonly location?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A failure as Google's APIs answer it. */
export class GoogleError extends Error {
  override readonly name = 'GoogleError';
  readonly status: Status;
  readonly facts: ErrorFacts;

  constructor(status: Status, message: string, facts: ErrorFacts = {}) {
    super(message);
    this.status = status;
    this.facts = facts;
  }
}

/** INVALID_ARGUMENT about one field, with the violation Google adds. */
export function invalidField(field: string, description: string): GoogleError {
  return new GoogleError('INVALID_ARGUMENT', description, { fieldViolations: [{ field, description }] });
}

/**
 * The error as a reply. Chat and People answer the newer form (`status`, `details`), Directory and Drive the older
 * one (`errors[]`), whose newer parts they add for failures of authentication only.
 */
export function errorReply(error: GoogleError, form: 'rpc' | 'legacy'): Reply {
  const code = httpStatus[error.status];
  const body = form === 'rpc' ? rpcBody(error, code) : legacyBody(error, code);
  return jsonReply(
    code,
    { error: body },
    { 'content-type': 'application/json; charset=UTF-8', ...error.facts.headers },
  );
}

function rpcBody({ message, status, facts }: GoogleError, code: number): object {
  const details = detailsOf(facts);
  return { code, message, status, ...(details.length === 0 ? {} : { details }) };
}

function detailsOf({ reason, metadata, fieldViolations }: ErrorFacts): object[] {
  const details: object[] = [];
  if (reason !== undefined) {
    const type = 'type.googleapis.com/google.rpc.ErrorInfo';
    details.push({ '@type': type, reason, domain: 'googleapis.com', ...(metadata === undefined ? {} : { metadata }) });
  }
  if (fieldViolations !== undefined) {
    details.push({ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations });
  }
  return details;
}

const legacyReasons: Readonly<Record<Status, string>> = {
  INVALID_ARGUMENT: 'invalid',
  FAILED_PRECONDITION: 'failedPrecondition',
  UNAUTHENTICATED: 'authError',
  PERMISSION_DENIED: 'forbidden',
  NOT_FOUND: 'notFound',
  ALREADY_EXISTS: 'duplicate',
  RESOURCE_EXHAUSTED: 'rateLimitExceeded',
};

function legacyBody({ message, status, facts }: GoogleError, code: number): object {
  const reason = facts.legacyReason ?? legacyReasons[status];
  const domain = status === 'RESOURCE_EXHAUSTED' ? 'usageLimits' : 'global';
  const location = facts.location === undefined ? {} : { location: facts.location, locationType: 'parameter' };
  const isAuthentication = status === 'UNAUTHENTICATED' || facts.reason === 'ACCESS_TOKEN_SCOPE_INSUFFICIENT';
  const newer = isAuthentication ? { status, details: detailsOf(facts) } : {};
  return { code, message, errors: [{ message, domain, reason, ...location }], ...newer };
}
