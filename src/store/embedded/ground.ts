import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

import type { Log } from '../../engine/ports.ts';
import { PatchbayError } from '../../errors.ts';
import { binariesIn, findBinaries, type Binaries } from './binaries.ts';
import { barredAt, serverUser, type ServerUser } from './server-user.ts';

/** Everything the server stands on: where its data is, what runs it, and as whom (undefined: the current user). */
export interface Ground {
  readonly dataDirectory: string;
  readonly binaries: Binaries;
  readonly user: ServerUser | undefined;
}

/** Where root puts what its helper user cannot reach in its place. Owned by root: nobody can exchange what runs there. */
const stagingRoot = '/var/lib/patchbay';

/**
 * Finds the binaries and the data folder, and moves them within reach of the user the server runs as where they are not:
 * then `dataDirectory` becomes a link to the place, and the log says so.
 *
 * @throws PatchbayError CONFIG_INVALID
 */
export function prepareGround(options: { readonly dataDirectory: string; readonly log: Log }): Ground {
  const path = resolve(options.dataDirectory);
  mkdirSync(dirname(path), { recursive: true });
  const user = serverUser();
  const found = findBinaries();
  if (user === undefined) return { dataDirectory: settled(path), binaries: found, user };
  return {
    dataDirectory: reachableData(path, user, options.log),
    binaries: runsAs(found, user) ? found : stagedBinaries(found, user, options.log),
    user,
  };
}

/** A link is followed, so that the path is the one the server itself reports. */
function settled(path: string): string {
  return existsSync(path) ? realpathSync(path) : join(realpathSync(dirname(path)), basename(path));
}

function reachableData(path: string, user: ServerUser, log: Log): string {
  const place = settled(path);
  const barrier = barredAt(dirname(place), user);
  if (barrier === undefined) return place;
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) {
    throw new PatchbayError(
      'CONFIG_INVALID',
      `The user "${user.name}", whom root runs PostgreSQL as, cannot pass ${barrier} to reach ${path}. ` +
        'Start as the user who made it, allow passing (chmod o+x), or set DATABASE_URL.',
    );
  }
  const staged = join(makeStagingRoot(), randomBytes(6).toString('hex'));
  mkdirSync(staged, { mode: 0o755 });
  const target = join(staged, 'postgres');
  mkdirSync(target, { mode: 0o700 });
  symlinkSync(target, path);
  log.info({ data: target, link: path, barrier, user: user.name }, 'database staged where its user can reach it');
  return target;
}

function runsAs(binaries: Binaries, user: ServerUser): boolean {
  const { uid, gid } = user;
  return spawnSync(binaries.postgres, ['--version'], { uid, gid, cwd: '/', timeout: 10_000 }).status === 0;
}

function stagedBinaries(found: Binaries, user: ServerUser, log: Log): Binaries {
  const version = spawnSync(found.postgres, ['--version'], { timeout: 10_000 })
    .stdout.toString()
    .trim()
    .split(' ')
    .at(-1);
  const root = join(makeStagingRoot(), `postgresql-${version ?? 'unknown'}`);
  const staged = binariesIn(root);
  if (existsSync(root) && runsAs(staged, user)) return staged;
  const fresh = `${root}.new-${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  cpSync(found.root, fresh, { recursive: true, verbatimSymlinks: true });
  openToAll(fresh);
  rmSync(root, { recursive: true, force: true });
  renameSync(fresh, root);
  log.info({ binaries: root, user: user.name }, 'database binaries staged where their user can reach them');
  return staged;
}

/** Everyone may read and pass; what was executable stays it. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, (lstatSync(path).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}

function makeStagingRoot(): string {
  mkdirSync(stagingRoot, { recursive: true, mode: 0o755 });
  chmodSync(stagingRoot, 0o755);
  return stagingRoot;
}
