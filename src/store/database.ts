import { Kysely, PostgresDialect } from 'kysely';

import { createPool, type PoolOptions } from './pool.ts';
import { schemaName, type Tables } from './tables.ts';

export type Database = Kysely<Tables>;

/** A query builder over a pool of its own; `destroy()` waits for what runs and closes it. */
export function openDatabase(options: PoolOptions): Database {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: createPool(options) }) }).withSchema(schemaName);
}
