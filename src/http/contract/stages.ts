import type { ErrorCode } from '../../errors.ts';

/** What routes do on their way to an answer, and the errors each of it can end in: the one place that says which a route has. */
const stages = {
  /** Of every route: what arrives may be no request, too long, or never whole. */
  request: ['REQUEST_INVALID', 'REQUEST_TOO_LARGE', 'REQUEST_TIMEOUT', 'INTERNAL'],
  key: ['ACCESS_KEY_MISSING', 'ACCESS_KEY_INVALID', 'STORE_UNAVAILABLE'],
  scope: ['ACCESS_FORBIDDEN'],
  /** Verbs that may bring a body, where it has to be JSON. */
  json: ['REQUEST_MEDIA_UNSUPPORTED'],
  /** A body is held to a schema, or to there being none. */
  body: ['REQUEST_BODY_INVALID'],
  store: ['STORE_UNAVAILABLE'],
  drain: ['OVERLOADED'],

  account: ['ACCOUNT_NOT_FOUND'],
  integration: ['INTEGRATION_NOT_FOUND'],
  model: ['MODEL_NOT_FOUND'],
  /** An integration is asked for what it may have no mapping for. */
  method: ['METHOD_NOT_SUPPORTED'],
  /** An endpoint is asked for by names of the definition. */
  endpoint: ['ROUTE_NOT_FOUND'],
  cursor: ['REQUEST_CURSOR_INVALID'],
  filters: ['REQUEST_FILTER_UNKNOWN'],
  ids: ['REQUEST_ID_INVALID'],

  /** Any call with an account's credential; error rules are expressions. */
  exchange: [
    'ACCOUNT_NEEDS_REAUTH',
    'METHOD_NOT_SUPPORTED',
    'PROVIDER_UNAUTHORIZED',
    'PROVIDER_RATE_LIMITED',
    'PROVIDER_UNAVAILABLE',
    'PROVIDER_TIMEOUT',
    'EGRESS_BLOCKED',
    'EXPRESSION_FAILED',
    'EXPRESSION_BUDGET',
    'OVERLOADED',
  ],
  /** What is asked for may be asked for again, so an answer that cannot be used is just that; else it leaves a doubt (`write`). */
  answer: ['PROVIDER_MALFORMED', 'PROVIDER_RESPONSE_TOO_LARGE'],
  /** The provider's refusals are errors of ours, and not passed on as they are. */
  refusals: ['PROVIDER_FORBIDDEN', 'PROVIDER_NOT_FOUND', 'PROVIDER_CONFLICT', 'PROVIDER_INVALID', 'PROVIDER_TOO_LARGE'],
  /** Parameters of a declared endpoint are filled in. */
  parameters: ['REQUEST_FILTER_MISSING', 'MAPPING_FAILED'],
  /** Pages are followed. */
  pages: ['PROVIDER_PAGINATION_LOOP'],
  /** What is sent may change something. */
  write: ['PROVIDER_OUTCOME_UNKNOWN'],
  /** One record is mapped and held to its model; a list warns of those that do not fit. */
  record: ['MODEL_MISMATCH'],
} as const satisfies Record<string, readonly ErrorCode[]>;

/** Name of a part of a route's way. */
export type Stage = keyof typeof stages;

/** The errors a route can end in, by what it does. */
export function codesOf(passed: readonly Stage[]): readonly ErrorCode[] {
  return [...new Set(passed.flatMap((stage): readonly ErrorCode[] => stages[stage]))];
}
