import { join } from 'node:path';

import type { Config } from '../config/variables.ts';
import type { Log } from '../engine/ports.ts';
import type { StoreConnection } from '../store/connection.ts';
import { startEmbeddedPostgres } from '../store/embedded/start.ts';

/** Where the store connects to, and how to end what was started for it. */
export interface DatabaseServer {
  readonly connection: StoreConnection;
  stop(): Promise<void>;
}

/** The operator's database, or else an embedded server in the data folder. */
export async function startDatabase(config: Config, log: Log): Promise<DatabaseServer> {
  if (config.databaseUrl !== undefined) {
    return { connection: { kind: 'url', url: config.databaseUrl }, stop: () => Promise.resolve() };
  }
  return startEmbeddedPostgres({ dataDirectory: embeddedFolder(config), log });
}

/** Folder of the embedded server's data. */
export function embeddedFolder(config: Pick<Config, 'dataFolder'>): string {
  return join(config.dataFolder, 'postgres');
}
