import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createStore } from '../../src/store/create-store.ts';
import { openDatabase, type Database } from '../../src/store/database.ts';
import { parseMasterKeys } from '../../src/store/master-keys.ts';
import type { Store } from '../../src/store/store.ts';
import { silentLog } from '../support/log.ts';
import { createTestStore, testKeys, type TestStore } from '../support/store.ts';

let house: TestStore;
let raw: Database;
beforeEach(async () => {
  house = await createTestStore();
  raw = openDatabase({ connection: house.database.connection, log: silentLog });
});
afterEach(async () => {
  await raw.destroy();
  await house.end();
});

const link = async (token: string, store: Store = house.store): Promise<string> => {
  const { id } = await store.accounts.create(house.environment.id, {
    integration: 'acme',
    auth: 'oauth',
    credentials: {
      bot: { properties: { access_token: `bot-${token}`, refresh_token: `refresh-${token}` } },
      user: { properties: { access_token: `user-${token}` } },
    },
  });
  return id;
};
const propertiesOf = async (id: string, name: string, store: Store = house.store) =>
  (await store.credentials.read(id, name)).properties;

/** A few at a time, as a server would. */
const linkMany = async (count: number): Promise<string[]> => {
  const ids: string[] = [];
  while (ids.length < count) {
    const next = ids.length;
    ids.push(...(await Promise.all([0, 1, 2, 3, 4].map(step => link(String(next + step))))));
  }
  return ids;
};
const reopen = (masterKey: string): Promise<Store> =>
  createStore({
    connection: house.database.connection,
    masterKeys: parseMasterKeys(masterKey, 'test'),
    log: silentLog,
  });

describe('credentials', () => {
  it('come back by account and name', async () => {
    const id = await link('1');
    expect(await propertiesOf(id, 'bot')).toEqual({ access_token: 'bot-1', refresh_token: 'refresh-1' });
    expect(await propertiesOf(id, 'user')).toEqual({ access_token: 'user-1' });
    await expect(house.store.credentials.read(id, 'admin')).rejects.toMatchObject({
      code: 'ACCOUNT_NEEDS_REAUTH',
      message: `The account ${id} has to be linked again: it holds no credential named "admin". Link it again to go on.`,
    });
  });

  it('do not decrypt in another row: another name, another account, with or without its data key', async () => {
    const [one, two] = [await link('1'), await link('2')];
    const swap = (where: string) =>
      sql`update patchbay.credentials a set ciphertext = b.ciphertext from patchbay.credentials b where ${sql.raw(where)}`.execute(
        raw,
      );

    await swap(`a.account_id = '${one}' and b.account_id = '${one}' and a.name = 'bot' and b.name = 'user'`);
    await expect(house.store.credentials.read(one, 'bot')).rejects.toMatchObject({ code: 'INTERNAL' });

    await swap(`a.account_id = '${one}' and b.account_id = '${two}' and a.name = b.name`);
    await expect(house.store.credentials.read(one, 'user')).rejects.toMatchObject({ code: 'INTERNAL' });

    await sql`update patchbay.data_keys a set wrapped = b.wrapped from patchbay.data_keys b
      where a.account_id = ${one} and b.account_id = ${two}`.execute(raw);
    await expect(house.store.credentials.read(one, 'user')).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(await propertiesOf(two, 'user')).toEqual({ access_token: 'user-2' });
  });

  it('do not decrypt with a flipped bit, in the ciphertext or in the data key', async () => {
    const [one, two] = [await link('1'), await link('2')];
    await sql`update patchbay.credentials set ciphertext = set_bit(ciphertext, 300, 1 - get_bit(ciphertext, 300))
      where account_id = ${one}`.execute(raw);
    await sql`update patchbay.data_keys set wrapped = set_bit(wrapped, 300, 1 - get_bit(wrapped, 300))
      where account_id = ${two}`.execute(raw);
    await expect(house.store.credentials.read(one, 'bot')).rejects.toMatchObject({
      code: 'INTERNAL',
      message:
        `The stored secret credentials.ciphertext/bot of account ${one} does not decrypt: it was changed or moved in the ` +
        'database, or the master key is not the one it was encrypted with.',
    });
    await expect(house.store.credentials.read(two, 'bot')).rejects.toMatchObject({ code: 'INTERNAL' });
  });

  it('move with no account to another environment', async () => {
    const id = await link('1');
    await sql`insert into patchbay.environments (id, name) values ('env_other', 'other')`.execute(raw);
    const move = sql`update patchbay.integrated_accounts set environment_id = 'env_other' where id = ${id}`.execute(
      raw,
    );
    await expect(move).rejects.toThrow('foreign key');
  });
});

describe('master key rotation', () => {
  it('reads what older versions wrapped, wraps anew, and then does without the old version', async () => {
    const old = await link('1');
    const both = await reopen(`${testKeys.v2},${testKeys.v1}`);
    const fresh = await link('2', both);
    expect(await propertiesOf(old, 'bot', both)).toEqual({ access_token: 'bot-1', refresh_token: 'refresh-1' });
    expect(await both.rewrapDataKeys()).toBe(1);
    expect(await both.rewrapDataKeys()).toBe(0);
    await both.close();

    const onlyNew = await reopen(testKeys.v2);
    expect(await propertiesOf(old, 'user', onlyNew)).toEqual({ access_token: 'user-1' });
    expect(await propertiesOf(fresh, 'user', onlyNew)).toEqual({ access_token: 'user-2' });
    await onlyNew.close();
  });

  it('fails no call of a process that is restarted after others, where all knew the new key before one used it', async () => {
    const id = await link('1');
    // First every process learns to open what the new key wraps, then they begin to wrap with it.
    const last = await reopen(`${testKeys.v1},${testKeys.v2}`);
    const between = await link('2', last);
    const first = await reopen(`${testKeys.v2},${testKeys.v1}`);
    expect(await first.rewrapDataKeys()).toBe(2);
    const fresh = await link('3', first);
    const found = await Promise.all([id, between, fresh].map(one => propertiesOf(one, 'user', last)));
    expect(found.map(({ access_token: token }) => token)).toEqual(['user-1', 'user-2', 'user-3']);
    // It takes nothing back: two that wrap anew against each other would never end.
    expect(await last.rewrapDataKeys()).toBe(0);
    await Promise.all([last.close(), first.close()]);
  });

  it('fails no read while several processes wrap anew', async () => {
    const ids = await linkMany(120);
    const [first, second] = await Promise.all([
      reopen(`${testKeys.v2},${testKeys.v1}`),
      reopen(`${testKeys.v2},${testKeys.v1}`),
    ]);
    const rewrapping = Promise.all([first.rewrapDataKeys(), second.rewrapDataKeys()]);
    const before = await Promise.all(ids.slice(0, 60).map(id => first.credentials.read(id, 'user')));
    const after = await Promise.all(ids.slice(60).map(id => second.credentials.read(id, 'user')));
    const counts = await rewrapping;
    expect(new Set([...before, ...after].map(({ properties }) => properties.access_token)).size).toBe(120);
    expect((counts[0] ?? 0) + (counts[1] ?? 0)).toBe(120);
    await Promise.all([first.close(), second.close()]);
  });

  it('refuses to open a database with a missing or a wrong version', async () => {
    const id = await link('1');
    await expect(reopen(testKeys.v2)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message:
        'A stored secret was encrypted with version 1 of the master key, which is not configured. ' +
        'Add it to PATCHBAY_MASTER_KEY as "v1:<base64>".',
    });
    await expect(reopen(testKeys.v2.replace('v2', 'v1'))).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message:
        `The configured master key, version 1, is not the one this database was encrypted with (tried account ${id}). ` +
        'Give the key it was written with; without it the credentials are lost.',
    });
  });
});
