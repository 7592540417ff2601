import { sql, type Transaction } from 'kysely';

import type { Database } from './database.ts';
import { newId } from './ids.ts';
import type { AccountPage, AccountQuery, NewAccount, StoredAccount } from './store.ts';
import type { Tables } from './tables.ts';
import { decodeCursor, encodeCursor } from './account-cursor.ts';
import { accountColumns, toAccount } from './account-row.ts';

/** Writes the account's row; the credentials follow in the same transaction. */
export async function insertAccount(
  trx: Transaction<Tables>,
  environmentId: string,
  account: NewAccount,
): Promise<StoredAccount> {
  const row = await trx
    .insertInto('integrated_accounts')
    .values({
      id: newId('acc'),
      environment_id: environmentId,
      integration: account.integration,
      tenant_id: account.tenantId ?? null,
      metadata: JSON.stringify(account.metadata ?? {}),
      label: account.label ?? null,
      external_ids: [...(account.externalIds ?? [])],
      settings: JSON.stringify(account.settings ?? {}),
      status_reason: null,
      auth: account.auth,
    })
    .returning(accountColumns)
    .executeTakeFirstOrThrow();
  return toAccount({ ...row, credentials: Object.keys(account.credentials).sort() });
}

/** The account with this id, in this environment. */
export async function getAccount(
  db: Database,
  environmentId: string,
  accountId: string,
): Promise<StoredAccount | undefined> {
  const row = await selectAccounts(db, environmentId).where('id', '=', accountId).executeTakeFirst();
  return row === undefined ? undefined : toAccount(row);
}

/** One page of the environment's accounts, newest first. */
export async function listAccounts(db: Database, environmentId: string, query: AccountQuery): Promise<AccountPage> {
  let select = selectAccounts(db, environmentId);
  if (query.tenantId !== undefined) select = select.where('tenant_id', '=', query.tenantId);
  if (query.integration !== undefined) select = select.where('integration', '=', query.integration);
  for (const [key, value] of Object.entries(query.metadata ?? {})) {
    const candidates = spelledValues(value).map(spelled => JSON.stringify({ [key]: spelled }));
    select = select.where(eb => eb.or(candidates.map(json => sql<boolean>`metadata @> ${json}::jsonb`)));
  }
  if (query.cursor !== undefined) {
    const after = decodeCursor(query.cursor);
    select = select.where(sql<boolean>`(created_at, id) < (${after.createdAt}::timestamptz, ${after.id})`);
  }
  const rows = await select
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute();
  const accounts = rows.slice(0, query.limit).map(toAccount);
  const last = accounts.at(-1);
  return { accounts, nextCursor: rows.length > query.limit && last !== undefined ? encodeCursor(last) : null };
}

/** Deletes the account and, with it, its data key and credentials. */
export async function deleteAccount(db: Database, environmentId: string, accountId: string): Promise<boolean> {
  const result = await db
    .deleteFrom('integrated_accounts')
    .where('environment_id', '=', environmentId)
    .where('id', '=', accountId)
    .executeTakeFirst();
  return result.numDeletedRows === 1n;
}

/** Notes that the account has to be linked again; false when it was noted before, or is gone. */
export async function markNeedsReauth(
  db: Database,
  environmentId: string,
  accountId: string,
  reason: string,
): Promise<boolean> {
  const result = await db
    .updateTable('integrated_accounts')
    .set({
      status: 'needs_reauth',
      status_reason: reason,
      version: eb => eb('version', '+', 1),
      updated_at: sql<Date>`now()`,
    })
    .where('environment_id', '=', environmentId)
    .where('id', '=', accountId)
    .where('status', '<>', 'needs_reauth')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

function selectAccounts(db: Database, environmentId: string) {
  return db
    .selectFrom('integrated_accounts')
    .select(accountColumns)
    .select(eb =>
      eb
        .selectFrom('credentials')
        .whereRef('credentials.account_id', '=', 'integrated_accounts.id')
        .select(sql<string[]>`coalesce(array_agg(credentials.name order by credentials.name), '{}')`.as('names'))
        .$asScalar()
        .$notNull()
        .as('credentials'),
    )
    .where('environment_id', '=', environmentId);
}

/** A query string has only text; `3` also finds the number 3, and `true` the boolean. */
function spelledValues(value: string): readonly (string | number | boolean)[] {
  if (value === 'true' || value === 'false') return [value, value === 'true'];
  const number = Number(value);
  return value.trim() !== '' && Number.isFinite(number) ? [value, number] : [value];
}
