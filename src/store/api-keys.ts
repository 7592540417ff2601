import { createHash, randomBytes } from 'node:crypto';

import { sql, type Selectable } from 'kysely';

import type { Log } from '../engine/ports.ts';
import type { Database } from './database.ts';
import { newId } from './ids.ts';
import type { ApiKey, ApiKeyScope, NewApiKey } from './store.ts';
import type { ApiKeysTable } from './tables.ts';

const scopes: readonly ApiKeyScope[] = ['read', 'write', 'manage'];
const secretPattern = /^pb_live_[A-Za-z0-9_-]{43}$/;
const columns = [
  'id',
  'environment_id',
  'name',
  'prefix',
  'scopes',
  'created_at',
  'revoked_at',
  'last_used_at',
] as const;

/** Stores a new key and returns it with its secret, 256 random bits, which is kept nowhere. */
export async function createApiKey(
  db: Database,
  environmentId: string,
  wanted: NewApiKey,
): Promise<{ key: ApiKey; secret: string }> {
  const secret = `pb_live_${randomBytes(32).toString('base64url')}`;
  const row = await db
    .insertInto('api_keys')
    .values({
      id: newId('key'),
      environment_id: environmentId,
      name: wanted.name,
      prefix: secret.slice(0, 12),
      hash: hashOf(secret),
      scopes: [...(wanted.scopes ?? scopes)],
      revoked_at: null,
      last_used_at: null,
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
  return { key: toApiKey(row), secret };
}

/**
 * The live key with this secret. Looking up the hash of 256 random bits leaks nothing by its timing. When the use is
 * first seen for a minute it is noted; a database that cannot write at the moment does not stop reading.
 */
export async function verifyApiKey(db: Database, log: Log, secret: string): Promise<ApiKey | undefined> {
  if (!secretPattern.test(secret)) return undefined;
  const row = await db
    .selectFrom('api_keys')
    .select(columns)
    .select(sql<boolean>`last_used_at is null or last_used_at < now() - interval '1 minute'`.as('is_stale'))
    .where('hash', '=', hashOf(secret))
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (row.is_stale) await noteUse(db, log, row.id);
  return toApiKey(row);
}

/** Keys of the environment, newest first; revoked ones too. */
export async function listApiKeys(db: Database, environmentId: string): Promise<readonly ApiKey[]> {
  const rows = await db
    .selectFrom('api_keys')
    .select(columns)
    .where('environment_id', '=', environmentId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(toApiKey);
}

/** Ends a live key of the environment; false when there is none of this id. */
export async function revokeApiKey(db: Database, environmentId: string, keyId: string): Promise<boolean> {
  const result = await db
    .updateTable('api_keys')
    .set({ revoked_at: sql<Date>`now()` })
    .where('environment_id', '=', environmentId)
    .where('id', '=', keyId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

async function noteUse(db: Database, log: Log, keyId: string): Promise<void> {
  try {
    await db
      .updateTable('api_keys')
      .set({ last_used_at: sql<Date>`now()` })
      .where('id', '=', keyId)
      .execute();
  } catch (error) {
    log.warn({ key: keyId, reason: error instanceof Error ? error.message : 'unknown' }, 'use of an API key not noted');
  }
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

type Row = Pick<Selectable<ApiKeysTable>, (typeof columns)[number]>;

function toApiKey(row: Row): ApiKey {
  return {
    id: row.id,
    environmentId: row.environment_id,
    name: row.name,
    prefix: row.prefix,
    scopes: scopes.filter(scope => row.scopes.includes(scope)),
    createdAt: row.created_at.toISOString(),
    revokedAt: row.revoked_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  };
}
