import { sql } from 'kysely';

import { openDatabase } from '../../../src/store/database.ts';
import type { StoreConnection } from '../../../src/store/connection.ts';
import type { NewCredential, StoredAccount } from '../../../src/store/store.ts';
import { silentLog } from '../../support/log.ts';
import type { TestStore } from '../../support/store.ts';

/** Stores an account of the fake provider with one credential. */
export function storeAccount(
  { store, environment }: Pick<TestStore, 'store' | 'environment'>,
  credential: NewCredential,
  more: { readonly auth?: string; readonly name?: string; readonly settings?: Readonly<Record<string, unknown>> } = {},
): Promise<StoredAccount> {
  return store.accounts.create(environment.id, {
    integration: 'acme',
    auth: more.auth ?? 'oauth',
    settings: more.settings ?? {},
    credentials: { [more.name ?? 'bot']: credential },
  });
}

/** Changes the times that the database holds of an account's credentials: their life, the end of a pause and of a lease. */
export async function setTimes(
  connection: StoreConnection,
  accountId: string,
  times: { readonly lifeSeconds: number; readonly leftSeconds: number; readonly isLeaseOver?: boolean },
): Promise<void> {
  const { lifeSeconds, leftSeconds, isLeaseOver = false } = times;
  const db = openDatabase({ connection, log: silentLog, max: 1 });
  await sql`update patchbay.credentials set
      expires_at = now() + make_interval(secs => ${leftSeconds}::float8),
      updated_at = now() + make_interval(secs => ${leftSeconds - lifeSeconds}::float8),
      retry_at = null,
      lease_until = case when ${isLeaseOver}::boolean then least(lease_until, now()) else lease_until end
    where account_id = ${accountId}`.execute(db);
  await db.destroy();
}
