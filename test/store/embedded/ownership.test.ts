import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { isRunning } from '../../../src/store/embedded/processes.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../../src/store/embedded/start.ts';
import { runScript } from '../../support/child.ts';
import { silentLog as log } from '../../support/log.ts';
import { postmasterPid } from '../../support/postmaster.ts';
import { scratchFolder } from '../../support/scratch-folder.ts';

const owner = new URL('../../support/embedded-owner.ts', import.meta.url).pathname;

let folder: ReturnType<typeof scratchFolder>;
let dataDirectory: string;
beforeEach(() => {
  folder = scratchFolder();
  dataDirectory = join(folder.path, 'postgres');
});
afterEach(() => folder.remove());

const query = async <T extends pg.QueryResultRow>(server: EmbeddedPostgres, text: string): Promise<T[]> => {
  const { directory: host, port, user, database } = server.connection;
  const client = new pg.Client({ host, port, user, database });
  await client.connect();
  const { rows } = await client.query<T>(text);
  await client.end();
  return rows;
};

describe('startEmbeddedPostgres', () => {
  it('listens on a Unix socket only, syncs to disk, and keeps its folder to itself', async () => {
    const server = await startEmbeddedPostgres({ dataDirectory, log });
    const rows = await query(
      server,
      `select name, setting from pg_settings
       where name in ('listen_addresses', 'fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums') order by name`,
    );
    const mode = statSync(dataDirectory).mode & 0o777;
    await server.stop();
    expect(rows).toEqual([
      { name: 'data_checksums', setting: 'on' },
      { name: 'fsync', setting: 'on' },
      { name: 'full_page_writes', setting: 'on' },
      { name: 'listen_addresses', setting: '' },
      { name: 'synchronous_commit', setting: 'on' },
    ]);
    expect(mode).toBe(0o700);
    expect(server.adopted).toBe(false);
  });

  it('keeps what was written over a stop, and leaves no process behind', async () => {
    const first = await startEmbeddedPostgres({ dataDirectory, log });
    const pid = postmasterPid(dataDirectory);
    await query(first, 'create table kept as select 42 as answer');
    await Promise.all([first.stop(), first.stop()]);
    expect(isRunning(pid)).toBe(false);
    const second = await startEmbeddedPostgres({ dataDirectory, log });
    expect(await query(second, 'select answer from kept')).toEqual([{ answer: 42 }]);
    await second.stop();
  });

  it('adopts the server whose owner was killed, with all that was committed', async () => {
    const killed = runScript(owner, dataDirectory);
    expect(await killed.nextLine()).toContain('"adopted":false');
    const pid = postmasterPid(dataDirectory);
    await killed.end('SIGKILL');
    expect(isRunning(pid)).toBe(true);

    const server = await startEmbeddedPostgres({ dataDirectory, log });
    expect(server.adopted).toBe(true);
    expect(postmasterPid(dataDirectory)).toBe(pid);
    await server.stop();
    expect(isRunning(pid)).toBe(false);
  });

  it('tells a second owner who the first is, and does not disturb it', async () => {
    const server = await startEmbeddedPostgres({ dataDirectory, log });
    const second = runScript(owner, dataDirectory);
    const answer = await second.nextLine();
    await second.end('SIGTERM');
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.stop();
    expect(JSON.parse(answer ?? '')).toEqual({
      error:
        `Another Patchbay (process ${process.pid}) uses the database in ${dataDirectory}. ` +
        'Stop it, name another folder in PATCHBAY_DATA, or give both the same DATABASE_URL.',
    });
  });

  it('lets one of two that start at the same moment have it', async () => {
    const [one, two] = [runScript(owner, dataDirectory), runScript(owner, dataDirectory)];
    const answers = await Promise.all([one.nextLine(), two.nextLine()]);
    const kinds = answers.map(answer => Object.keys(JSON.parse(answer ?? '{}') as object).join());
    await Promise.all([one.end('SIGKILL'), two.end('SIGKILL')]);
    await (await startEmbeddedPostgres({ dataDirectory, log })).stop();
    expect(kinds.sort()).toEqual(['adopted,connection', 'error']);
  });

  it('replaces a server that crashed, though its file names a process that is something else by now', async () => {
    const killed = runScript(owner, dataDirectory);
    await killed.nextLine();
    const pid = postmasterPid(dataDirectory);
    await killed.end('SIGKILL');
    process.kill(pid, 'SIGKILL');
    const file = join(dataDirectory, 'postmaster.pid');
    writeFileSync(file, readFileSync(file, 'utf8').replace(String(pid), String(process.pid)));

    const server = await startEmbeddedPostgres({ dataDirectory, log });
    expect(server.adopted).toBe(false);
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.stop();
  });
});
