import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { Secret } from '../../src/secret.ts';
import { createStore } from '../../src/store/create-store.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/store/embedded/start.ts';
import { parseMasterKeys } from '../../src/store/master-keys.ts';
import { migrateStore } from '../../src/store/migrate.ts';
import type { Store } from '../../src/store/store.ts';
import { silentLog as log } from '../support/log.ts';
import { childPids, postmasterPid } from '../support/postmaster.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { testKeys } from '../support/store.ts';

const masterKeys = parseMasterKeys(testKeys.v1, 'test');
const folder = scratchFolder();
const dataDirectory = join(folder.path, 'postgres');
const unavailable = {
  code: 'STORE_UNAVAILABLE',
  message: 'The database does not answer at the moment. Try again shortly.',
  facts: expect.objectContaining({ retryAfterSeconds: 1 }),
};

let server: EmbeddedPostgres;
let store: Store;
let environmentId: string;
beforeAll(async () => {
  server = await startEmbeddedPostgres({ dataDirectory, log });
  await migrateStore({ connection: server.connection, log });
  store = await createStore({ connection: server.connection, masterKeys, log });
  environmentId = (await store.environments.default()).id;
});
afterAll(async () => {
  await store.close();
  await server.stop();
  folder.remove();
});

/** How long a call takes, and what becomes of it. */
const timed = async (call: Promise<unknown>) => {
  const startedMs = performance.now();
  const outcome = await call.then(
    () => 'answered',
    (error: unknown) => error,
  );
  return { outcome, ms: performance.now() - startedMs };
};

const link = () =>
  store.accounts.create(environmentId, { integration: 'acme', auth: 'bot', credentials: { bot: { properties: {} } } });

const signalAll = (signal: NodeJS.Signals): void => {
  const pid = postmasterPid(dataDirectory);
  for (const each of [...childPids(pid), pid]) process.kill(each, signal);
};

/** Resolves when the store answers again. */
const recovery = (): Promise<void> =>
  expect
    .poll(
      () =>
        store.health().then(
          () => 'up',
          () => 'down',
        ),
      { interval: 20 },
    )
    .toBe('up');

/** The two seconds that are promised, and what a busy machine adds to them. */
const soonMs = 6_000;

/** Cuts one connection to the database in a few milliseconds. */
const cutIn = async (ms: number): Promise<void> => {
  await sleep(ms);
  const [pid] = childPids(postmasterPid(dataDirectory)).slice(-1);
  if (pid !== undefined) process.kill(pid, 'SIGTERM');
};

describe('a database that does not answer', () => {
  it('is STORE_UNAVAILABLE within two seconds for every caller while it is frozen, and recovers', async () => {
    signalAll('SIGSTOP');
    const calls = await Promise.all([
      ...Array.from({ length: 30 }, () => timed(store.accounts.list(environmentId, { limit: 1 }))),
      timed(link()),
      timed(store.credentials.read('acc_1', 'bot')),
      timed(store.health()),
    ]);
    signalAll('SIGCONT');
    expect(calls.map(({ outcome }) => outcome)).toEqual(calls.map(() => expect.objectContaining(unavailable)));
    expect(Math.max(...calls.map(({ ms }) => ms))).toBeLessThan(soonMs);
    await recovery();
    await expect(link()).resolves.toMatchObject({ integration: 'acme' });
  });

  it('is started again when it crashes, and loses nothing that was answered', async () => {
    const created = await link();
    process.kill(postmasterPid(dataDirectory), 'SIGKILL');
    const during = await timed(link());
    expect(during.ms).toBeLessThan(soonMs);
    await recovery();
    expect(await store.accounts.get(environmentId, created.id)).toEqual(created);
  });

  it('survives that connections are cut in the middle of work', async () => {
    const [, , , ...outcomes] = await Promise.all([
      cutIn(5),
      cutIn(10),
      cutIn(15),
      ...Array.from({ length: 200 }, () => timed(link())),
    ]);
    const failed = outcomes.map(({ outcome }) => outcome).filter(outcome => outcome !== 'answered');
    expect(failed).toEqual(failed.map(() => expect.objectContaining(unavailable)));
    await recovery();
  });
});

describe('a database that is not there', () => {
  it.each([
    ['a closed port', 'postgresql://user:canary-password@127.0.0.1:1/db'],
    ['a socket folder without a server', 'postgresql://user:canary-password@localhost/db?host=/nonexistent'],
  ])('is STORE_UNAVAILABLE at %s, without its password', async (_, url) => {
    const opened = await timed(createStore({ connection: { kind: 'url', url: new Secret(url) }, masterKeys, log }));
    expect(opened.outcome).toEqual(expect.objectContaining(unavailable));
    expect(`${String(opened.outcome)} ${JSON.stringify(opened.outcome)}`).not.toContain('canary');
  });

  it('is STORE_UNAVAILABLE within two seconds behind a network that swallows everything', async () => {
    const hole = createServer(() => undefined).listen(0, '127.0.0.1');
    await new Promise(resolve => hole.once('listening', resolve));
    const { port } = hole.address() as AddressInfo;
    const url = new Secret(`postgresql://user@127.0.0.1:${port}/db`);
    const opened = await timed(createStore({ connection: { kind: 'url', url }, masterKeys, log }));
    hole.close();
    expect(opened.outcome).toEqual(expect.objectContaining(unavailable));
    expect(opened.ms).toBeLessThan(soonMs);
  });
});

describe('close', () => {
  it('ends though the database is frozen, and may be called twice', async () => {
    const other = await createStore({ connection: server.connection, masterKeys, log });
    await other.health();
    signalAll('SIGSTOP');
    const closed = await timed(Promise.all([other.close(), other.close()]));
    signalAll('SIGCONT');
    expect(closed).toEqual({ outcome: 'answered', ms: expect.any(Number) });
    expect(closed.ms).toBeLessThan(soonMs);
    expect((await timed(other.health())).outcome).not.toBe('answered');
  });
});
