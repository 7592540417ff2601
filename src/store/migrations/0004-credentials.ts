import { sql, type Kysely } from 'kysely';

/** The data key of each account, wrapped by a master key, and the credentials encrypted with it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table patchbay.data_keys (
      environment_id text not null,
      account_id text not null,
      wrapped bytea not null,
      master_key_version integer not null,
      primary key (account_id),
      foreign key (environment_id, account_id)
        references patchbay.integrated_accounts (environment_id, id) on delete cascade
    )`.execute(db);
  await sql`create index on patchbay.data_keys (master_key_version)`.execute(db);
  await sql`
    create table patchbay.credentials (
      environment_id text not null,
      account_id text not null,
      name text not null,
      ciphertext bytea not null,
      version integer not null default 1,
      expires_at timestamptz(3),
      updated_at timestamptz(3) not null default now(),
      primary key (account_id, name),
      foreign key (environment_id, account_id)
        references patchbay.integrated_accounts (environment_id, id) on delete cascade
    )`.execute(db);
}
