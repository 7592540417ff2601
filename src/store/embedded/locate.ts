import { existsSync, realpathSync } from 'node:fs';

import type { EmbeddedPostgres } from './start.ts';
import { databaseName } from './claim.ts';
import { ownerRole } from './cluster.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { isPostgres, isRunning } from './processes.ts';

/** The connection to the server that runs on this data folder, whoever owns it; undefined when none is ready. */
export function locateEmbeddedPostgres(dataDirectory: string): EmbeddedPostgres['connection'] | undefined {
  if (!existsSync(dataDirectory)) return undefined;
  const file = readPostmasterFile(realpathSync(dataDirectory));
  if (file?.status !== 'ready' || !isRunning(file.pid) || !isPostgres(file.pid)) return undefined;
  const { socketDirectory: directory, port } = file;
  return { kind: 'socket', directory, port, user: ownerRole, database: databaseName };
}
