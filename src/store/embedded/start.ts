import { setTimeout as sleep } from 'node:timers/promises';

import type pg from 'pg';

import type { Log } from '../../engine/ports.ts';
import type { StoreConnection } from '../connection.ts';
import { claimPostmaster, databaseName } from './claim.ts';
import { ensureCluster, ownerRole } from './cluster.ts';
import { prepareGround, type Ground } from './ground.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { runPostmaster, stopPostmaster, type Postmaster } from './postmaster.ts';

export interface EmbeddedPostgresOptions {
  /** Made when missing; mode 700. */
  readonly dataDirectory: string;
  readonly log: Log;
  /** Further server settings. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  readonly connection: Extract<StoreConnection, { kind: 'socket' }>;
  /** Whether the server had outlived a process that was killed, and was taken over. */
  readonly adopted: boolean;
  /** Fast shutdown: connections are cut, everything committed is on disk. Calling it again waits for the same end. */
  stop(): Promise<void>;
}

/**
 * A real PostgreSQL of our own: no TCP, a Unix socket only we can reach, data that survives any crash of ours. The server
 * is a detached process; when it dies while we live it is started again.
 *
 * @throws PatchbayError CONFIG_INVALID: no binaries for this machine, a folder that cannot be used, another owner;
 *   STORE_UNAVAILABLE: it did not start, in its own words
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log, settings } = options;
  const ground = prepareGround(options);
  await ensureCluster(ground, log);
  const startedMs = performance.now();
  const held = await hold(ground, settings);
  const { pid, adopted, socketDirectory, port } = held.postmaster;
  log.info(
    {
      postmaster: pid,
      data: ground.dataDirectory,
      socket: socketDirectory,
      tookMs: Math.round(performance.now() - startedMs),
    },
    adopted ? 'running database adopted' : 'database started',
  );
  const keeper = keep(ground, held, options);
  return {
    connection: { kind: 'socket', directory: socketDirectory, port, user: ownerRole, database: databaseName },
    adopted,
    stop: keeper.stop,
  };
}

interface Held {
  readonly postmaster: Postmaster;
  readonly claim: pg.Client;
}

/** A server that is just being stopped by its last owner is waited for, then started anew. */
const handoverMs = 15_000;

async function hold(ground: Ground, settings?: Readonly<Record<string, string>>): Promise<Held> {
  const untilMs = performance.now() + handoverMs;
  for (;;) {
    const postmaster = await runPostmaster(ground, settings);
    try {
      return { postmaster, claim: await claimPostmaster(ground, postmaster) };
    } catch (error) {
      const file = readPostmasterFile(ground.dataDirectory);
      const isEnding = file?.pid !== postmaster.pid || file.status !== 'ready';
      if (!isEnding || performance.now() > untilMs) throw error;
    }
  }
}

/** Holds on to the server: when the claim is cut the server died, and is started again until somebody stops us. */
function keep(ground: Ground, first: Held, { log, settings }: EmbeddedPostgresOptions): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let held: Promise<Held> = Promise.resolve(first);
  let stopped: Promise<void> | undefined;

  const watch = (current: Held): Held => {
    current.claim.once('end', () => {
      if (stopping.signal.aborted) return;
      log.warn({ data: ground.dataDirectory }, 'database ended; starting it again');
      held = again();
      held.catch(() => undefined);
    });
    return current;
  };
  const again = async (): Promise<Held> => {
    for (let waitMs = 100; ; waitMs = Math.min(waitMs * 2, 5_000)) {
      try {
        const next = watch(await hold(ground, settings));
        log.info({ postmaster: next.postmaster.pid }, 'database runs again');
        return next;
      } catch (error) {
        log.error({ reason: error instanceof Error ? error.message : String(error) }, 'database does not start');
        await sleep(waitMs, undefined, { signal: stopping.signal });
      }
    }
  };
  watch(first);
  const end = async (): Promise<void> => {
    stopping.abort();
    const last = await held.catch(() => first);
    await last.claim.end().catch(() => undefined);
    await stopPostmaster(ground, last.postmaster);
    log.info({ postmaster: last.postmaster.pid }, 'database stopped');
  };
  return { stop: () => (stopped ??= end()) };
}
