import { createStore } from '../../src/store/create-store.ts';
import { parseMasterKeys, type MasterKeys } from '../../src/store/master-keys.ts';
import type { Environment, Store } from '../../src/store/store.ts';
import { silentLog } from './log.ts';
import { createTestDatabase, type TestDatabase } from './postgres.ts';

/** Random bytes, fixed, of no other use. */
export const testKeys = {
  v1: 'v1:Ks0V6yBGqEnq3oWmgXzmvR5Jw0pY2lJH7bRrE0dfk2A=',
  v2: 'v2:m3hT0aXo1vYB8Zr6S5cQpUe4gWd9fLk2HjN7xRyCiEw=',
};

/** A store on a database of its own. */
export interface TestStore {
  readonly store: Store;
  readonly database: TestDatabase;
  readonly environment: Environment;
  readonly masterKeys: MasterKeys;
  /** Closes the store and removes the database. */
  end(): Promise<void>;
}

/** Opens a store on a new, migrated database. */
export async function createTestStore(options: { masterKey?: string } = {}): Promise<TestStore> {
  const database = await createTestDatabase();
  const masterKeys = parseMasterKeys(options.masterKey ?? testKeys.v1, 'test');
  const store = await createStore({ connection: database.connection, masterKeys, log: silentLog });
  return {
    store,
    database,
    environment: await store.environments.default(),
    masterKeys,
    end: async () => {
      await store.close();
      await database.drop();
    },
  };
}
