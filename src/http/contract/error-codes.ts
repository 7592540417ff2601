import type { ErrorCode } from '../../errors.ts';

/** Of every route that is called with a key. */
export const keyedErrors: readonly ErrorCode[] = [
  'REQUEST_INVALID',
  'ACCESS_KEY_MISSING',
  'ACCESS_KEY_INVALID',
  'ACCESS_FORBIDDEN',
  'STORE_UNAVAILABLE',
  'OVERLOADED',
];

/** Of every route that takes a body. */
export const bodyErrors: readonly ErrorCode[] = [
  'REQUEST_BODY_INVALID',
  'REQUEST_TOO_LARGE',
  'REQUEST_MEDIA_UNSUPPORTED',
];

/** Of everything that asks a provider. */
export const providerErrors: readonly ErrorCode[] = [
  'PROVIDER_UNAUTHORIZED',
  'PROVIDER_FORBIDDEN',
  'PROVIDER_NOT_FOUND',
  'PROVIDER_CONFLICT',
  'PROVIDER_INVALID',
  'PROVIDER_TOO_LARGE',
  'PROVIDER_RATE_LIMITED',
  'PROVIDER_UNAVAILABLE',
  'PROVIDER_TIMEOUT',
  'PROVIDER_MALFORMED',
  'PROVIDER_PAGINATION_LOOP',
  'PROVIDER_RESPONSE_TOO_LARGE',
  'EGRESS_BLOCKED',
];

/** Of everything that calls an account that is linked. */
export const accountErrors: readonly ErrorCode[] = [
  'ACCOUNT_NOT_FOUND',
  'ACCOUNT_NEEDS_REAUTH',
  'METHOD_NOT_SUPPORTED',
  'MAPPING_FAILED',
  'EXPRESSION_FAILED',
  'EXPRESSION_BUDGET',
  ...providerErrors,
];
