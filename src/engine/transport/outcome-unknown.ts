import { PatchbayError } from '../../errors.ts';
import type { Endpoint } from '../definitions/endpoint.ts';

/** A write was sent, and nothing that came back says whether it was done. */
export function outcomeUnknown(endpoint: Endpoint, cause: PatchbayError): PatchbayError {
  return new PatchbayError(
    'PROVIDER_OUTCOME_UNKNOWN',
    `The provider was asked to do ${endpoint.name}, but did not say that it did, so it may or may not have happened. Look before you send it again.`,
    { cause, sent: true, ...(cause.facts.provider ? { provider: cause.facts.provider } : {}) },
  );
}

/**
 * The error of a success that is not what the definition declares: of what may be sent again that it is malformed, of any
 * other write that it may have been done.
 */
export function undeclaredSuccess(endpoint: Endpoint, malformed: PatchbayError): PatchbayError {
  return endpoint.idempotent ? malformed : outcomeUnknown(endpoint, malformed);
}
