// A process of its own that makes calls when it is told to: `caller.ts <options as JSON>`, driven over IPC.
import { createStore } from '../../../src/store/create-store.ts';
import type { StoreConnection } from '../../../src/store/connection.ts';
import { parseMasterKeys } from '../../../src/store/master-keys.ts';
import type { StoredAccount } from '../../../src/store/store.ts';
import type { LinkLimits } from '../../../src/link/link-ports.ts';
import { PatchbayError } from '../../../src/errors.ts';
import { silentLog } from '../../support/log.ts';
import { testKeys } from '../../support/store.ts';
import { loadAcme } from './acme.ts';
import { openHouse } from './house.ts';

interface CallerOptions {
  readonly connection: StoreConnection;
  readonly dial: string;
  readonly account: StoredAccount;
  readonly limits: Partial<LinkLimits>;
}

// Written by the test that starts this.
const { connection, dial, account, limits } = JSON.parse(process.argv[2] ?? '{}') as CallerOptions;
const store = await createStore({ connection, masterKeys: parseMasterKeys(testKeys.v1, 'test'), log: silentLog });
const house = openHouse({ catalogue: loadAcme(), store, dial, log: silentLog, limits });

const outcome = () =>
  house.list(account).then(
    () => 'served',
    (error: unknown) => (error instanceof PatchbayError ? error.code : String(error)),
  );

process.on('message', (message: unknown) => {
  const outcomes = Promise.all(Array.from({ length: Number(message) }, outcome));
  void outcomes.then(all => process.send?.([...new Set(all)]));
});
process.on('disconnect', () => {
  void house.close().then(() => store.close());
});
process.send?.('ready');
