import { createHash } from 'node:crypto';
import { chownSync, lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PatchbayError } from '../../errors.ts';
import type { Ground } from './ground.ts';

/** Part of the socket's file name; there is no TCP port. */
export const socketPort = 5432;

/** 103 bytes fit every system's limit for the path of a socket. */
const maxPathBytes = 103;

/**
 * The folder for the socket: the data folder, which only its user can enter; or, where that path is too long for a
 * socket, a private one in the temporary folder, always the same for the same data, so that a server that is started
 * again is found where it was.
 *
 * @throws PatchbayError CONFIG_INVALID
 */
export function chooseSocketDirectory(ground: Ground): string {
  const { dataDirectory } = ground;
  if (fitsSocket(dataDirectory)) return dataDirectory;
  const name = `patchbay-${createHash('sha256').update(dataDirectory).digest('hex').slice(0, 12)}`;
  const directory = join(tmpdir(), name);
  if (!fitsSocket(directory)) throw refuse(ground, `${directory} is too long for one as well`);
  makePrivate(ground, directory);
  return directory;
}

function fitsSocket(directory: string): boolean {
  return Buffer.byteLength(join(directory, `.s.PGSQL.${socketPort}`)) <= maxPathBytes;
}

/** Everybody may write to the temporary folder: what stands there already has to be ours and closed to others. */
function makePrivate(ground: Ground, directory: string): void {
  const { user } = ground;
  if (lstatSync(directory, { throwIfNoEntry: false }) === undefined) {
    mkdirSync(directory, { mode: 0o700 });
    if (user !== undefined) chownSync(directory, user.uid, user.gid);
  }
  const found = lstatSync(directory);
  const isOurs = found.isDirectory() && found.uid === (user?.uid ?? process.getuid?.()) && (found.mode & 0o077) === 0;
  if (!isOurs) throw refuse(ground, `${directory} belongs to somebody else`);
}

function refuse({ dataDirectory }: Ground, problem: string): PatchbayError {
  return new PatchbayError(
    'CONFIG_INVALID',
    `The path ${dataDirectory} is too long for a Unix socket (${maxPathBytes} bytes), and ${problem}. ` +
      'Name a shorter folder in PATCHBAY_DATA, or another TMPDIR.',
  );
}
