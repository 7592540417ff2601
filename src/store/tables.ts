import type { ColumnType, Generated } from 'kysely';

/** Schema of the database everything of ours lives in, so that a shared database is no danger to anyone. */
export const schemaName = 'patchbay';

/** What each table holds, as the driver reads and writes it. */
export interface Tables {
  environments: EnvironmentsTable;
  api_keys: ApiKeysTable;
  integrated_accounts: IntegratedAccountsTable;
  data_keys: DataKeysTable;
  credentials: CredentialsTable;
}

/** Set by the database when the row is made, never changed. */
type Stamp = ColumnType<Date, never, never>;

export interface EnvironmentsTable {
  id: string;
  name: string;
  created_at: Stamp;
}

export interface ApiKeysTable {
  id: string;
  environment_id: string;
  name: string;
  prefix: string;
  /** SHA-256 of the whole secret. */
  hash: Buffer;
  scopes: string[];
  created_at: Stamp;
  revoked_at: Date | null;
  last_used_at: Date | null;
}

export interface IntegratedAccountsTable {
  id: string;
  environment_id: string;
  integration: string;
  tenant_id: string | null;
  metadata: JsonColumn;
  label: string | null;
  external_ids: string[];
  settings: JsonColumn;
  status: Generated<string>;
  status_reason: string | null;
  auth: string;
  version: Generated<number>;
  created_at: Stamp;
  updated_at: ColumnType<Date, never, Date>;
}

/** One data key per account; everything secret of the account is encrypted with it. */
export interface DataKeysTable {
  environment_id: string;
  account_id: string;
  wrapped: Buffer;
  master_key_version: number;
}

export interface CredentialsTable {
  environment_id: string;
  account_id: string;
  name: string;
  ciphertext: Buffer;
  version: Generated<number>;
  expires_at: ColumnType<Date | null, string | null, Date | null>;
  updated_at: ColumnType<Date, never, Date>;
  /** Who renews it; both or neither are set. */
  lease_owner: ColumnType<string | null, never, string | null>;
  lease_until: ColumnType<Date | null, never, Date | null>;
  /** After a failure: nobody tries again before. */
  retry_at: ColumnType<Date | null, never, Date | null>;
}

/** Parsed when read, written as text: the driver would write a JavaScript array as a PostgreSQL one. */
type JsonColumn = ColumnType<Record<string, unknown>, string, string>;
