import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openDatabase } from '../../src/store/database.ts';
import { migrateStore } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/migrations.ts';
import { silentLog as log } from '../support/log.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

/** Every one that ships, in order. */
const names = Object.keys(migrations);

let empty: TestDatabase;
let migrated: TestDatabase;
beforeAll(async () => {
  empty = await createTestDatabase({ content: 'empty' });
  migrated = await createTestDatabase();
});
afterAll(async () => {
  await empty.drop();
  await migrated.drop();
});

describe('migrateStore', () => {
  it('runs each migration once, though four processes start together', async () => {
    const { connection } = empty;
    const ran = await Promise.all([1, 2, 3, 4].map(() => migrateStore({ connection, log })));
    expect(ran.flat().sort()).toEqual(names);
    const db = openDatabase({ connection, log });
    const { rows } = await sql<{ name: string }>`select name from patchbay.environments`.execute(db);
    await db.destroy();
    expect(rows).toEqual([{ name: 'default' }]);
  });

  it('leaves nothing of a run in which one migration fails', async () => {
    const { connection } = migrated;
    const good = {
      up: (db: Kysely<unknown>) => sql`create table patchbay.half (id int)`.execute(db).then(() => undefined),
    };
    const bad = { up: (db: Kysely<unknown>) => sql`select 1/0`.execute(db).then(() => undefined) };
    const next = { ...migrations, '9001-good': good, '9002-bad': bad };
    await expect(migrateStore({ connection, log, migrations: next })).rejects.toThrow('division by zero');
    const db = openDatabase({ connection, log });
    const { rows } = await sql<{ half: string | null }>`select to_regclass('patchbay.half')::text as half`.execute(db);
    await db.destroy();
    expect(rows).toEqual([{ half: null }]);
  });

  it('refuses a database that a newer version wrote', async () => {
    const { connection } = migrated;
    const next = { ...migrations, '9001-newer': { up: () => Promise.resolve() } };
    expect(await migrateStore({ connection, log, migrations: next })).toEqual(['9001-newer']);
    await expect(migrateStore({ connection, log })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message:
        'The database holds the migration "9001-newer", which this version does not know: it was written by a newer ' +
        'version. Start that version, or restore a backup from before the upgrade.',
    });
  });
});
