import type { Catalogue } from '../engine/definitions/catalogue.ts';
import type { StoredAccount } from '../store/store.ts';

/** An account as the API shows it: never a credential, and of its settings only those the definition calls public. */
export function toAccountReply(account: StoredAccount, catalogue: Catalogue): Record<string, unknown> {
  const settings = catalogue.integrations.get(account.integration)?.settings ?? {};
  const shown = Object.entries(account.settings).filter(
    ([name]) => Object.hasOwn(settings, name) && settings[name]?.secret === false,
  );
  return {
    id: account.id,
    integration: account.integration,
    tenant_id: account.tenantId,
    metadata: account.metadata,
    label: account.label,
    status: account.status,
    status_reason: account.statusReason,
    auth: account.auth,
    credentials: account.credentials,
    settings: Object.fromEntries(shown),
    external_ids: account.externalIds,
    created_at: account.createdAt,
    updated_at: account.updatedAt,
  };
}
