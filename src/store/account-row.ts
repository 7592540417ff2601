import type { Selectable } from 'kysely';

import type { StoredAccount } from './store.ts';
import type { IntegratedAccountsTable } from './tables.ts';

/** What is read of an account's row. */
export const accountColumns = [
  'id',
  'environment_id',
  'integration',
  'tenant_id',
  'metadata',
  'label',
  'external_ids',
  'settings',
  'status',
  'status_reason',
  'auth',
  'version',
  'created_at',
  'updated_at',
] as const;

type Row = Pick<Selectable<IntegratedAccountsTable>, (typeof accountColumns)[number]>;

/** A row and the names of the account's credentials, as the rest of the house knows an account. */
export function toAccount(row: Row & { readonly credentials: readonly string[] }): StoredAccount {
  return {
    id: row.id,
    environmentId: row.environment_id,
    integration: row.integration,
    tenantId: row.tenant_id,
    // Written by `insertAccount` from this very type; the column's own type is any JSON object.
    metadata: row.metadata as StoredAccount['metadata'],
    label: row.label,
    externalIds: row.external_ids,
    settings: row.settings,
    status: row.status === 'active' ? 'active' : 'needs_reauth',
    statusReason: row.status_reason,
    auth: row.auth,
    credentials: row.credentials,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
