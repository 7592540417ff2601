import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { PatchbayError } from '../../src/errors.ts';
import type { StoredAccount } from '../../src/store/store.ts';
import { silentLog } from '../support/log.ts';
import { createTestStore, type TestStore } from '../support/store.ts';
import { loadAcme } from './support/acme.ts';
import { setTimes, storeAccount } from './support/accounts.ts';
import { startFakeAcme, type FakeAcme, type ScriptedAnswer } from './support/fake-acme.ts';
import { openHouse, type House, type HouseOptions } from './support/house.ts';

const catalogue = loadAcme();
let test: TestStore;
let acme: FakeAcme;
let house: House;
beforeAll(async () => {
  test = await createTestStore();
});
afterAll(() => test.end());
const open = (more: Partial<HouseOptions> = {}): House =>
  openHouse({ catalogue, store: test.store, dial: acme.dial, log: silentLog, ...more });
beforeEach(async () => {
  acme = await startFakeAcme();
  house = open();
});
afterEach(async () => {
  await house.close();
  await acme.close();
});

const linked = (): Promise<StoredAccount> => storeAccount(test, { properties: { ...acme.families.begin() } });
const expired = { lifeSeconds: 3_600, leftSeconds: -1 };
const dueSoon = { lifeSeconds: 3_600, leftSeconds: 120 };
const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: unknown) =>
      error instanceof PatchbayError ? [error.code, error.message, error.facts.retryAfterSeconds] : error,
  );
const statusOf = async ({ id }: StoredAccount) => (await test.store.accounts.get(test.environment.id, id))?.status;

/** What the endpoint answers, and how it is called in the error. */
const passing: readonly (readonly [string, ScriptedAnswer, string])[] = [
  ['a refusal in HTTP 200', { status: 200, body: { ok: false, error: 'internal_error' } }, 'HTTP 200 internal_error'],
  ['an error in HTTP 200', { status: 200, body: { error: 'slow_down', access_token: 'x' } }, 'HTTP 200 slow_down'],
  ['a page of a gateway', { status: 502, body: '<html>canary</html>' }, 'HTTP 502'],
  ['a page with HTTP 200', { status: 200, body: '<html>canary</html>' }, 'HTTP 200, not a JSON object'],
  ['an answer without a token', { status: 200, body: { ok: true } }, 'HTTP 200 without an access token'],
  ['an empty token', { status: 200, body: { access_token: '' } }, 'HTTP 200 without an access token'],
  ['a list', { status: 200, body: ['canary'] }, 'HTTP 200, not a JSON object'],
  ['a wrong client secret', { status: 401, body: { error: 'invalid_client' } }, 'HTTP 401 invalid_client'],
  ['a rate limit', { status: 429, body: { error: 'invalid_grant' } }, 'HTTP 429 invalid_grant'],
  ['a fault that names the grant', { status: 500, body: { error: 'invalid_grant' } }, 'HTTP 500 invalid_grant'],
  ['a redirect', { status: 302, body: {}, headers: { location: 'https://evil.example' } }, 'HTTP 302'],
  [
    'an error that is no code',
    { status: 400, body: { error: 'Bad <canary>', error_description: 'canary' } },
    'HTTP 400',
  ],
];

describe('a failure to renew a token that may pass', () => {
  it.each(passing)('is told as such, and the endpoint is left alone a while: %s', async (_, answer, reason) => {
    const account = await linked();
    await setTimes(test.database.connection, account.id, expired);
    acme.answer = () => answer;
    const first = await errorOf(house.list(account));
    const second = await errorOf(house.list(account));
    expect(first).toEqual(['PROVIDER_UNAVAILABLE', `Acme gave no access token (${reason}). Try again later.`, 30]);
    expect(second).toEqual([
      'PROVIDER_UNAVAILABLE',
      'Acme gave no access token (it did not a moment ago). Try again later.',
      // Of the 30 seconds some may have passed.
      expect.closeTo(27, -1),
    ]);
    expect([acme.asked.length, acme.called, await statusOf(account)]).toEqual([1, [], 'active']);
  });

  it.each(passing)('is no reason not to use the old token while it lives: %s', async (_, answer) => {
    const account = await linked();
    await setTimes(test.database.connection, account.id, dueSoon);
    acme.answer = () => answer;
    await house.list(account);
    await house.list(account);
    expect([acme.asked.length, acme.called.length, await statusOf(account)]).toEqual([1, 2, 'active']);
  });

  it('is over when the pause is: the next call renews', async () => {
    const account = await linked();
    await setTimes(test.database.connection, account.id, expired);
    acme.answer = () => ({ status: 503, body: {} });
    await errorOf(house.list(account));
    acme.answer = undefined;
    await setTimes(test.database.connection, account.id, expired);
    expect(await house.list(account)).toMatchObject({ records: [{ id: 'r1', name: 'Lobby' }] });
    expect([acme.asked.length, acme.families.reuses]).toEqual([2, 0]);
  });

  it('may be an endpoint that does not answer in time', async () => {
    const account = await linked();
    await setTimes(test.database.connection, account.id, expired);
    acme.latencyMs = 2_000;
    const hasty = open({ limits: { answerWithinMs: 100 } });
    expect(await errorOf(hasty.list(account))).toEqual([
      'PROVIDER_UNAVAILABLE',
      'Acme gave no access token (login.acme.example did not finish its answer within 100 ms). Try again later.',
      30,
    ]);
    await hasty.close();
  });

  it('may be the operator who has registered no app', async () => {
    const account = await linked();
    const appless = open({ app: {} });
    await setTimes(test.database.connection, account.id, dueSoon);
    await appless.list(account);
    await setTimes(test.database.connection, account.id, expired);
    expect(await errorOf(appless.list(account))).toEqual([
      'CONFIG_INVALID',
      'No access token of Acme can be asked for: PATCHBAY_APPS gives no client_id for "acme". Add the registered app there.',
      undefined,
    ]);
    expect([acme.asked, await statusOf(account)]).toEqual([[], 'active']);
    await appless.close();
  });
});

describe('a refresh token that is dead', () => {
  it.each([
    [
      'by the standard',
      { status: 400, body: { error: 'invalid_grant', error_description: 'canary' } },
      'HTTP 400 invalid_grant',
    ],
    ['by the definition', { status: 200, body: { ok: false, error: 'token_dead' } }, 'HTTP 200 token_dead'],
  ])('brings the account down, whether the access token lives or not: %s', async (_, answer, reason) => {
    const account = await linked();
    await setTimes(test.database.connection, account.id, dueSoon);
    acme.answer = () => answer;
    expect(await errorOf(house.list(account))).toEqual([
      'ACCOUNT_NEEDS_REAUTH',
      `Acme no longer takes what account ${account.id} was linked with (${reason}). Link it again; no call goes out until then.`,
      undefined,
    ]);
    await errorOf(house.list(account));
    const marked = await test.store.accounts.get(test.environment.id, account.id);
    expect([marked?.status, marked?.statusReason]).toEqual(['needs_reauth', `Acme does not renew "bot" (${reason})`]);
    expect([acme.asked.length, acme.called]).toEqual([1, []]);
  });

  it('is not believed before the row was read again: who lost a race uses what the winner stored', async () => {
    const account = await linked();
    await setTimes(test.database.connection, account.id, expired);
    const { access_token, refresh_token } = acme.families.begin();
    acme.answer = async () => {
      const seen = await test.store.credentials.read(account.id, 'bot');
      // A process whose lease ran out long ago comes back at this moment.
      await setLeaseFree(account.id);
      await test.store.credentials.replace(seen, 'late', { properties: { access_token, refresh_token } });
      return { status: 400, body: { error: 'invalid_grant' } };
    };
    expect(await house.list(account)).toMatchObject({ records: [{ id: 'r1', name: 'Lobby' }] });
    expect([acme.called, await statusOf(account)]).toEqual([[{ token: access_token }], 'active']);
  });

  it("is not believed of somebody else's lease that ran out, but the second time", async () => {
    const account = await linked();
    await setTimes(test.database.connection, account.id, expired);
    const seen = await test.store.credentials.read(account.id, 'bot');
    await test.store.credentials.claim(seen, 'gone', 1);
    acme.answer = () => ({ status: 400, body: { error: 'invalid_grant' } });
    const first = await errorOf(house.list(account));
    const between = await statusOf(account);
    await setTimes(test.database.connection, account.id, expired);
    const second = await errorOf(house.list(account));
    const codes = [first, second].map(error => (Array.isArray(error) ? error[0] : error));
    expect([codes, between, await statusOf(account)]).toEqual([
      ['PROVIDER_UNAVAILABLE', 'ACCOUNT_NEEDS_REAUTH'],
      'active',
      'needs_reauth',
    ]);
  });
});

const setLeaseFree = async (accountId: string): Promise<void> => {
  await setTimes(test.database.connection, accountId, { ...expired, isLeaseOver: true });
};
