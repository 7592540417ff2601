import { PatchbayError } from '../errors.ts';

/** The error of an account that is not there: the same for an id that never was and for one of another environment. */
export function accountNotFound(accountId: string): PatchbayError {
  return new PatchbayError('ACCOUNT_NOT_FOUND', `There is no integrated account "${accountId.slice(0, 100)}".`);
}
