import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { rememberReads } from '../../../src/store/memory/remember-reads.ts';
import type { ApiKey, Store, StoredAccount } from '../../../src/store/store.ts';
import { systemClock as clock } from '../../../src/start/clock.ts';
import { recordingLog } from '../../support/log.ts';
import { createTestStore, type TestStore } from '../../support/store.ts';
import { startMutePooler } from './mute-pooler.ts';

let base: TestStore;
beforeAll(async () => {
  base = await createTestStore();
});
afterAll(() => base.end());

const opened: Store[] = [];
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});

interface Process {
  readonly store: Store;
  /** Reads that reached the database. */
  readonly reads: { count: number };
  readonly log: ReturnType<typeof recordingLog>;
  /** A call's key, account and credential. */
  call(): Promise<void>;
}

let account: StoredAccount;
let key: ApiKey;
let secret: string;
const at = () => base.environment.id;

/** One of several processes on the same database; its own connections end with it, the shared ones do not. */
function startProcess(connection = base.database.connection): Process {
  const reads = { count: 0 };
  const counted = <Arguments extends readonly unknown[], T>(read: (...given: Arguments) => T) => {
    return (...given: Arguments): T => {
      reads.count += 1;
      return read(...given);
    };
  };
  const { store } = base;
  const counting: Store = {
    ...store,
    accounts: { ...store.accounts, get: counted(store.accounts.get) },
    keys: { ...store.keys, verify: counted(store.keys.verify) },
    credentials: { ...store.credentials, read: counted(store.credentials.read) },
    close: async () => undefined,
  };
  const log = recordingLog();
  const remembering = rememberReads(counting, { connection, clock, log, beatMs: 50 });
  opened.push(remembering);
  return {
    store: remembering,
    reads,
    log,
    async call() {
      await remembering.keys.verify(secret);
      await remembering.accounts.recall(at(), account.id);
      await remembering.credentials.recall(account.id, 'bot');
    },
  };
}

/** Calls until one reads nothing. */
const untilRemembered = (process: Process): Promise<void> =>
  vi.waitFor(
    async () => {
      const before = process.reads.count;
      await process.call();
      expect(process.reads.count - before).toBe(0);
    },
    { timeout: 20_000, interval: 20 },
  );

const until = (holds: () => Promise<void>): Promise<void> => vi.waitFor(holds, { timeout: 20_000, interval: 10 });

beforeEach(async () => {
  ({ key, secret } = await base.store.keys.create(at(), { name: 'k' }));
  account = await base.store.accounts.create(at(), {
    integration: 'acme',
    auth: 'bot',
    credentials: { bot: { properties: { access_token: 'one' }, expiresAt: '2099-01-01T00:00:00Z' } },
  });
});

describe('what a call needs', () => {
  it('is read once and remembered', async () => {
    const process = startProcess();
    await untilRemembered(process);
    expect(await process.store.keys.verify(secret)).toMatchObject({ id: key.id });
    expect(await process.store.accounts.recall(at(), account.id)).toEqual(account);
    const recalled = await process.store.credentials.recall(account.id, 'bot');
    expect(recalled.properties).toEqual({ access_token: 'one' });
    const read = await base.store.credentials.read(account.id, 'bot');
    expect(Math.abs((recalled.expiresInMs ?? 0) - (read.expiresInMs ?? 0))).toBeLessThan(10_000);
  });

  it('is read by everything that manages accounts or renews tokens', async () => {
    const process = startProcess();
    await untilRemembered(process);
    const before = process.reads.count;
    await process.store.accounts.get(at(), account.id);
    await process.store.credentials.read(account.id, 'bot');
    expect(process.reads.count - before).toBe(2);
  });

  it('is nobody else’s: another environment and another secret find nothing', async () => {
    const process = startProcess();
    await untilRemembered(process);
    expect(await process.store.accounts.recall('env_other', account.id)).toBeUndefined();
    expect(
      await process.store.keys.verify(`${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`),
    ).toBeUndefined();
  });

  it('is forgotten at once by the process that changes it', async () => {
    const process = startProcess();
    await untilRemembered(process);
    const seen = await process.store.credentials.read(account.id, 'bot');
    await process.store.credentials.claim(seen, 'me', 10_000);
    expect(await process.store.credentials.recall(account.id, 'bot')).toMatchObject({ isLeased: true });
    await process.store.credentials.replace(seen, 'me', { properties: { access_token: 'two' } });
    expect(await process.store.credentials.recall(account.id, 'bot')).toMatchObject({
      properties: { access_token: 'two' },
      version: 2,
    });
    await process.store.credentials.refuse(await process.store.credentials.read(account.id, 'bot'), 'No more.');
    expect(await process.store.accounts.recall(at(), account.id)).toMatchObject({ status: 'needs_reauth' });
    await expect(process.store.credentials.recall(account.id, 'bot')).rejects.toMatchObject({
      code: 'ACCOUNT_NEEDS_REAUTH',
    });
    await process.store.keys.revoke(at(), key.id);
    expect(await process.store.keys.verify(secret)).toBeUndefined();
    await process.store.accounts.delete(at(), account.id);
    expect(await process.store.accounts.recall(at(), account.id)).toBeUndefined();
  });

  it('is forgotten by every other process too, a moment later', async () => {
    const [one, other] = [startProcess(), startProcess()];
    await untilRemembered(one);
    await untilRemembered(other);
    const seen = await one.store.credentials.read(account.id, 'bot');
    await one.store.credentials.replace(seen, 'me', { properties: { access_token: 'two' } });
    await until(async () =>
      expect((await other.store.credentials.recall(account.id, 'bot')).properties).toEqual({ access_token: 'two' }),
    );
    await one.store.credentials.refuse({ ...seen, version: 2 }, 'No more.');
    await until(async () =>
      expect(await other.store.accounts.recall(at(), account.id)).toMatchObject({ statusReason: 'No more.' }),
    );
    await one.store.keys.revoke(at(), key.id);
    await until(async () => expect(await other.store.keys.verify(secret)).toBeUndefined());
    await one.store.accounts.delete(at(), account.id);
    await until(async () => expect(await other.store.accounts.recall(at(), account.id)).toBeUndefined());
  });
});

describe('changes that may have been missed', () => {
  it('are made up for: everything is forgotten when the connection is lost, and remembered again when it is back', async () => {
    const process = startProcess();
    await untilRemembered(process);
    const { directory: host, port, user, database } = base.database.connection;
    const admin = new pg.Client({ host, port, user, database });
    await admin.connect();
    await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_notify%' and pid <> pg_backend_pid() and datname = current_database()`,
    );
    await until(async () =>
      expect(process.log.lines.map(({ message }) => message)).toContain(
        'changes in the database are not heard; every call reads it',
      ),
    );
    await admin.query(`update patchbay.integrated_accounts set label = 'renamed' where id = $1`, [account.id]);
    await admin.end();
    expect(await process.store.accounts.recall(at(), account.id)).toMatchObject({ label: 'renamed' });
    await untilRemembered(process);
  });

  it('keep everything from being remembered behind a pooler that passes no notifications on', async () => {
    const pooler = await startMutePooler(base.database.connection);
    const process = startProcess(pooler.connection);
    await until(async () => expect(pooler.swallowed()).toBeGreaterThan(0));
    for (let calls = 0; calls < 5; calls++) await process.call();
    expect(process.reads.count).toBe(15);
    await process.store.close();
    await pooler.close();
  });
});
