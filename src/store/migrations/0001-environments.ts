import { sql, type Kysely } from 'kysely';

/** Environments, and the one every installation has. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table patchbay.environments (
      id text primary key,
      name text not null unique,
      created_at timestamptz(3) not null default now()
    )`.execute(db);
  await sql`
    insert into patchbay.environments (id, name)
    values ('env_' || replace(gen_random_uuid()::text, '-', ''), 'default')`.execute(db);
}
