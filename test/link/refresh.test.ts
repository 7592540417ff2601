import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { StoredAccount } from '../../src/store/store.ts';
import { recordingLog } from '../support/log.ts';
import { createTestStore, type TestStore } from '../support/store.ts';
import { loadAcme } from './support/acme.ts';
import { setTimes, storeAccount } from './support/accounts.ts';
import { startFakeAcme, type FakeAcme } from './support/fake-acme.ts';
import { openHouse, testApp, type House } from './support/house.ts';

const rooms = {
  kind: 'page',
  records: [{ id: 'r1', name: 'Lobby' }],
  nextCursor: null,
  prevCursor: null,
  warnings: [],
};
const catalogue = loadAcme();
const log = recordingLog();
let test: TestStore;
let acme: FakeAcme;
let house: House;
beforeAll(async () => {
  test = await createTestStore();
});
afterAll(() => test.end());
beforeEach(async () => {
  acme = await startFakeAcme();
  house = openHouse({ catalogue, store: test.store, dial: acme.dial, log });
});
afterEach(async () => {
  await house.close();
  await acme.close();
});

const linked = (): Promise<StoredAccount> => storeAccount(test, { properties: { ...acme.families.begin() } });
const expire = (account: StoredAccount) =>
  setTimes(test.database.connection, account.id, { lifeSeconds: 3_600, leftSeconds: -1 });
const stored = (account: StoredAccount) => test.store.credentials.read(account.id, 'bot');
const statusOf = async ({ id }: StoredAccount) => {
  const account = await test.store.accounts.get(test.environment.id, id);
  return [account?.status, account?.statusReason];
};

describe('a token that has expired', () => {
  it('is renewed once for 200 calls at the same time, and stored before it is used', async () => {
    const account = await linked();
    const before = await stored(account);
    await expire(account);
    acme.families.expireAll();
    acme.latencyMs = 300;
    const answers = await Promise.all(Array.from({ length: 200 }, () => house.list(account)));
    const after = await stored(account);
    expect(new Set(answers.map(answer => JSON.stringify(answer)))).toEqual(new Set([JSON.stringify(rooms)]));
    expect(acme.asked).toEqual([
      {
        path: '/token',
        form: { grant_type: 'refresh_token', refresh_token: before.properties['refresh_token'], ...testApp },
      },
    ]);
    expect(new Set(acme.called.map(({ token }) => token))).toEqual(new Set([after.properties['access_token']]));
    expect(acme.called.length).toBe(200);
    expect([before.version, after.version, acme.families.reuses]).toEqual([1, 2, 0]);
  });

  it('is renewed a little before it expires, and not earlier', async () => {
    const account = await linked();
    await setTimes(test.database.connection, account.id, { lifeSeconds: 3_600, leftSeconds: 330 });
    await house.list(account);
    const early = acme.asked.length;
    await setTimes(test.database.connection, account.id, { lifeSeconds: 3_600, leftSeconds: 270 });
    await house.list(account);
    expect([early, acme.asked.length]).toEqual([0, 1]);
  });

  it('is not renewed for what was remembered of it before another process renewed it', async () => {
    const account = await linked();
    await expire(account);
    const remembered = await stored(account);
    acme.families.expireAll();
    await house.list(account);
    const { credentials } = test.store;
    const late = openHouse({
      catalogue,
      store: { ...test.store, credentials: { ...credentials, recall: () => Promise.resolve(remembered) } },
      dial: acme.dial,
      log,
    });
    expect(await late.list(account)).toEqual(rooms);
    await late.close();
    expect([acme.asked.length, acme.families.reuses]).toEqual([1, 0]);
    expect(acme.called.at(-1)?.token).toBe((await stored(account)).properties['access_token']);
  });

  it('is renewed once for a call though the new one has all but expired when it comes', async () => {
    const account = await linked();
    await expire(account);
    acme.expiresIn = 0.1;
    acme.latencyMs = 200;
    expect([await house.list(account), acme.asked.length]).toEqual([rooms, 1]);
  });

  it('keeps its refresh token when the answer brings none', async () => {
    const account = await linked();
    const before = await stored(account);
    await expire(account);
    const { access_token } = acme.families.begin();
    acme.answer = () => ({ status: 200, body: { access_token, expires_in: '7200' } });
    await house.list(account);
    const after = await stored(account);
    expect(after.properties).toEqual({ access_token, refresh_token: before.properties['refresh_token'] });
    expect([Math.round((after.expiresInMs ?? 0) / 60_000), Math.round((after.lifeMs ?? 0) / 60_000)]).toEqual([
      120, 120,
    ]);
  });

  it('is handed out as it is where it cannot be renewed', async () => {
    const { access_token } = acme.families.begin();
    const without = await storeAccount(test, { properties: { access_token } });
    const unrenewed = await storeAccount(test, { properties: { ...acme.families.begin() } }, { auth: 'unrenewed' });
    await expire(without);
    await expire(unrenewed);
    expect([await house.list(without), await house.list(unrenewed), acme.asked]).toEqual([rooms, rooms, []]);
  });
});

describe('a token that the provider no longer takes', () => {
  it('is renewed once for all calls, and each call is sent once more, a write too', async () => {
    const account = await linked();
    acme.families.expireAll();
    acme.latencyMs = 200;
    const [created, ...listed] = await Promise.all([
      house.create(account, { name: 'Lobby' }),
      ...Array.from({ length: 49 }, () => house.list(account)),
    ]);
    expect(created).toEqual({ kind: 'single', record: { id: 'r1', name: 'Lobby' }, warnings: [] });
    expect(new Set(listed.map(answer => JSON.stringify(answer)))).toEqual(new Set([JSON.stringify(rooms)]));
    expect([acme.asked.length, acme.called.length, acme.families.reuses]).toEqual([1, 100, 0]);
  });

  it('is given up when the new one is not taken either: the account has to be linked again', async () => {
    const account = await linked();
    acme.apiError = 'token_expired';
    await expect(house.list(account)).rejects.toMatchObject({ code: 'PROVIDER_UNAUTHORIZED' });
    expect([acme.asked.length, acme.called.length]).toEqual([1, 2]);
    expect(await statusOf(account)).toEqual(['needs_reauth', 'the provider refused "bot" (token_expired)']);
    await expect(house.list(account)).rejects.toMatchObject({ code: 'ACCOUNT_NEEDS_REAUTH' });
    expect([acme.asked.length, acme.called.length]).toEqual([1, 2]);
  });

  it('says nothing about the one that replaced it while the call was under way', async () => {
    const account = await linked();
    const old = await stored(account);
    await house.link.credentials.renew(account.id, 'bot', old.properties);
    await house.link.credentials.refused(account.id, 'bot', old.properties, 'token_revoked');
    expect(await statusOf(account)).toEqual(['active', null]);
  });

  it('brings the account down at once where there is nothing to renew it with', async () => {
    const account = await storeAccount(test, { properties: { access_token: 'canary-dead' } }, { auth: 'token' });
    await expect(house.list(account)).rejects.toMatchObject({ code: 'PROVIDER_UNAUTHORIZED' });
    expect([acme.asked, acme.called.length]).toEqual([[], 1]);
    expect(await statusOf(account)).toEqual(['needs_reauth', 'the provider refused "bot" (token_expired)']);
  });
});
