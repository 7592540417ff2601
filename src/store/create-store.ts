import { setTimeout as sleep } from 'node:timers/promises';

import { sql } from 'kysely';

import type { Log } from '../engine/ports.ts';
import { deleteAccount, getAccount, insertAccount, listAccounts } from './accounts.ts';
import { createApiKey, listApiKeys, revokeApiKey, verifyApiKey } from './api-keys.ts';
import type { StoreConnection } from './connection.ts';
import { claimCredential, refuseCredential, releaseCredential, replaceCredential } from './credential-renewal.ts';
import { insertCredentials, readCredential } from './credentials.ts';
import { checkMasterKeys, rewrapDataKeys } from './data-keys.ts';
import { openDatabase, type Database } from './database.ts';
import { defaultEnvironment } from './environments.ts';
import { deriveCursorSecret, type MasterKeys } from './master-keys.ts';
import type { NewAccount, Store, StoredAccount } from './store.ts';
import type { StoredCredentials } from './stored-credentials.ts';

export interface StoreOptions {
  readonly connection: StoreConnection;
  readonly masterKeys: MasterKeys;
  readonly log: Log;
  /** Connections at most; default 10. */
  readonly maxConnections?: number;
}

/**
 * Opens the store on a migrated database.
 *
 * @throws PatchbayError STORE_UNAVAILABLE; CONFIG_INVALID when the master key is not the database's
 */
export async function createStore(options: StoreOptions): Promise<Store> {
  const { connection, masterKeys, log, maxConnections } = options;
  const db = openDatabase({ connection, log, ...(maxConnections === undefined ? {} : { max: maxConnections }) });
  try {
    await checkMasterKeys(db, masterKeys);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return storeOver(db, masterKeys, log);
}

function storeOver(db: Database, masterKeys: MasterKeys, log: Log): Store {
  let closed: Promise<void> | undefined;
  return {
    environments: { default: () => defaultEnvironment(db) },
    accounts: {
      create: (environmentId, account) => createAccount(db, masterKeys, environmentId, account),
      get: (environmentId, accountId) => getAccount(db, environmentId, accountId),
      recall: (environmentId, accountId) => getAccount(db, environmentId, accountId),
      list: (environmentId, query) => listAccounts(db, environmentId, query),
      delete: (environmentId, accountId) => deleteAccount(db, environmentId, accountId),
    },
    keys: {
      create: (environmentId, key) => createApiKey(db, environmentId, key),
      verify: secret => verifyApiKey(db, log, secret),
      list: environmentId => listApiKeys(db, environmentId),
      revoke: (environmentId, keyId) => revokeApiKey(db, environmentId, keyId),
    },
    credentials: storedCredentials(db, masterKeys),
    cursorSecret: deriveCursorSecret(masterKeys),
    rewrapDataKeys: () => rewrapDataKeys(db, masterKeys),
    health: async () => {
      await sql`select 1`.execute(db);
    },
    close: () => (closed ??= closeWithin(db, closeMs)),
  };
}

/** A frozen database never confirms that a connection ended. */
const closeMs = 2_000;

async function closeWithin(db: Database, ms: number): Promise<void> {
  const patience = new AbortController();
  const timer = sleep(ms, undefined, { signal: patience.signal }).catch(() => undefined);
  await Promise.race([db.destroy(), timer]);
  patience.abort();
}

function createAccount(
  db: Database,
  masterKeys: MasterKeys,
  environmentId: string,
  account: NewAccount,
): Promise<StoredAccount> {
  return db.transaction().execute(async trx => {
    const stored = await insertAccount(trx, environmentId, account);
    await insertCredentials(trx, masterKeys, { environmentId, accountId: stored.id }, account.credentials);
    return stored;
  });
}

function storedCredentials(db: Database, masterKeys: MasterKeys): StoredCredentials {
  return {
    read: (accountId, name) => readCredential(db, masterKeys, accountId, name),
    recall: (accountId, name) => readCredential(db, masterKeys, accountId, name),
    claim: (seen, owner, leaseMs) => claimCredential(db, seen, owner, leaseMs),
    replace: (seen, owner, next) => replaceCredential(db, masterKeys, seen, owner, next),
    release: (seen, owner, pauseMs) => releaseCredential(db, seen, owner, pauseMs),
    refuse: (seen, reason) => refuseCredential(db, seen, reason),
  };
}
