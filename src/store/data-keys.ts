import { PatchbayError } from '../errors.ts';
import { dataKeyPlace } from './credentials.ts';
import type { Database } from './database.ts';
import { unwrapDataKey, wrapDataKey } from './envelope.ts';
import type { MasterKeys } from './master-keys.ts';

/**
 * Tries one stored data key of each master key version, so that a server with a missing or a wrong key does not start
 * and fail call by call.
 *
 * @throws PatchbayError CONFIG_INVALID
 */
export async function checkMasterKeys(db: Database, masterKeys: MasterKeys): Promise<void> {
  const samples = await db
    .selectFrom('data_keys')
    .distinctOn('master_key_version')
    .select(['environment_id', 'account_id', 'wrapped', 'master_key_version'])
    .orderBy('master_key_version')
    .execute();
  for (const sample of samples) {
    const place = dataKeyPlace({ environmentId: sample.environment_id, accountId: sample.account_id });
    const version = sample.master_key_version;
    try {
      unwrapDataKey(masterKeys, place, { wrapped: sample.wrapped, masterKeyVersion: version });
    } catch (error) {
      if (error instanceof PatchbayError && error.code === 'CONFIG_INVALID') throw error;
      throw new PatchbayError(
        'CONFIG_INVALID',
        `The configured master key, version ${version}, is not the one this database was encrypted with ` +
          `(tried account ${sample.account_id}). Give the key it was written with; without it the credentials are lost.`,
        { cause: error },
      );
    }
  }
}

const batchRows = 50;

/**
 * Wraps every data key anew that an older master key wrapped, a small transaction at a time. It may be stopped at any
 * point and run by several processes at once; reads go on, since both keys are live.
 *
 * @returns how many data keys were wrapped anew
 */
export async function rewrapDataKeys(db: Database, masterKeys: MasterKeys): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await rewrapBatch(db, masterKeys);
    if (count === 0) return total;
    total += count;
  }
}

function rewrapBatch(db: Database, masterKeys: MasterKeys): Promise<number> {
  return db.transaction().execute(async trx => {
    const rows = await trx
      .selectFrom('data_keys')
      .select(['environment_id', 'account_id', 'wrapped', 'master_key_version'])
      .where('master_key_version', '<', masterKeys.wrappingVersion)
      .limit(batchRows)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const row of rows) {
      const place = dataKeyPlace({ environmentId: row.environment_id, accountId: row.account_id });
      const dataKey = unwrapDataKey(masterKeys, place, {
        wrapped: row.wrapped,
        masterKeyVersion: row.master_key_version,
      });
      const { wrapped, masterKeyVersion } = wrapDataKey(masterKeys, place, dataKey);
      await trx
        .updateTable('data_keys')
        .set({ wrapped, master_key_version: masterKeyVersion })
        .where('environment_id', '=', row.environment_id)
        .where('account_id', '=', row.account_id)
        .execute();
    }
    return rows.length;
  });
}
