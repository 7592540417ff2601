import { jsonReply, type Reply } from '../../support/http-message.ts';

/** What the login service says went wrong. */
export interface LoginErrorFacts {
  /** OAuth's code, such as `invalid_grant`. */
  readonly error: string;
  /** The number in `AADSTS…`. */
  readonly number: number;
  readonly message: string;
  readonly status?: 400 | 401;
  /** `consent_required`, `basic_action` and the like. */
  readonly suberror?: string;
}

/** A failure of the login service. */
export class LoginError extends Error {
  override readonly name = 'LoginError';
  readonly facts: LoginErrorFacts;

  constructor(facts: LoginErrorFacts) {
    super(`AADSTS${facts.number}: ${facts.message}`);
    this.facts = facts;
  }
}

/** The token endpoint's answer to a failure. */
export function loginErrorReply(
  { facts, message }: LoginError,
  ids: { readonly sequence: number; readonly nowMs: number },
): Reply {
  const trace = `7f3c0000-0000-4000-9000-${ids.sequence.toString(16).padStart(12, '0')}`;
  const timestamp = `${new Date(ids.nowMs).toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return jsonReply(facts.status ?? 400, {
    error: facts.error,
    error_description: `${message} Trace ID: ${trace} Correlation ID: ${trace} Timestamp: ${timestamp}`,
    error_codes: [facts.number],
    timestamp,
    trace_id: trace,
    correlation_id: trace,
    ...(facts.suberror === undefined ? {} : { suberror: facts.suberror }),
  });
}

const invalidGrant = (number: number, message: string): LoginError =>
  new LoginError({ error: 'invalid_grant', number, message });

/** Why a code is refused. */
export const codeRefusals = {
  unknown: () => invalidGrant(9002313, 'Invalid request. Request is malformed or invalid.'),
  used: () =>
    invalidGrant(
      54005,
      'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
    ),
  expired: () =>
    invalidGrant(
      70008,
      'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
    ),
  revoked: () =>
    invalidGrant(50173, 'The provided grant has expired due to it being revoked, a fresh auth token is needed.'),
} as const;

/** Why a refresh token is refused. A used one is gone: this fake is stricter than the real service, which lets it live on. */
export const refreshRefusals = {
  unknown: () => invalidGrant(9002313, 'Invalid request. Request is malformed or invalid.'),
  used: () =>
    invalidGrant(
      70000,
      'Provided grant is invalid or malformed: this refresh token was used before; the answer to that call held the new one.',
    ),
  expired: () => invalidGrant(700082, 'The refresh token has expired due to inactivity.'),
  revoked: codeRefusals.revoked,
} as const;

/** A field of the form that has to be there. */
export function missingField(name: string): LoginError {
  return new LoginError({
    error: 'invalid_request',
    number: 900144,
    message: `The request body must contain the following parameter: '${name}'.`,
  });
}
