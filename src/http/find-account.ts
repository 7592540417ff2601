import { PatchbayError } from '../errors.ts';
import type { Store, StoredAccount } from '../store/store.ts';

/**
 * The account with this id in the key's environment.
 *
 * @throws PatchbayError ACCOUNT_NOT_FOUND
 */
export function findAccount(store: Store, environmentId: string, accountId: string): Promise<StoredAccount> {
  return readAccount(store, 'get', environmentId, accountId);
}

/**
 * The same for a call to be served, which may know it as it was a moment ago.
 *
 * @throws PatchbayError ACCOUNT_NOT_FOUND
 */
export function recallAccount(store: Store, environmentId: string, accountId: string): Promise<StoredAccount> {
  return readAccount(store, 'recall', environmentId, accountId);
}

async function readAccount(
  { accounts }: Store,
  how: 'get' | 'recall',
  environmentId: string,
  accountId: string,
): Promise<StoredAccount> {
  const account = isAccountId(accountId) ? await accounts[how](environmentId, accountId) : undefined;
  if (account === undefined) throw accountNotFound(accountId);
  return account;
}

/** Whether the store can be asked for it at all: what cannot be an id (a NUL, a text without end) never gets there. */
export function isAccountId(text: string): boolean {
  return /^[A-Za-z0-9_-]{1,64}$/.test(text);
}

/** The same error for an id that never was and for one of another environment. */
export function accountNotFound(accountId: string): PatchbayError {
  return new PatchbayError('ACCOUNT_NOT_FOUND', `There is no integrated account "${accountId.slice(0, 100)}".`);
}
