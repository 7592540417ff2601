import { createServer, type AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { build, startBuilt } from '../support/built.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import {
  endProcess,
  linkAccount,
  openServer,
  serverEnvironment,
  startSandbox,
  startServer,
} from '../support/running-house.ts';

let database: TestDatabase;
beforeAll(async () => {
  await build();
  database = await createTestDatabase({ content: 'empty' });
});
afterAll(() => database.drop());

describe('node dist/main.js', () => {
  it('migrates, makes a key, serves on a given database, and ends with 0 on SIGTERM', async () => {
    const sandbox = await startSandbox();
    const env = serverEnvironment({ DATABASE_URL: database.url, PATCHBAY_DIAL: sandbox.dial });
    const created = await startBuilt('main.js', env, 'create-key', 'ops').finished;
    const server = await startServer(env);
    const api = await openServer(server.url, env);
    const ready = await api.call('GET', '/readyz');
    const id = await linkAccount(api, sandbox.token, 'customer-1');
    const channels = await api.call('GET', `/unified/instant-messaging/channels?integrated_account_id=${id}&limit=2`);
    await endProcess(server);
    await endProcess(sandbox.process);

    expect(created).toEqual({ code: 0, stdout: expect.stringMatching(/^pb_live_[A-Za-z0-9_-]{43}\n$/), stderr: '' });
    expect(ready.status).toBe(200);
    expect(channels.status).toBe(200);
    expect(channels.body.result_count).toBe(2);
    const { code, stdout, stderr } = await server.finished;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toContain(sandbox.token);
    expect(stdout).not.toContain(api.key);
  });

  it('lets several processes that start together share one database', async () => {
    const shared = await createTestDatabase({ content: 'empty' });
    const env = serverEnvironment({ DATABASE_URL: shared.url });
    const servers = await Promise.all([startServer(env), startServer(env), startServer(env)]);
    const api = await openServer(servers[0].url, env);
    const answers = await Promise.all(
      servers.map(({ url }) =>
        fetch(`${url}/integrated-accounts`, { headers: { authorization: `Bearer ${api.key}` } }),
      ),
    );
    await Promise.all(servers.map(server => endProcess(server)));
    await shared.drop();
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('ends when the parent that forked it is gone', async () => {
    const server = await startServer(serverEnvironment({ DATABASE_URL: database.url }));
    server.process.disconnect();
    expect((await server.finished).code).toBe(0);
  });

  it.each([
    [
      'no master key',
      { PATCHBAY_MASTER_KEY: '' },
      /^CONFIG_INVALID: The configuration is not valid:\n {2}- PATCHBAY_MASTER_KEY is not set, nor is PATCHBAY_MASTER_KEY_FILE\. /,
    ],
    [
      'a weak master key',
      { PATCHBAY_MASTER_KEY: Buffer.alloc(32, 'ab').toString('base64') },
      /^CONFIG_INVALID: .*\n {2}- PATCHBAY_MASTER_KEY: the master key version 1 repeats itself and is not random\. /,
    ],
    [
      'a misspelt variable',
      { PATCHBAY_VALIDATON: 'strict' },
      /^CONFIG_INVALID: .*\n {2}- PATCHBAY_VALIDATON is not a variable of this version\. Did you mean PATCHBAY_VALIDATION\?\n$/,
    ],
    [
      'a database that is not there',
      { DATABASE_URL: 'postgresql://user:canary@127.0.0.1:1/db' },
      /^STORE_UNAVAILABLE: The database does not answer at the moment\. Try again shortly\. \(connect ECONNREFUSED 127\.0\.0\.1:1\)\n$/,
    ],
  ])('does not start with %s, and says so', async (_, env, message) => {
    const finished = await startBuilt('main.js', serverEnvironment({ DATABASE_URL: database.url, ...env })).finished;
    expect(finished).toEqual({ code: 1, stdout: expect.any(String), stderr: expect.stringMatching(message) });
    expect(finished.stdout + finished.stderr).not.toContain('canary');
  });

  it('does not start on a port that is in use, and says so', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise(resolve => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const env = serverEnvironment({ DATABASE_URL: database.url, PORT: String(port) });
    const { code, stderr } = await startBuilt('main.js', env).finished;
    other.close();
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `CONFIG_INVALID: Cannot listen: port ${port} of 127.0.0.1 is in use. Set HOST and PORT to others.\n`,
    });
  });

  it('explains its command line', async () => {
    const { code, stderr } = await startBuilt('main.js', {}, 'serve', 'now').finished;
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/^Usage:\n {2}node dist\/main\.js /) });
  });
});
