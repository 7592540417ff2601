import { Migrator, type Migration } from 'kysely';

import type { Log } from '../engine/ports.ts';
import { PatchbayError } from '../errors.ts';
import type { StoreConnection } from './connection.ts';
import { openDatabase } from './database.ts';
import { migrations as ours } from './migrations/migrations.ts';
import { schemaName } from './tables.ts';
import { storeError } from './unavailable.ts';

/** Longest that waiting for another process's migration and running our own may take. */
const migrationMs = 300_000;

export interface MigrationOptions {
  readonly connection: StoreConnection;
  readonly log: Log;
  readonly migrations?: Readonly<Record<string, Migration>>;
}

/**
 * Brings the database to this version's tables: under an advisory lock, all that is new in one transaction, recorded by
 * name. Several processes may start at once; one migrates and the others wait for it.
 *
 * @returns the names of the migrations that ran
 * @throws PatchbayError STORE_UNAVAILABLE; CONFIG_INVALID when the database was written by a newer version
 */
export async function migrateStore(options: MigrationOptions): Promise<readonly string[]> {
  const { connection, log, migrations = ours } = options;
  const db = openDatabase({ connection, log, max: 2, workMs: migrationMs });
  try {
    const migrator = new Migrator({
      db,
      provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
      migrationTableSchema: schemaName,
      migrationTableName: 'migrations',
      migrationLockTableName: 'migrations_lock',
    });
    const { error, results } = await migrator.migrateToLatest();
    if (error !== undefined) throw migrationError(error);
    const names = (results ?? []).map(result => result.migrationName);
    if (names.length > 0) log.info({ migrations: names }, 'database migrated');
    return names;
  } finally {
    await db.destroy();
  }
}

function migrationError(error: unknown): unknown {
  const message = error instanceof Error ? error.message : String(error);
  const missing = /previously executed migration (\S+) is missing/.exec(message)?.[1];
  if (missing === undefined) return storeError(error);
  return new PatchbayError(
    'CONFIG_INVALID',
    `The database holds the migration "${missing}", which this version does not know: it was written by a newer version. ` +
      'Start that version, or restore a backup from before the upgrade.',
    { cause: error },
  );
}
