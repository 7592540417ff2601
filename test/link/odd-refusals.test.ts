import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';

import { silentLog } from '../support/log.ts';
import { createTestStore, type TestStore } from '../support/store.ts';
import { storeAccount } from './support/accounts.ts';
import { loadAcme } from './support/acme.ts';
import { startFakeAcme, type FakeAcme } from './support/fake-acme.ts';
import { openHouse, type House } from './support/house.ts';

const catalogue = loadAcme(['[token_revoked]', '["token_revoked*"]']);
let test: TestStore;
let acme: FakeAcme;
let house: House;
beforeAll(async () => {
  test = await createTestStore();
});
afterAll(() => test.end());
beforeEach(async () => {
  acme = await startFakeAcme();
  house = openHouse({ catalogue, store: test.store, dial: acme.dial, log: silentLog });
});
afterEach(async () => {
  await house.close();
  await acme.close();
});

it.each([
  ['is endless', `token_revoked${'!'.repeat(100_000)}`, `token_revoked${'!'.repeat(187)}`],
  ['holds what the database cannot keep', 'token_revoked\u0000now', 'token_revoked now'],
])('an account is marked whatever its provider says to refuse it: a code that %s', async (_, code, kept) => {
  const account = await storeAccount(test, { properties: { access_token: 'token-1' } }, { auth: 'token' });
  acme.apiError = code;
  await expect(house.list(account)).rejects.toMatchObject({ code: 'PROVIDER_UNAUTHORIZED' });
  const marked = await test.store.accounts.get(test.environment.id, account.id);
  expect([marked?.status, marked?.statusReason]).toEqual(['needs_reauth', `the provider refused "bot" (${kept})`]);
});
