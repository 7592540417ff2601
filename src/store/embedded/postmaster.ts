import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { PatchbayError } from '../../errors.ts';
import type { Ground } from './ground.ts';
import { readPostmasterFile, type PostmasterFile } from './postmaster-file.ts';
import { isPostgres, isRunning } from './processes.ts';
import { chooseSocketDirectory, socketPort as port } from './socket-directory.ts';

/** A server that has said it is ready. */
export interface Postmaster extends PostmasterFile {
  /** Whether it ran before we came. */
  readonly adopted: boolean;
}

/** A server that crashed replays its log first. */
const startMs = 60_000;
const pollMs = 10;

/**
 * What differs from PostgreSQL's own defaults. `fsync`, `full_page_writes` and `synchronous_commit` stay on: nothing that
 * was answered is lost. Its log gets no statement and no value of a row.
 */
const settings: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '60',
  wal_level: 'minimal',
  max_wal_senders: '0',
  io_method: 'sync',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
};

/**
 * The server of this data folder: the one that runs there, or a new one when there is none, it crashed, or its file
 * names a process that is something else by now.
 *
 * @param extra further server settings
 * @throws PatchbayError STORE_UNAVAILABLE with the server's own words
 */
export async function runPostmaster(ground: Ground, extra: Readonly<Record<string, string>> = {}): Promise<Postmaster> {
  const { dataDirectory } = ground;
  const untilMs = performance.now() + startMs;
  let failure = 'it is still starting or stopping';
  while (performance.now() < untilMs) {
    const file = readPostmasterFile(dataDirectory);
    if (file === undefined) {
      const outcome = await launch(ground, { ...settings, ...extra }, untilMs);
      if (typeof outcome !== 'string') return outcome;
      failure = outcome;
      // Somebody else's server came first, or the children of a killed one still hold its memory: look again.
      if (!/postmaster\.pid|shared memory block/.test(failure)) break;
      await sleep(100);
    } else if (!isRunning(file.pid) || !isPostgres(file.pid)) {
      removeStaleFiles(dataDirectory, file);
    } else if (file.status === 'ready') {
      return { ...file, adopted: true };
    } else {
      await sleep(pollMs);
    }
  }
  throw new PatchbayError('STORE_UNAVAILABLE', `The embedded PostgreSQL in ${dataDirectory} did not start: ${failure}`);
}

/**
 * The files of a crashed server. PostgreSQL would refuse to start where their process id is a zombie or somebody else by
 * now; that children of the crashed server still write, it finds out by their shared memory, not by these files.
 */
function removeStaleFiles(dataDirectory: string, { pid, socketDirectory }: PostmasterFile): void {
  if (readPostmasterFile(dataDirectory)?.pid !== pid) return;
  rmSync(join(socketDirectory, `.s.PGSQL.${port}.lock`), { force: true });
  rmSync(join(dataDirectory, 'postmaster.pid'), { force: true });
}

/** Ends the server: clients are cut off, everything is on disk. A server that does not comply in time is aborted. */
export async function stopPostmaster(ground: Ground, { pid, socketDirectory }: Postmaster): Promise<void> {
  const steps = [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 2_000],
  ] as const;
  for (const [signal, waitMs] of steps) {
    if (hasEnded(pid)) break;
    signalQuietly(pid, signal);
    const untilMs = performance.now() + waitMs;
    while (!hasEnded(pid) && performance.now() < untilMs) await sleep(pollMs);
  }
  if (socketDirectory !== ground.dataDirectory) rmSync(socketDirectory, { recursive: true, force: true });
}

/** The system reuses ids: what is no server any more is not ours to signal. */
function hasEnded(pid: number): boolean {
  return !isRunning(pid) || !isPostgres(pid);
}

function signalQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between the look and the signal, which is what was wanted.
  }
}

async function launch(
  ground: Ground,
  wanted: Readonly<Record<string, string>>,
  untilMs: number,
): Promise<Postmaster | string> {
  const logPath = join(ground.dataDirectory, 'server.log');
  const logFrom = statSync(logPath, { throwIfNoEntry: false })?.size ?? 0;
  const socketDirectory = chooseSocketDirectory(ground);
  const child = spawnServer(ground, socketDirectory, wanted, logPath);
  let ended: string | undefined;
  child.once('error', error => (ended = error.message));
  child.once('exit', (code, signal) => (ended ??= `it ended with ${signal ?? `code ${String(code)}`}`));
  while (ended === undefined && performance.now() < untilMs) {
    const file = readPostmasterFile(ground.dataDirectory);
    if (file !== undefined && file.pid === child.pid && file.status === 'ready') return { ...file, adopted: false };
    await sleep(pollMs);
  }
  if (socketDirectory !== ground.dataDirectory) rmSync(socketDirectory, { recursive: true, force: true });
  if (ended === undefined) return 'it is still recovering';
  const said = readFileSync(logPath).subarray(logFrom).toString().trim().split('\n').slice(-8).join('\n');
  return said === '' ? ended : `${ended}\n${said}`;
}

/** Detached: it gets no Ctrl-C of ours, and outlives a crash of ours without losing anything. */
function spawnServer(
  ground: Ground,
  socketDirectory: string,
  wanted: Readonly<Record<string, string>>,
  logPath: string,
): ChildProcess {
  const { binaries, dataDirectory, user } = ground;
  const options = Object.entries(wanted).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const oversized = (statSync(logPath, { throwIfNoEntry: false })?.size ?? 0) > 1_048_576;
  const log = openSync(logPath, oversized ? 'w' : 'a', 0o600);
  try {
    const child = spawn(
      binaries.postgres,
      ['-D', dataDirectory, '-k', socketDirectory, '-p', String(port), ...options],
      {
        cwd: dataDirectory,
        detached: true,
        stdio: ['ignore', log, log],
        env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
        ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }),
      },
    );
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}
