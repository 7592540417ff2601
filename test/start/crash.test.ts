import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openApi, type Api } from '../../sandbox/demo/api.ts';
import { startEmbeddedPostgres } from '../../src/store/embedded/start.ts';
import { build } from '../support/built.ts';
import { silentLog } from '../support/log.ts';
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
  const left = await startEmbeddedPostgres({ dataDirectory: join(folder.path, 'postgres'), log: silentLog });
  await left.stop();
  folder.remove();
});

/** Links accounts, three at a time, until the server is gone; ids that were acknowledged. */
const linkUntilGone = async (api: Api, round: number): Promise<string[]> => {
  const acknowledged: string[] = [];
  const work = async (): Promise<void> => {
    for (;;) acknowledged.push(await linkAccount(api, sandbox.token, `round-${round}`));
  };
  await Promise.allSettled([work(), work(), work()]);
  return acknowledged;
};

const missingOf = async (api: Api, ids: readonly string[]): Promise<string[]> => {
  const statuses = await Promise.all(
    ids.map(async id => [id, (await api.call('GET', `/integrated-accounts/${id}`)).status]),
  );
  return statuses.filter(([, status]) => status !== 200).map(([id]) => String(id));
};

describe('kill -9 at a random moment', () => {
  it(
    `loses nothing that was acknowledged, and the next start serves (${rounds} times)`,
    { timeout: 60_000 + rounds * 10_000 },
    async () => {
      const first = await startServer(env);
      const { key } = await openServer(first.url, env);
      await endProcess(first, 'SIGKILL');
      const acknowledged: string[] = [];
      const missing: string[] = [];
      for (let round = 1; round <= rounds; round += 1) {
        const server = await startServer(env);
        const api = openApi(server.url, key);
        missing.push(...(await missingOf(api, acknowledged.slice(-50))));
        const linking = linkUntilGone(api, round);
        await sleep(Math.random() * 400);
        await endProcess(server, 'SIGKILL');
        acknowledged.push(...(await linking));
      }
      const last = await startServer(env);
      const api = openApi(last.url, key);
      missing.push(...(await missingOf(api, acknowledged)));
      const newest = acknowledged.at(-1) ?? '';
      const served = await api.call(
        'GET',
        `/unified/instant-messaging/channels?integrated_account_id=${newest}&limit=1`,
      );
      await endProcess(last);

      console.log(`${rounds} kills, ${acknowledged.length} accounts acknowledged, ${missing.length} missing`);
      expect(missing).toEqual([]);
      expect(acknowledged.length).toBeGreaterThan(0);
      expect(served.status).toBe(200);
    },
  );
});
