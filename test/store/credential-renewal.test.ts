import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { StoredCredential } from '../../src/store/stored-credentials.ts';
import { createTestStore, type TestStore } from '../support/store.ts';

let house: TestStore;
let accountId: string;
beforeEach(async () => {
  house = await createTestStore();
  const account = await house.store.accounts.create(house.environment.id, {
    integration: 'acme',
    auth: 'oauth',
    settings: { team: 't1' },
    credentials: { bot: { properties: { access_token: 'a1', refresh_token: 'r1' } } },
  });
  accountId = account.id;
});
afterEach(() => house.end());

const read = (): Promise<StoredCredential> => house.store.credentials.read(accountId, 'bot');
const minute = 60_000;
/** Over within a test, but not before those who come early have been refused. */
const shortMs = 2_000;
const second = { properties: { access_token: 'a2' }, expiresInMs: minute };

describe('a stored credential', () => {
  it('comes with the facts that its access token is had by', async () => {
    expect(await read()).toEqual({
      environmentId: house.environment.id,
      accountId,
      name: 'bot',
      version: 1,
      integration: 'acme',
      auth: 'oauth',
      settings: { team: 't1' },
      properties: { access_token: 'a1', refresh_token: 'r1' },
      pauseMs: 0,
      isLeased: false,
    });
  });

  it('is replaced once by all who saw the same', async () => {
    const { credentials } = house.store;
    const seen = await read();
    const tries = Array.from({ length: 20 }, (_, index) =>
      credentials.replace(seen, 'p1', { properties: { access_token: `b${index}` } }),
    );
    expect((await Promise.all(tries)).filter(Boolean)).toEqual([true]);
    expect((await read()).version).toBe(2);
  });

  it('says how long it lives and was to live, by the clock of the database', async () => {
    const { credentials } = house.store;
    await credentials.replace(await read(), 'p1', second);
    await sleep(20);
    const { expiresInMs = 0, lifeMs } = await read();
    expect([lifeMs, expiresInMs < minute, expiresInMs > minute / 2]).toEqual([minute, true, true]);
    await credentials.replace(await read(), 'p1', { properties: { access_token: 'a3' } });
    expect(Object.keys(await read())).not.toContain('expiresInMs');
  });
});

describe('the lease on renewing a credential', () => {
  it('is had by one of many, and given back with the renewed credential', async () => {
    const { credentials } = house.store;
    const seen = await read();
    const tries = Array.from({ length: 20 }, (_, index) => credentials.claim(seen, `p${index}`, minute));
    const won = (await Promise.all(tries)).indexOf(true);
    const during = await read();
    const isStored = await credentials.replace(seen, `p${won}`, second);
    const after = await read();
    const isHadAgain = await credentials.claim(after, 'next', minute);
    expect([during.isLeased, isStored, after.isLeased, isHadAgain]).toEqual([true, true, false, true]);
    expect(await credentials.claim(seen, 'late', minute)).toBe(false);
  });

  it('keeps others from writing, and from claiming, until it runs out', async () => {
    const { credentials } = house.store;
    const seen = await read();
    await credentials.claim(seen, 'p1', shortMs);
    const early = [await credentials.claim(seen, 'p2', minute), await credentials.replace(seen, 'p2', second)];
    await sleep(shortMs);
    const late = await credentials.claim(seen, 'p2', minute);
    const overdue = await credentials.replace(seen, 'p1', second);
    const current = await credentials.replace(seen, 'p2', second);
    expect([early, late, overdue, current]).toEqual([[false, false], true, false, true]);
  });

  it('is had again by nobody before the pause after a failure is over', async () => {
    const { credentials } = house.store;
    const seen = await read();
    await credentials.claim(seen, 'p1', minute);
    await credentials.release(seen, 'p2', shortMs);
    const stillLeased = (await read()).isLeased;
    await credentials.release(seen, 'p1', shortMs);
    const { pauseMs, isLeased } = await read();
    const early = await credentials.claim(seen, 'p2', minute);
    await sleep(shortMs);
    const late = await credentials.claim(seen, 'p2', minute);
    expect([stillLeased, isLeased, pauseMs > 0, early, late]).toEqual([true, false, true, false, true]);
  });
});

describe('an account whose credential is refused', () => {
  it('is marked unless the credential was replaced meanwhile', async () => {
    const { credentials, accounts } = house.store;
    const seen = await read();
    await credentials.replace(seen, 'p1', second);
    const late = await credentials.refuse(seen, 'too late');
    const before = await accounts.get(house.environment.id, accountId);
    const noted = await credentials.refuse(await read(), 'it was refused');
    const after = await accounts.get(house.environment.id, accountId);
    expect([late, before?.status, noted, after?.status, after?.statusReason]).toEqual([
      false,
      'active',
      true,
      'needs_reauth',
      'it was refused',
    ]);
    await expect(read()).rejects.toMatchObject({ code: 'ACCOUNT_NEEDS_REAUTH' });
  });

  it('is touched by no one who names another environment', async () => {
    const { credentials } = house.store;
    const foreign = { ...(await read()), environmentId: 'env_other' };
    const outcomes = [
      await credentials.claim(foreign, 'p1', minute),
      await credentials.replace(foreign, 'p1', second),
      await credentials.refuse(foreign, 'x'),
    ];
    expect([outcomes, await read()]).toMatchObject([[false, false, false], { version: 1, isLeased: false }]);
  });
});
