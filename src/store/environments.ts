import { PatchbayError } from '../errors.ts';
import type { Database } from './database.ts';
import type { Environment } from './store.ts';

/** The environment the first migration made. */
export async function defaultEnvironment(db: Database): Promise<Environment> {
  const row = await db
    .selectFrom('environments')
    .select(['id', 'name'])
    .where('name', '=', 'default')
    .executeTakeFirst();
  if (row === undefined) throw new PatchbayError('INTERNAL', 'The default environment is missing from the database.');
  return row;
}
