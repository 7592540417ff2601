import type { Clock, CredentialProperties } from '../../../src/engine/ports.ts';
import type { StoredCredential, StoredCredentials } from '../../../src/store/stored-credentials.ts';

/** One stored credential of the fake provider, in memory and on the test's clock, with the rules of the real store. */
export function memoryCredentials(clock: Clock, first: CredentialProperties): StoredCredentials {
  let row: { properties: CredentialProperties; version: number; storedAtMs: number; expiresAtMs?: number } = {
    properties: first,
    version: 1,
    storedAtMs: clock.nowMs(),
  };
  let lease: { owner: string; untilMs: number } | undefined;
  let retryAtMs = 0;
  const isFree = (owner?: string): boolean =>
    lease === undefined || lease.owner === owner || lease.untilMs <= clock.nowMs();
  const store: Omit<StoredCredentials, 'recall'> = {
    async read(accountId, name): Promise<StoredCredential> {
      const { properties, version, storedAtMs, expiresAtMs } = row;
      const life =
        expiresAtMs === undefined ? {} : { expiresInMs: expiresAtMs - clock.nowMs(), lifeMs: expiresAtMs - storedAtMs };
      return {
        ...{ environmentId: 'env_1', accountId, name, integration: 'acme', auth: 'oauth', settings: {} },
        ...{
          properties,
          version,
          ...life,
          pauseMs: Math.max(0, retryAtMs - clock.nowMs()),
          isLeased: lease !== undefined,
        },
      };
    },
    async claim(seen, owner, leaseMs) {
      if (seen.version !== row.version || !isFree() || retryAtMs > clock.nowMs()) return false;
      lease = { owner, untilMs: clock.nowMs() + leaseMs };
      return true;
    },
    async replace(seen, owner, { properties, expiresInMs }) {
      if (seen.version !== row.version || !isFree(owner)) return false;
      const expiry = expiresInMs === undefined ? {} : { expiresAtMs: clock.nowMs() + expiresInMs };
      row = { properties, version: row.version + 1, storedAtMs: clock.nowMs(), ...expiry };
      lease = undefined;
      retryAtMs = 0;
      return true;
    },
    async release(seen, owner, pauseMs) {
      if (seen.version !== row.version || lease?.owner !== owner) return;
      lease = undefined;
      retryAtMs = clock.nowMs() + pauseMs;
    },
    refuse: async () => true,
  };
  return { ...store, recall: (accountId, name) => store.read(accountId, name) };
}
