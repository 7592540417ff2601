import { sql, type Kysely } from 'kysely';

/**
 * Linked accounts. `timestamptz(3)`: what is read as milliseconds is exactly what is stored, so a page can go on from it.
 * The pair (environment_id, id) is unique for the tables that refer to it: a row of theirs cannot name a foreign environment.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table patchbay.integrated_accounts (
      id text primary key,
      environment_id text not null references patchbay.environments (id),
      integration text not null,
      tenant_id text,
      metadata jsonb not null default '{}',
      label text,
      external_ids text[] not null default '{}',
      settings jsonb not null default '{}',
      status text not null default 'active' check (status in ('active', 'needs_reauth')),
      status_reason text,
      auth text not null,
      version integer not null default 1,
      created_at timestamptz(3) not null default now(),
      updated_at timestamptz(3) not null default now(),
      unique (environment_id, id)
    )`.execute(db);
  await sql`
    create index on patchbay.integrated_accounts (environment_id, created_at desc, id desc)`.execute(db);
  await sql`
    create index on patchbay.integrated_accounts (environment_id, tenant_id, created_at desc, id desc)`.execute(db);
  await sql`
    create index on patchbay.integrated_accounts using gin (metadata jsonb_path_ops)`.execute(db);
  await sql`
    create index on patchbay.integrated_accounts using gin (external_ids)`.execute(db);
}
