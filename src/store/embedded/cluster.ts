import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

import type { Log } from '../../engine/ports.ts';
import { PatchbayError } from '../../errors.ts';
import type { Ground } from './ground.ts';
import { isRunning } from './processes.ts';

/** Role that owns the embedded database. It has no password: who may pass the socket's folder may connect. */
export const ownerRole = 'patchbay';

/** Major version of the binaries; a data folder of another one cannot be opened by them. */
const majorVersion = '18';

/**
 * Makes the data folder if there is none. It is made beside its place and renamed, so that a crash half-way leaves
 * nothing that looks finished; of two processes at once one wins and both go on with the same folder.
 *
 * @throws PatchbayError CONFIG_INVALID
 */
export async function ensureCluster(ground: Ground, log: Log): Promise<void> {
  const { dataDirectory } = ground;
  if (isCluster(dataDirectory)) return;
  if (existsSync(dataDirectory) && readdirSync(dataDirectory).length > 0) {
    throw new PatchbayError(
      'CONFIG_INVALID',
      `${dataDirectory} is not empty and holds no PostgreSQL data. Name another folder in PATCHBAY_DATA, or empty it.`,
    );
  }
  removeLeftovers(dataDirectory);
  const fresh = `${dataDirectory}.new-${process.pid}`;
  mkdirSync(fresh, { mode: 0o700 });
  try {
    const startedMs = performance.now();
    await initialize(ground, fresh);
    moveIntoPlace(fresh, dataDirectory);
    log.info({ data: dataDirectory, tookMs: Math.round(performance.now() - startedMs) }, 'database folder made');
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function isCluster(dataDirectory: string): boolean {
  const versionFile = join(dataDirectory, 'PG_VERSION');
  if (!existsSync(versionFile)) return false;
  const version = readFileSync(versionFile, 'utf8').trim();
  if (version === majorVersion) return true;
  throw new PatchbayError(
    'CONFIG_INVALID',
    `${dataDirectory} was written by PostgreSQL ${version}; this version brings ${majorVersion}. ` +
      'Run the version that wrote it, or dump its data and load them into a new folder.',
  );
}

async function initialize(ground: Ground, fresh: string): Promise<void> {
  const { binaries, user } = ground;
  if (user !== undefined) chownSync(fresh, user.uid, user.gid);
  const wanted = [
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--locale=C.UTF-8',
    '--auth=trust',
    '--no-instructions',
  ];
  try {
    await promisify(execFile)(binaries.initdb, ['-D', fresh, `--username=${ownerRole}`, ...wanted], {
      cwd: fresh,
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
      timeout: 120_000,
      ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }),
    });
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    throw new PatchbayError(
      'CONFIG_INVALID',
      `PostgreSQL could not make its data folder ${ground.dataDirectory}: ${said || String(error)}. ` +
        'Mend this, name another folder in PATCHBAY_DATA, or set DATABASE_URL.',
      { cause: error },
    );
  }
}

function moveIntoPlace(fresh: string, dataDirectory: string): void {
  try {
    renameSync(fresh, dataDirectory);
  } catch (error) {
    if (isCluster(dataDirectory)) return;
    throw error;
  }
}

/** What a process that died while initializing left behind. */
function removeLeftovers(dataDirectory: string): void {
  const prefix = `${basename(dataDirectory)}.new-`;
  for (const name of readdirSync(dirname(dataDirectory))) {
    if (name.startsWith(prefix) && !isRunning(Number(name.slice(prefix.length)))) {
      rmSync(join(dirname(dataDirectory), name), { recursive: true, force: true });
    }
  }
}
