import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openDatabase } from '../../src/store/database.ts';
import { createStore } from '../../src/store/create-store.ts';
import { startEmbeddedPostgres } from '../../src/store/embedded/start.ts';
import { parseMasterKeys } from '../../src/store/master-keys.ts';
import { migrateStore } from '../../src/store/migrate.ts';
import { sql } from 'kysely';
import { recordingLog } from '../support/log.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { testKeys } from '../support/store.ts';

const folder = scratchFolder();
const dataDirectory = join(folder.path, 'postgres');
const canaries = Array.from({ length: 200 }, (_, index) => `canary-${index}-c4f1e9d2`);
const log = recordingLog();
let apiKey: string;

beforeAll(async () => {
  const server = await startEmbeddedPostgres({ dataDirectory, log });
  await migrateStore({ connection: server.connection, log });
  const masterKeys = parseMasterKeys(testKeys.v1, 'test');
  const store = await createStore({ connection: server.connection, masterKeys, log });
  const { id } = await store.environments.default();
  apiKey = (await store.keys.create(id, { name: 'shown-name' })).secret;
  for (const token of canaries) {
    const account = await store.accounts.create(id, {
      integration: 'acme',
      auth: 'bot',
      label: 'shown-label',
      credentials: { bot: { properties: { access_token: token, refresh_token: `${token}-r` } } },
    });
    await store.credentials.read(account.id, 'bot');
  }
  // Statements that fail are what a server likes to quote.
  const db = openDatabase({ connection: server.connection, log });
  await sql`insert into patchbay.api_keys (id, name) values (1, ${'canary-in-a-failing-statement'})`
    .execute(db)
    .catch(() => undefined);
  await db.destroy();
  await store.close();
  await server.stop();
});
afterAll(() => folder.remove());

const everyFile = (): string =>
  readdirSync(dataDirectory, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');

describe('a stolen data folder', () => {
  it('holds no secret in tables, write-ahead log or server log', () => {
    const stolen = everyFile();
    expect(stolen).toContain('shown-label');
    expect(stolen).toContain('shown-name');
    expect(stolen).toContain(apiKey.slice(0, 12));
    expect(stolen).not.toContain('canary');
    expect(stolen).not.toContain(apiKey.slice(12));
    expect(stolen).not.toContain(testKeys.v1.slice(3, 20));
  });

  it('comes with a log of ours that holds none either', () => {
    expect(JSON.stringify(log.lines)).toContain('database started');
    expect(JSON.stringify(log.lines)).not.toContain('canary');
  });
});
