import { createHash } from 'node:crypto';

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openDatabase, type Database } from '../../src/store/database.ts';
import { silentLog } from '../support/log.ts';
import { createTestStore, type TestStore } from '../support/store.ts';

let house: TestStore;
let raw: Database;
beforeAll(async () => {
  house = await createTestStore();
  raw = openDatabase({ connection: house.database.connection, log: silentLog });
});
afterAll(async () => {
  await raw.destroy();
  await house.end();
});

describe('API keys', () => {
  it('are found by their secret, which is stored as its SHA-256 only', async () => {
    const { store, environment } = house;
    const { key, secret } = await store.keys.create(environment.id, { name: 'ci', scopes: ['read'] });
    expect(secret).toMatch(/^pb_live_[A-Za-z0-9_-]{43}$/);
    expect(key).toEqual({
      id: expect.stringMatching(/^key_[0-9a-z]{24}$/),
      environmentId: environment.id,
      name: 'ci',
      prefix: secret.slice(0, 12),
      scopes: ['read'],
      createdAt: expect.any(String),
      revokedAt: null,
      lastUsedAt: null,
    });
    expect(await store.keys.verify(secret)).toEqual(key);
    const { rows } = await sql<{ row: string; hash: Buffer }>`
      select k::text as row, hash from patchbay.api_keys k where id = ${key.id}`.execute(raw);
    expect(rows[0]?.hash).toEqual(createHash('sha256').update(secret).digest());
    expect(rows[0]?.row).not.toContain(secret.slice(12, 24));
  });

  it('have every scope unless told', async () => {
    const { key } = await house.store.keys.create(house.environment.id, { name: 'all' });
    expect(key.scopes).toEqual(['read', 'write', 'manage']);
  });

  it('note their use once a minute', async () => {
    const { store, environment } = house;
    const { key, secret } = await store.keys.create(environment.id, { name: 'used' });
    await store.keys.verify(secret);
    const noted = (await store.keys.verify(secret))?.lastUsedAt;
    expect(noted).toEqual(expect.stringMatching(/Z$/));
    expect((await store.keys.verify(secret))?.lastUsedAt).toBe(noted);
    await sql`update patchbay.api_keys set last_used_at = now() - interval '61 s' where id = ${key.id}`.execute(raw);
    await store.keys.verify(secret);
    expect(Date.parse((await store.keys.verify(secret))?.lastUsedAt ?? '')).toBeGreaterThanOrEqual(
      Date.parse(noted ?? ''),
    );
  });

  it('end when they are revoked, by their own environment only', async () => {
    const { store, environment } = house;
    const { key, secret } = await store.keys.create(environment.id, { name: 'gone' });
    expect(await store.keys.revoke('env_other', key.id)).toBe(false);
    expect(await store.keys.verify(secret)).toBeDefined();
    expect(await store.keys.revoke(environment.id, key.id)).toBe(true);
    expect(await store.keys.revoke(environment.id, key.id)).toBe(false);
    expect(await store.keys.verify(secret)).toBeUndefined();
    const listed = (await store.keys.list(environment.id)).find(({ id }) => id === key.id);
    expect(listed?.revokedAt).toEqual(expect.stringMatching(/Z$/));
    expect(await store.keys.list('env_other')).toEqual([]);
  });

  it.each(['', 'pb_live_', 'pb_live_' + 'a'.repeat(43), 'x'.repeat(100_000), "pb_live_' or true --"])(
    'are not found by %.20j',
    async secret => {
      expect(await house.store.keys.verify(secret)).toBeUndefined();
    },
  );
});
