import type { KeyObject } from 'node:crypto';

import { sql, type RawBuilder, type Transaction } from 'kysely';

import type { CredentialProperties } from '../engine/ports.ts';
import { PatchbayError } from '../errors.ts';
import type { Database } from './database.ts';
import { createDataKey, open, seal, unwrapDataKey, type Place } from './envelope.ts';
import type { MasterKeys } from './master-keys.ts';
import type { NewCredential } from './store.ts';
import type { StoredCredential } from './stored-credentials.ts';
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
    ciphertext: encrypt(dataKey, owner, name, credential.properties),
    expires_at: credential.expiresAt ?? null,
  }));
  if (rows.length > 0) await trx.insertInto('credentials').values(rows).execute();
}

/**
 * One credential in clear. Account, data key and credential come in one query; the environment is the account's own, and
 * authenticated with the bytes.
 *
 * @throws PatchbayError ACCOUNT_NOT_FOUND; ACCOUNT_NEEDS_REAUTH when it was refused or is not held; CONFIG_INVALID or
 *   INTERNAL when it cannot be decrypted
 */
export async function readCredential(
  db: Database,
  masterKeys: MasterKeys,
  accountId: string,
  name: string,
): Promise<StoredCredential> {
  const row = await selectCredential(db, accountId, name).executeTakeFirst();
  if (row === undefined) throw new PatchbayError('ACCOUNT_NOT_FOUND', `There is no account ${accountId}.`);
  if (row.status !== 'active') throw needsReauth(accountId, row.status_reason ?? 'its credential was refused');
  const { environment_id: environmentId, wrapped, master_key_version: masterKeyVersion, ciphertext, version } = row;
  // The columns of a row that is there are never null; all are, where the join found none.
  if (wrapped === null || masterKeyVersion === null || ciphertext === null || version === null) {
    throw needsReauth(accountId, `it holds no credential named "${name}"`);
  }
  const owner = { environmentId, accountId };
  const dataKey = unwrapDataKey(masterKeys, dataKeyPlace(owner), { wrapped, masterKeyVersion });
  return {
    ...owner,
    name,
    version,
    integration: row.integration,
    auth: row.auth,
    settings: row.settings,
    properties: decrypt(dataKey, owner, name, ciphertext),
    ...(row.expires_in_ms === null ? {} : { expiresInMs: row.expires_in_ms }),
    ...(row.life_ms === null ? {} : { lifeMs: row.life_ms }),
    pauseMs: Math.max(0, row.pause_ms ?? 0),
    isLeased: row.lease_owner !== null,
  };
}

function selectCredential(db: Database, accountId: string, name: string) {
  return db
    .selectFrom('integrated_accounts as account')
    .leftJoin('data_keys as key', 'key.account_id', 'account.id')
    .leftJoin('credentials as credential', join =>
      join.onRef('credential.account_id', '=', 'account.id').on('credential.name', '=', name),
    )
    .select(['account.environment_id', 'account.integration', 'account.auth', 'account.settings'])
    .select(['account.status', 'account.status_reason', 'key.wrapped', 'key.master_key_version'])
    .select(['credential.ciphertext', 'credential.version', 'credential.lease_owner'])
    .select([
      milliseconds(sql`credential.expires_at - now()`).as('expires_in_ms'),
      milliseconds(sql`credential.expires_at - credential.updated_at`).as('life_ms'),
      milliseconds(sql`credential.retry_at - now()`).as('pause_ms'),
    ])
    .where('account.id', '=', accountId);
}

function milliseconds(interval: RawBuilder<unknown>): RawBuilder<number | null> {
  return sql<number | null>`extract(epoch from ${interval})::float8 * 1000`;
}

/** The account's data key in clear; undefined when the account is gone. */
export async function readDataKey(
  db: Database,
  masterKeys: MasterKeys,
  { environmentId, accountId }: Owner,
): Promise<KeyObject | undefined> {
  const row = await db
    .selectFrom('data_keys')
    .select(['wrapped', 'master_key_version'])
    .where('environment_id', '=', environmentId)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { wrapped, master_key_version: masterKeyVersion } = row;
  return unwrapDataKey(masterKeys, dataKeyPlace({ environmentId, accountId }), { wrapped, masterKeyVersion });
}

/** Where an account's wrapped data key stands. */
export function dataKeyPlace(owner: Owner): Place {
  return { ...owner, column: 'data_keys.wrapped' };
}

function credentialPlace(owner: Owner, name: string): Place {
  return { ...owner, column: `credentials.ciphertext/${name}` };
}

/** A credential's properties, encrypted for their place. */
export function encrypt(dataKey: KeyObject, owner: Owner, name: string, properties: CredentialProperties): Buffer {
  return seal(dataKey, credentialPlace(owner, name), Buffer.from(JSON.stringify(properties)));
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
