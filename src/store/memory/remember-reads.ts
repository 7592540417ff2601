import { createHash } from 'node:crypto';

import type { Clock, Log } from '../../engine/ports.ts';
import type { StoreConnection } from '../connection.ts';
import type { ApiKey, Store, StoredAccount } from '../store.ts';
import type { StoredCredential, StoredCredentials } from '../stored-credentials.ts';
import { openChangeFeed } from './change-feed.ts';
import { createMemory, type Memory } from './memory.ts';

export interface RememberOptions {
  readonly connection: StoreConnection;
  readonly clock: Clock;
  readonly log: Log;
  /** See `ChangeFeedOptions`. */
  readonly beatMs?: number;
}

/**
 * The same store, but what each call needs (its key, its account, its credential) is read once and remembered until it
 * changes. What this process changes it forgets at once; of other processes' changes the database tells within
 * milliseconds. While it tells nothing, nothing is remembered.
 */
export function rememberReads(store: Store, { connection, clock, log, beatMs }: RememberOptions): Store {
  const trust = { isTrusted: (): boolean => feed.isTrusted(), monotonicMs: () => clock.monotonicMs() };
  const keys = createMemory<ApiKey>({ ...trust, subjectOf: ({ id }) => `key ${id}` });
  const accounts = createMemory<StoredAccount>({ ...trust, subjectOf: ({ id }) => `account ${id}` });
  const credentials = createMemory<StoredCredential>({
    ...trust,
    subjectOf: ({ accountId }) => `account ${accountId}`,
  });
  const all = [keys, accounts, credentials];
  const changed = (subject: string): void => {
    for (const memory of all) memory.forget(subject);
  };
  const feed = openChangeFeed({
    connection,
    clock,
    log,
    changed,
    lost: () => {
      for (const memory of all) memory.forgetAll();
    },
    ...(beatMs === undefined ? {} : { beatMs }),
  });

  return {
    ...store,
    accounts: {
      ...store.accounts,
      recall: async (environmentId, accountId) => {
        const key = `${environmentId} ${accountId}`;
        return (await accounts.recall(key, () => store.accounts.get(environmentId, accountId)))?.value;
      },
      delete: (environmentId, accountId) =>
        whileForgetting(changed, `account ${accountId}`, store.accounts.delete(environmentId, accountId)),
    },
    keys: {
      ...store.keys,
      verify: async secret => {
        // The secret itself is kept nowhere.
        const key = createHash('sha256').update(secret).digest('base64url');
        return (await keys.recall(key, () => store.keys.verify(secret)))?.value;
      },
      revoke: (environmentId, keyId) =>
        whileForgetting(changed, `key ${keyId}`, store.keys.revoke(environmentId, keyId)),
    },
    credentials: rememberCredentials(store.credentials, credentials, changed),
    close: async () => {
      await Promise.all([feed.close(), store.close()]);
    },
  };
}

function rememberCredentials(
  store: StoredCredentials,
  memory: Memory<StoredCredential>,
  changed: (subject: string) => void,
): StoredCredentials {
  const forgetting = <T>(accountId: string, change: Promise<T>): Promise<T> =>
    whileForgetting(changed, `account ${accountId}`, change);
  return {
    read: (accountId, name) => store.read(accountId, name),
    recall: async (accountId, name) => {
      const recalled = await memory.recall(`${accountId} ${name}`, () => store.read(accountId, name));
      // A credential that is not there is an error.
      return recalled ? aged(recalled.value, recalled.ageMs) : store.read(accountId, name);
    },
    claim: (seen, ...more) => forgetting(seen.accountId, store.claim(seen, ...more)),
    replace: (seen, ...more) => forgetting(seen.accountId, store.replace(seen, ...more)),
    release: (seen, ...more) => forgetting(seen.accountId, store.release(seen, ...more)),
    refuse: (seen, ...more) => forgetting(seen.accountId, store.refuse(seen, ...more)),
  };
}

/** Its times as they are now. */
function aged(stored: StoredCredential, ageMs: number): StoredCredential {
  if (ageMs === 0) return stored;
  const { expiresInMs, pauseMs } = stored;
  return {
    ...stored,
    ...(expiresInMs === undefined ? {} : { expiresInMs: expiresInMs - ageMs }),
    pauseMs: Math.max(0, pauseMs - ageMs),
  };
}

/** A change that failed may have happened all the same. */
async function whileForgetting<T>(changed: (subject: string) => void, subject: string, change: Promise<T>): Promise<T> {
  try {
    return await change;
  } finally {
    changed(subject);
  }
}
