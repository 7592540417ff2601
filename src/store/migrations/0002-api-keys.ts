import { sql, type Kysely } from 'kysely';

/** API keys; the secret itself is never stored. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table patchbay.api_keys (
      id text primary key,
      environment_id text not null references patchbay.environments (id),
      name text not null,
      prefix text not null,
      hash bytea not null unique check (octet_length(hash) = 32),
      scopes text[] not null,
      created_at timestamptz(3) not null default now(),
      revoked_at timestamptz(3),
      last_used_at timestamptz(3)
    )`.execute(db);
  await sql`create index on patchbay.api_keys (environment_id, created_at desc)`.execute(db);
}
