import { PatchbayError } from '../errors.ts';
import type { StoredCredential, StoredCredentials } from '../store/stored-credentials.ts';
import type { LinkPorts } from './link-ports.ts';
import type { HadToken } from './token-request.ts';

/** A token that was had for a credential, under a lease. */
export interface Exchanged {
  readonly seen: StoredCredential;
  readonly owner: string;
  readonly token: HadToken;
}

/**
 * Stores renewed tokens before anybody uses them. What was exchanged cannot be exchanged again, so a token that cannot be
 * stored at the moment is kept, and stored when it can.
 */
export interface Savings {
  /**
   * The credential as it is stored now: with this token, or with what somebody else has stored meanwhile.
   *
   * @throws PatchbayError STORE_UNAVAILABLE when the database stays away; the token is kept then
   */
  save(exchanged: Exchanged): Promise<StoredCredential>;
  /** Stores what was kept for exactly this credential; undefined when nothing was. */
  saveKept(seen: StoredCredential): Promise<StoredCredential | undefined>;
  /** Tries once to store all that is kept. */
  saveAll(): Promise<void>;
}

const betweenTriesMs = 250;

/** Nothing kept yet. */
export function createSavings(store: StoredCredentials, { clock, log, limits }: LinkPorts): Savings {
  const kept = new Map<string, Exchanged>();

  /** Undefined while somebody else has the lease: they took it because we were late, and theirs may be newer. */
  async function write({ seen, owner, token }: Exchanged): Promise<StoredCredential | undefined> {
    const { expiresInMs: _, lifeMs: __, ...rest } = seen;
    const properties = { ...seen.properties, ...token.properties };
    const lifetime =
      token.expiresAtMs === undefined ? {} : { expiresInMs: Math.round(token.expiresAtMs - clock.monotonicMs()) };
    if (await store.replace(seen, owner, { properties, ...lifetime })) {
      const life = token.lifeMs === undefined ? {} : { lifeMs: token.lifeMs };
      return { ...rest, properties, version: seen.version + 1, ...lifetime, ...life, pauseMs: 0, isLeased: false };
    }
    const latest = await store.read(seen.accountId, seen.name);
    return latest.version === seen.version ? undefined : latest;
  }

  async function save(exchanged: Exchanged): Promise<StoredCredential> {
    const key = keyOf(exchanged.seen);
    const untilMs = clock.monotonicMs() + limits.saveWithinMs;
    kept.set(key, exchanged);
    for (;;) {
      try {
        const stored = await write(exchanged);
        if (stored) return forget(key, stored);
      } catch (error) {
        if (!isAway(error)) kept.delete(key);
        if (!isAway(error) || clock.monotonicMs() > untilMs) throw error;
      }
      if (clock.monotonicMs() > untilMs)
        return forget(key, await store.read(exchanged.seen.accountId, exchanged.seen.name));
      log.warn({ account: exchanged.seen.accountId, credential: exchanged.seen.name }, 'renewed token not stored yet');
      await clock.sleep(betweenTriesMs);
    }
  }

  function forget(key: string, stored: StoredCredential): StoredCredential {
    kept.delete(key);
    return stored;
  }

  return {
    save,
    async saveKept(seen) {
      const exchanged = kept.get(keyOf(seen));
      if (exchanged === undefined) return undefined;
      if (exchanged.seen.version === seen.version) return save(exchanged);
      kept.delete(keyOf(seen));
      return undefined;
    },
    async saveAll() {
      for (const exchanged of [...kept.values()]) {
        try {
          await write(exchanged);
        } catch (error) {
          const { accountId: account } = exchanged.seen;
          log.error({ error, account }, 'renewed token lost: the account may have to be linked again');
        }
      }
    },
  };
}

function isAway(error: unknown): boolean {
  return error instanceof PatchbayError && error.code === 'STORE_UNAVAILABLE';
}

function keyOf({ accountId, name }: StoredCredential): string {
  return `${accountId}/${name}`;
}
