import { sql, type Kysely } from 'kysely';

/**
 * Whoever listens to `patchbay_changes` is told `<kind> <id>` of every key and account that is no longer what it was, by the
 * transaction that changed it. New rows are nobody's news: nothing that is not there is remembered.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function patchbay.tell_changed() returns trigger language plpgsql as $$
    begin
      perform pg_notify('patchbay_changes', tg_argv[0] || ' ' || old.id);
      return null;
    end $$`.execute(db);
  await sql`
    create function patchbay.tell_credential_changed() returns trigger language plpgsql as $$
    begin
      perform pg_notify('patchbay_changes', 'account ' || coalesce(new.account_id, old.account_id));
      return null;
    end $$`.execute(db);
  // That a key was used is noted once a minute, and changes nothing of what it opens.
  await sql`
    create trigger tell_changed after update of name, scopes, revoked_at or delete on patchbay.api_keys
      for each row execute function patchbay.tell_changed('key')`.execute(db);
  await sql`
    create trigger tell_changed after update or delete on patchbay.integrated_accounts
      for each row execute function patchbay.tell_changed('account')`.execute(db);
  await sql`
    create trigger tell_changed after insert or update or delete on patchbay.credentials
      for each row execute function patchbay.tell_credential_changed()`.execute(db);
}
