import { PatchbayError } from '../../errors.ts';

/** A write that was done, and what came behind it was not: nobody is to do it again for that. */
export function doneAlready(
  method: string,
  id: string | undefined,
  what: string,
  cause?: PatchbayError,
): PatchbayError {
  return new PatchbayError(
    'PROVIDER_OUTCOME_UNKNOWN',
    `The ${method} was done${id === undefined ? '' : ` (${id})`}, but ${what} Do not send it again.`,
    { sent: true, ...(cause ? { cause } : {}), ...(cause?.facts.provider ? { provider: cause.facts.provider } : {}) },
  );
}
