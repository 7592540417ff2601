import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApi, type Api } from '../../sandbox/demo/api.ts';
import { loadConfig } from '../../src/config.ts';
import { createKey } from '../../src/start/create-key.ts';
import { serve, type RunningServer } from '../../src/start/serve.ts';
import { until } from '../reload/support/until.ts';
import { recordingLog, silentLog } from '../support/log.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { serverEnvironment } from '../support/running-house.ts';
import { openTerminal, type Terminal } from './support/terminal.ts';

const users = [
  { id: 'u1', display_name: 'Ada Lovelace', login: 'ada', email: 'ada@example.com', active: true },
  { id: 'u2', display_name: 'Charles Babbage', login: 'charles', active: false },
];

/** The provider that the new integration's template describes. */
const startProvider = async (): Promise<{ server: Server; port: number }> => {
  const server = createServer((request, response) => {
    const isKnown = request.headers.authorization === 'Bearer secret-of-acme';
    const path = new URL(request.url ?? '/', 'http://provider').pathname;
    const body = path === '/v1/me' ? { user: users[0] } : { users };
    response.setHeader('content-type', 'application/json').statusCode = isKnown ? 200 : 401;
    response.end(JSON.stringify(isKnown ? body : { error: { code: 'invalid_token', message: 'No.' } }));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0 };
};

let terminal: Terminal;
let provider: Awaited<ReturnType<typeof startProvider>>;
let database: TestDatabase;
let server: RunningServer;
let api: Api;
const log = recordingLog();
beforeAll(async () => {
  terminal = openTerminal();
  mkdirSync(join(terminal.folder, 'served'));
  provider = await startProvider();
  database = await createTestDatabase({ content: 'empty' });
  const config = loadConfig({
    env: serverEnvironment({
      DATABASE_URL: database.url,
      PATCHBAY_INTEGRATIONS: join(terminal.folder, 'served'),
      PATCHBAY_DIAL: `api.example.com=127.0.0.1:${provider.port}`,
      PATCHBAY_VALIDATION: 'strict',
    }),
  });
  server = await serve(config, log);
  api = openApi(server.url, await createKey(config, 'test', silentLog));
});
afterAll(async () => {
  await server.stop();
  await database.drop();
  await new Promise(resolve => provider.server.close(resolve));
  terminal.end();
});

describe('from nothing to a served provider', () => {
  it('makes the folder, fails on its case, passes once that is mended, and is served by a running server', async () => {
    const made = await terminal.run(['new', 'acme']);
    const failing = await terminal.run(['check', 'acme']);
    const mapping = 'integrations/acme/unified/instant-messaging/members.yaml';
    const text = readFileSync(join(terminal.folder, mapping), 'utf8');
    terminal.write(mapping, text.replace('  # status: |\n  #   active', '  status: |\n    active'));
    const passing = await terminal.run(['check', 'acme']);
    expect([made.code, failing.code, passing.code]).toEqual([0, 1, 0]);

    cpSync(join(terminal.folder, 'integrations/acme'), join(terminal.folder, 'served/acme'), { recursive: true });
    const { value: account } = await until(async () => {
      const reply = await api.call('POST', '/integrated-accounts', {
        integration: 'acme',
        auth: 'token',
        fields: { access_token: 'secret-of-acme' },
      });
      return reply.status === 201 ? reply.body : undefined;
    });
    const { status, body } = await api.call(
      'GET',
      `/unified/instant-messaging/members?integrated_account_id=${String(account['id'])}`,
    );
    expect({ status, result: body['result'] }).toEqual({
      status: 200,
      result: [
        {
          id: 'u1',
          name: 'Ada Lovelace',
          username: 'ada',
          emails: [{ email: 'ada@example.com', is_primary: true }],
          status: 'active',
        },
        { id: 'u2', name: 'Charles Babbage', username: 'charles', status: 'inactive' },
      ],
    });
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('CONTRIBUTING.md', () => {
  it('names the commands of this walk', () => {
    const text = readFileSync('CONTRIBUTING.md', 'utf8');
    const commands = [...text.matchAll(/^npx patchbay (\w+)/gm)].map(([, command]) => command);
    expect(new Set(commands)).toEqual(new Set(['new', 'check', 'map', 'functions']));
  });
});
