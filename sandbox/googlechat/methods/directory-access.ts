import { GoogleError } from '../api/google-error.ts';
import type { MethodContext } from '../api/method.ts';

/**
 * Refuses everyone but administrators: ordinary people, and service accounts that call as themselves.
 *
 * @throws GoogleError PERMISSION_DENIED in the older form
 */
export function demandAdmin({ caller, store }: MethodContext): void {
  const isDelegated = store.directory.get(caller.id)?.isDelegatedAdmin === true;
  if (caller.kind === 'app' || !(caller.isAdmin || isDelegated)) {
    throw new GoogleError('PERMISSION_DENIED', 'Not Authorized to access this resource/api');
  }
}

/** @throws GoogleError for another organization than the caller's, or none */
export function demandCustomer({ store }: MethodContext, key: string): void {
  if (key === 'my_customer' || key === store.customer.id) return;
  throw new GoogleError('INVALID_ARGUMENT', 'Bad Request', { legacyReason: 'badRequest' });
}

/** @throws GoogleError NOT_FOUND for a domain that is not the organization's */
export function demandDomain({ store }: MethodContext, domain: string): void {
  if (store.customer.domains.some(known => known.domainName === domain)) return;
  throw new GoogleError('NOT_FOUND', 'Domain not found.');
}
