import pg from 'pg';

import { PatchbayError } from '../../errors.ts';
import type { Ground } from './ground.ts';
import { ownerRole } from './cluster.ts';
import type { Postmaster } from './postmaster.ts';

/** Database of the embedded server that holds our schema. */
export const databaseName = 'patchbay';

/** Held by the process that uses the server, for as long as it lives: the system takes it back even after `kill -9`. */
const ownerLock = 7_262_481_901;
/** An owner that was killed a moment ago seems to hold the lock still, and one that is stopping does. */
const patienceMs = 3_000;

/**
 * A connection that marks this process as the server's only owner, and the server as proven to be this folder's. It has
 * to stay open; when it ends, the server ended.
 *
 * @throws PatchbayError CONFIG_INVALID when another process owns it; STORE_UNAVAILABLE when it does not answer
 */
export async function claimPostmaster(ground: Ground, postmaster: Postmaster): Promise<pg.Client> {
  const client = new pg.Client({
    host: postmaster.socketDirectory,
    port: postmaster.port,
    user: ownerRole,
    database: 'postgres',
    application_name: `patchbay owner ${process.pid}`,
    connectionTimeoutMillis: 5_000,
  });
  // Without a listener a lost connection would end the process; whoever holds the client listens to `end`.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await checkIdentity(client, ground);
    await takeLock(client, ground);
    await ensureDatabase(client);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    if (error instanceof PatchbayError) throw error;
    throw new PatchbayError(
      'STORE_UNAVAILABLE',
      `PostgreSQL (process ${postmaster.pid}) holds ${ground.dataDirectory} but does not answer. ` +
        `If it hangs, end it with \`kill -QUIT ${postmaster.pid}\` and start again.`,
      { cause: error },
    );
  }
}

async function checkIdentity(client: pg.Client, ground: Ground): Promise<void> {
  const { rows } = await client.query<{ data_directory: string }>('show data_directory');
  const actual = rows[0]?.data_directory;
  if (actual === ground.dataDirectory) return;
  throw new PatchbayError(
    'CONFIG_INVALID',
    `The server that answers for ${ground.dataDirectory} works in ${String(actual)}: the folder was moved or copied while ` +
      'it ran. Stop that server and start again.',
  );
}

async function takeLock(client: pg.Client, ground: Ground): Promise<void> {
  const untilMs = performance.now() + patienceMs;
  while (performance.now() < untilMs) {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [ownerLock]);
    if (rows[0]?.taken === true) return;
    await client.query('select pg_sleep(0.05)');
  }
  throw new PatchbayError(
    'CONFIG_INVALID',
    `Another Patchbay (${await ownerName(client)}) uses the database in ${ground.dataDirectory}. ` +
      'Stop it, name another folder in PATCHBAY_DATA, or give both the same DATABASE_URL.',
  );
}

async function ownerName(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select application_name as name from pg_stat_activity
     where application_name like 'patchbay owner %' and pid <> pg_backend_pid() order by backend_start limit 1`,
  );
  return rows[0]?.name.replace('patchbay owner', 'process') ?? 'a process just starting';
}

async function ensureDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [databaseName]);
  if (rowCount === 0) await client.query(`create database ${databaseName}`);
}
