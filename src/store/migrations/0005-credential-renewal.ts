import { sql, type Kysely } from 'kysely';

/**
 * Who is renewing a credential at the moment, until when nobody else may, and before when nobody should after a failure.
 * Beside the credential itself, so that one statement sees or changes both.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table patchbay.credentials
      add column lease_owner text,
      add column lease_until timestamptz(3),
      add column retry_at timestamptz(3),
      add check ((lease_owner is null) = (lease_until is null))`.execute(db);
}
