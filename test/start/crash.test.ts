import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openApi, type Api } from '../../sandbox/demo/api.ts';
import { startEmbeddedPostgres } from '../../src/store/embedded/start.ts';
import { build, startBuilt } from '../support/built.ts';
import { silentLog } from '../support/log.ts';
import { postmasterPid } from '../support/postmaster.ts';
import {
  endProcess,
  linkAccount,
  openServer,
  serverEnvironment,
  startSandbox,
  startServer,
  type RunningSandbox,
} from '../support/running-house.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

/** 50 for the long measurement: `CRASH_ROUNDS=50 npm test -- test/start/crash.test.ts`. */
const rounds = Number(process.env.CRASH_ROUNDS ?? '3');

const folder = scratchFolder();
const dataDirectory = join(folder.path, 'postgres');
let sandbox: RunningSandbox;
let env: Record<string, string>;
beforeAll(async () => {
  await build();
  sandbox = await startSandbox();
  env = serverEnvironment({ PATCHBAY_DATA: folder.path, PATCHBAY_DIAL: sandbox.dial });
});
afterAll(async () => {
  await endProcess(sandbox.process);
  // The last server may have been killed: its database is taken over and ended.
  const left = await startEmbeddedPostgres({ dataDirectory, log: silentLog });
  await left.stop();
  folder.remove();
});

/** What is killed, in turn: the server at work, the server and its database, the server while it starts. */
const kinds = ['server', 'server and database', 'starting server'] as const;

/** Links accounts, three at a time, until the server is gone; ids that were acknowledged. */
const linkUntilGone = async (api: Api): Promise<string[]> => {
  const acknowledged: string[] = [];
  const work = async (): Promise<void> => {
    for (;;) acknowledged.push(await linkAccount(api, sandbox.token, 'crash'));
  };
  await Promise.allSettled([work(), work(), work()]);
  return acknowledged;
};

const killAtWork = async (key: string, kind: (typeof kinds)[number]): Promise<string[]> => {
  const server = await startServer(env);
  const linking = linkUntilGone(openApi(server.url, key));
  await sleep(Math.random() * 1_000);
  if (kind === 'server and database') process.kill(postmasterPid(dataDirectory), 'SIGKILL');
  await endProcess(server, 'SIGKILL');
  return linking;
};

const killAtStart = async (): Promise<string[]> => {
  const server = startBuilt('main.js', env);
  await sleep(Math.random() * 1_500);
  await endProcess(server, 'SIGKILL');
  return [];
};

const missingOf = async (api: Api, ids: readonly string[]): Promise<string[]> => {
  const missing: string[] = [];
  for (const id of ids) if ((await api.call('GET', `/integrated-accounts/${id}`)).status !== 200) missing.push(id);
  return missing;
};

describe('kill -9 at a random moment', () => {
  const name = `loses nothing that was acknowledged, and the next start serves (${rounds} times)`;
  it(name, { timeout: 60_000 + rounds * 15_000 }, async () => {
    const first = await startServer(env);
    const { key } = await openServer(first.url, env);
    await endProcess(first, 'SIGKILL');
    const acknowledged: string[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const kind = kinds[round % kinds.length] ?? 'server';
      acknowledged.push(...(kind === 'starting server' ? await killAtStart() : await killAtWork(key, kind)));
    }
    const last = await startServer(env);
    const api = openApi(last.url, key);
    const missing = await missingOf(api, acknowledged);
    const account = await linkAccount(api, sandbox.token, 'after');
    const served = await api.call(
      'GET',
      `/unified/instant-messaging/channels?integrated_account_id=${account}&limit=1`,
    );
    await endProcess(last);

    console.log(`${rounds} kills, ${acknowledged.length} accounts acknowledged, ${missing.length} missing`);
    expect(missing).toEqual([]);
    expect(served.status).toBe(200);
  });
});
