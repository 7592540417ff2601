import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import pg from 'pg';

import type { StoreConnection } from '../../src/store/connection.ts';
import { ensureCluster, ownerRole } from '../../src/store/embedded/cluster.ts';
import { prepareGround } from '../../src/store/embedded/ground.ts';
import { runPostmaster } from '../../src/store/embedded/postmaster.ts';
import { migrateStore } from '../../src/store/migrate.ts';
import { silentLog } from './log.ts';

/** A database of its own on the server that all files of a test run share. */
export interface TestDatabase {
  readonly connection: Extract<StoreConnection, { kind: 'socket' }>;
  /** The same place as a DATABASE_URL. */
  readonly url: string;
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>;
}

/**
 * A new database: migrated (a copy of a template, about 40 ms), or with `content: 'empty'` without any table. The first
 * caller of a run starts the server, in about a second; it ends by itself after the run.
 */
export async function createTestDatabase(options: { content?: 'migrated' | 'empty' } = {}): Promise<TestDatabase> {
  const server = await sharedServer();
  const name = `test_${randomBytes(6).toString('hex')}`;
  const source = options.content === 'empty' ? 'template0' : templateName;
  await asAdmin(server, `create database ${name} template ${source}`);
  const connection = socketConnection(server, name);
  return {
    connection,
    url: `postgresql://${ownerRole}@localhost/${name}?host=${encodeURIComponent(server.directory)}&port=${server.port}`,
    drop: () => asAdmin(server, `drop database if exists ${name} with (force)`),
  };
}

interface Server {
  readonly directory: string;
  readonly port: number;
}

const templateName = 'template_patchbay';
const startMs = 60_000;
/** Durability is proved elsewhere, on servers with real settings. */
const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '100' };

/** Workers of one run have the same parent; the one that makes the folder starts the server, the others wait for it. */
async function sharedServer(): Promise<Server> {
  const folder = join(tmpdir(), `patchbay-test-${process.ppid}`);
  const readyFile = join(folder, 'ready.json');
  if (isFirst(folder)) return startServer(folder, readyFile);
  const untilMs = performance.now() + startMs;
  while (!existsSync(readyFile)) {
    if (performance.now() > untilMs) throw new Error(`the test database in ${folder} did not start; remove the folder`);
    await sleep(20);
  }
  return JSON.parse(readFileSync(readyFile, 'utf8')) as Server;
}

function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o755 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function startServer(folder: string, readyFile: string): Promise<Server> {
  try {
    const ground = prepareGround({ dataDirectory: join(folder, 'postgres'), log: silentLog });
    await ensureCluster(ground, silentLog);
    const { socketDirectory: directory, port, pid } = await runPostmaster(ground, settings);
    const server = { directory, port };
    const keeper = fileURLToPath(new URL('postgres-keeper.mjs', import.meta.url));
    spawn(process.execPath, [keeper, String(process.ppid), String(pid), folder], {
      detached: true,
      stdio: 'ignore',
    }).unref();
    await asAdmin(server, `create database ${templateName}`);
    await migrateStore({ connection: socketConnection(server, templateName), log: silentLog });
    writeFileSync(`${readyFile}.new`, JSON.stringify(server));
    renameSync(`${readyFile}.new`, readyFile);
    return server;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function socketConnection({ directory, port }: Server, database: string): TestDatabase['connection'] {
  return { kind: 'socket', directory, port, user: ownerRole, database };
}

async function asAdmin({ directory, port }: Server, statement: string): Promise<void> {
  const client = new pg.Client({ host: directory, port, user: ownerRole, database: 'postgres' });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
