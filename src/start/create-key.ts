import type { Config } from '../config/variables.ts';
import type { Log } from '../engine/ports.ts';
import { createStore } from '../store/create-store.ts';
import { locateEmbeddedPostgres } from '../store/embedded/locate.ts';
import { migrateStore } from '../store/migrate.ts';
import { embeddedFolder, startDatabase, type DatabaseServer } from './database.ts';

/**
 * Makes an API key for the default environment and returns its secret, which is shown this once. Works before the first
 * start and beside a running server.
 */
export async function createKey(config: Config, name: string, log: Log): Promise<string> {
  const database = await reachDatabase(config, log);
  try {
    const { connection } = database;
    await migrateStore({ connection, log });
    const store = await createStore({ connection, masterKeys: config.masterKeys, log, maxConnections: 1 });
    try {
      const environment = await store.environments.default();
      return (await store.keys.create(environment.id, { name })).secret;
    } finally {
      await store.close();
    }
  } finally {
    await database.stop();
  }
}

/** A server that runs for somebody else is used and left running. */
async function reachDatabase(config: Config, log: Log): Promise<DatabaseServer> {
  const running = config.databaseUrl === undefined ? locateEmbeddedPostgres(embeddedFolder(config)) : undefined;
  if (running !== undefined) return { connection: running, stop: () => Promise.resolve() };
  return startDatabase(config, log);
}
