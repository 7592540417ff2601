import type { KeyObject } from 'node:crypto';

import type { Transaction } from 'kysely';

import { PatchbayError } from '../errors.ts';
import type { Database } from './database.ts';
import { createDataKey, open, seal, unwrapDataKey, type Place } from './envelope.ts';
import type { MasterKeys } from './master-keys.ts';
import type { NewCredential } from './store.ts';
import type { Tables } from './tables.ts';

/** Which account's secrets. */
export interface Owner {
  readonly environmentId: string;
  readonly accountId: string;
}

/** Makes the account's data key and writes its credentials, encrypted with it. */
export async function insertCredentials(
  trx: Transaction<Tables>,
  masterKeys: MasterKeys,
  owner: Owner,
  credentials: Readonly<Record<string, NewCredential>>,
): Promise<void> {
  const { dataKey, stored } = createDataKey(masterKeys, dataKeyPlace(owner));
  await trx
    .insertInto('data_keys')
    .values({
      environment_id: owner.environmentId,
      account_id: owner.accountId,
      wrapped: stored.wrapped,
      master_key_version: stored.masterKeyVersion,
    })
    .execute();
  const rows = Object.entries(credentials).map(([name, credential]) => ({
    environment_id: owner.environmentId,
    account_id: owner.accountId,
    name,
    ciphertext: encrypt(dataKey, owner, name, credential),
    expires_at: credential.expiresAt ?? null,
  }));
  if (rows.length > 0) await trx.insertInto('credentials').values(rows).execute();
}

/**
 * The properties of one credential, in clear. Account, data key and credential come in one query; the environment is
 * the account's own, and authenticated with the bytes.
 *
 * @throws PatchbayError ACCOUNT_NOT_FOUND; ACCOUNT_NEEDS_REAUTH when it was refused or is not held; CONFIG_INVALID or
 *   INTERNAL when it cannot be decrypted
 */
export async function readCredential(
  db: Database,
  masterKeys: MasterKeys,
  accountId: string,
  name: string,
): Promise<Readonly<Record<string, string>>> {
  const row = await db
    .selectFrom('integrated_accounts as account')
    .leftJoin('data_keys as key', 'key.account_id', 'account.id')
    .leftJoin('credentials as credential', join =>
      join.onRef('credential.account_id', '=', 'account.id').on('credential.name', '=', name),
    )
    .select(['account.environment_id', 'account.status', 'account.status_reason'])
    .select(['key.wrapped', 'key.master_key_version', 'credential.ciphertext'])
    .where('account.id', '=', accountId)
    .executeTakeFirst();
  if (row === undefined) throw new PatchbayError('ACCOUNT_NOT_FOUND', `There is no account ${accountId}.`);
  if (row.status !== 'active') throw needsReauth(accountId, row.status_reason ?? 'its credential was refused');
  if (row.wrapped === null || row.master_key_version === null || row.ciphertext === null) {
    throw needsReauth(accountId, `it holds no credential named "${name}"`);
  }
  const owner = { environmentId: row.environment_id, accountId };
  const dataKey = unwrapDataKey(masterKeys, dataKeyPlace(owner), {
    wrapped: row.wrapped,
    masterKeyVersion: row.master_key_version,
  });
  return decrypt(dataKey, owner, name, row.ciphertext);
}

/** Where an account's wrapped data key stands. */
export function dataKeyPlace(owner: Owner): Place {
  return { ...owner, column: 'data_keys.wrapped' };
}

function credentialPlace(owner: Owner, name: string): Place {
  return { ...owner, column: `credentials.ciphertext/${name}` };
}

function encrypt(dataKey: KeyObject, owner: Owner, name: string, credential: NewCredential): Buffer {
  return seal(dataKey, credentialPlace(owner, name), Buffer.from(JSON.stringify(credential.properties)));
}

function decrypt(dataKey: KeyObject, owner: Owner, name: string, ciphertext: Buffer): Record<string, string> {
  // Authenticated: it is what `encrypt` wrote, a map of strings.
  return JSON.parse(open(dataKey, credentialPlace(owner, name), ciphertext).toString()) as Record<string, string>;
}

function needsReauth(accountId: string, why: string): PatchbayError {
  return new PatchbayError(
    'ACCOUNT_NEEDS_REAUTH',
    `The account ${accountId} has to be linked again: ${why}. Link it again to go on.`,
  );
}
