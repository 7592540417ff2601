import { sql } from 'kysely';

import { markNeedsReauth } from './accounts.ts';
import { readDataKey, encrypt } from './credentials.ts';
import type { Database } from './database.ts';
import type { MasterKeys } from './master-keys.ts';
import type { RenewedCredential, SeenCredential } from './stored-credentials.ts';

const noLease = { lease_owner: null, lease_until: null } as const;

/** Takes the lease on renewing a credential, in one statement: of several who try, one gets it. */
export async function claimCredential(
  db: Database,
  seen: SeenCredential,
  owner: string,
  leaseMs: number,
): Promise<boolean> {
  const result = await updateSeen(db, seen)
    .set({ lease_owner: owner, lease_until: inMs(leaseMs) })
    .where(sql<boolean>`coalesce(lease_until <= now(), true) and coalesce(retry_at <= now(), true)`)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Writes the renewed credential over the one that was seen, encrypted with the account's data key. */
export async function replaceCredential(
  db: Database,
  masterKeys: MasterKeys,
  seen: SeenCredential,
  owner: string,
  next: RenewedCredential,
): Promise<boolean> {
  const dataKey = await readDataKey(db, masterKeys, seen);
  if (dataKey === undefined) return false;
  const result = await updateSeen(db, seen)
    .set({
      ciphertext: encrypt(dataKey, seen, seen.name, next.properties),
      version: seen.version + 1,
      expires_at: next.expiresInMs === undefined ? null : inMs(next.expiresInMs),
      updated_at: sql<Date>`now()`,
      retry_at: null,
      ...noLease,
    })
    .where(sql<boolean>`coalesce(lease_owner = ${owner} or lease_until <= now(), true)`)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Gives a lease back after a failure. */
export async function releaseCredential(
  db: Database,
  seen: SeenCredential,
  owner: string,
  pauseMs: number,
): Promise<void> {
  await updateSeen(db, seen)
    .set({ ...noLease, retry_at: inMs(pauseMs) })
    .where('lease_owner', '=', owner)
    .execute();
}

/** Marks the account, while its credential is locked against being replaced. */
export function refuseCredential(db: Database, seen: SeenCredential, reason: string): Promise<boolean> {
  return db.transaction().execute(async trx => {
    const isCurrent = await updateSeen(trx, seen).set(noLease).executeTakeFirst();
    return isCurrent.numUpdatedRows === 1n && markNeedsReauth(trx, seen.environmentId, seen.accountId, reason);
  });
}

function updateSeen(db: Database, seen: SeenCredential) {
  return db
    .updateTable('credentials')
    .where('environment_id', '=', seen.environmentId)
    .where('account_id', '=', seen.accountId)
    .where('name', '=', seen.name)
    .where('version', '=', seen.version);
}

function inMs(ms: number) {
  return sql<Date>`now() + make_interval(secs => ${ms / 1_000}::float8)`;
}
