import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';

import type { Log } from '../engine/ports.ts';
import { clientConfig, type StoreConnection } from './connection.ts';
import { storeError } from './unavailable.ts';

/** One piece of work (a query or a transaction) has its answer, or its STORE_UNAVAILABLE, within this. */
const workMs = 1_900;
/** Of which getting a connection, or one's turn at one, may take this. */
const connectMs = 1_500;

export interface PoolOptions {
  readonly connection: StoreConnection;
  readonly log: Log;
  /** Connections at most; default 10. */
  readonly max?: number;
  /** Default 1,900 ms: the caller gets an answer within two seconds. Migrations may take longer. */
  readonly workMs?: number;
}

/**
 * A pool for Kysely that no failing connection can crash or poison: a connection that failed or was too slow is thrown
 * away, and whatever ends it is reported as STORE_UNAVAILABLE. It recovers by itself, because it connects when it is asked.
 */
export function createPool(options: PoolOptions): PostgresPool {
  const { connection, log } = options;
  const totalMs = options.workMs ?? workMs;
  const pool = new pg.Pool({
    ...clientConfig(connection),
    max: options.max ?? 10,
    connectionTimeoutMillis: Math.min(connectMs, totalMs),
    idleTimeoutMillis: 30_000,
  });
  pool.on('error', error => log.warn({ reason: error.message }, 'idle database connection lost'));
  // A connection that dies between two statements of a transaction has no other listener, and would end the process.
  pool.on('connect', client => client.on('error', () => undefined));
  return {
    connect: async () => {
      const untilMs = performance.now() + totalMs;
      try {
        return boundedClient(await pool.connect(), untilMs);
      } catch (error) {
        throw storeError(error);
      }
    },
    end: () => pool.end(),
  };
}

function boundedClient(client: pg.PoolClient, untilMs: number): PostgresPoolClient {
  let failed: unknown;
  const run = async (text: string, values: readonly unknown[]) => {
    // After a failure nothing more is sent (a rollback would wait for the same dead peer): the connection is closed instead.
    if (failed !== undefined) throw failed;
    const query_timeout = Math.max(1, Math.ceil(untilMs - performance.now()));
    try {
      return await client.query({ text, values: [...values], query_timeout } as pg.QueryConfig);
    } catch (error) {
      const known = storeError(error);
      if (known !== error) failed = known;
      throw known;
    }
  };
  return {
    // Kysely's type also covers cursors, which nothing here uses.
    query: run as unknown as PostgresPoolClient['query'],
    release: () => client.release(failed !== undefined),
  };
}
