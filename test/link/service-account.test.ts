import { generateKeyPairSync } from 'node:crypto';

import { jwtVerify } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { CredentialProperties } from '../../src/engine/ports.ts';
import { PatchbayError } from '../../src/errors.ts';
import type { StoredAccount } from '../../src/store/store.ts';
import { silentLog } from '../support/log.ts';
import { createTestStore, type TestStore } from '../support/store.ts';
import { loadAcme } from './support/acme.ts';
import { storeAccount } from './support/accounts.ts';
import { startFakeAcme, type FakeAcme } from './support/fake-acme.ts';
import { openHouse, type House } from './support/house.ts';
import { movableClock, type MovableClock } from './support/movable-clock.ts';

const pair = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const pem = String(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
const key = { client_email: 'robot@acme.example', private_key: pem, private_key_id: 'k1' };
const catalogue = loadAcme();
const startMs = 1_770_000_000_000;
let test: TestStore;
let acme: FakeAcme;
let house: House;
let clock: MovableClock;
beforeAll(async () => {
  test = await createTestStore();
});
afterAll(() => test.end());
beforeEach(async () => {
  acme = await startFakeAcme();
  clock = movableClock(startMs);
  house = openHouse({ catalogue, store: test.store, dial: acme.dial, log: silentLog, clock });
});
afterEach(async () => {
  await house.close();
  await acme.close();
});

const linked = (properties: CredentialProperties = key, subject?: string): Promise<StoredAccount> =>
  storeAccount(
    test,
    { properties },
    {
      auth: 'service_account',
      name: subject === undefined ? 'bot' : 'user',
      settings: subject === undefined ? {} : { subject },
    },
  );
const assertions = () =>
  Promise.all(
    acme.asked.map(async ({ form: { assertion = '', ...form } }) => {
      const { payload, protectedHeader } = await jwtVerify(assertion, pair.publicKey, {
        audience: 'https://login.acme.example/token',
        currentDate: new Date(clock.nowMs()),
      });
      return { form, payload, protectedHeader };
    }),
  );
const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: unknown) => (error instanceof PatchbayError ? [error.code, error.message] : error),
  );
const statusOf = async ({ id }: StoredAccount) => {
  const account = await test.store.accounts.get(test.environment.id, id);
  return [account?.status, account?.statusReason];
};

describe('a service account', () => {
  it('signs who it is, for whom it acts and what for, and gets an access token for it', async () => {
    await house.list(await linked(key, 'ann@acme.example'));
    const [asked] = await assertions();
    expect(asked).toEqual({
      form: { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer' },
      payload: {
        iss: 'robot@acme.example',
        sub: 'ann@acme.example',
        scope: 'rooms.read rooms.write',
        aud: 'https://login.acme.example/token',
        nbf: startMs / 1_000 - 5,
        iat: startMs / 1_000,
        exp: startMs / 1_000 + 600,
        jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
      protectedHeader: { alg: 'RS256', typ: 'JWT', kid: 'k1' },
    });
    expect(acme.called).toEqual([{ token: expect.stringMatching(/^canary-at-/) }]);
  });

  it('acts as itself without a person, with other scopes, and leaves out what was not filled in', async () => {
    await house.list(await linked({ client_email: 'robot@acme.example', private_key: pem }));
    const [asked] = await assertions();
    expect(asked).toMatchObject({ payload: { scope: 'rooms.read' }, protectedHeader: { alg: 'RS256', typ: 'JWT' } });
    expect([Object.keys(asked?.payload ?? {}).includes('sub'), Object.keys(asked?.protectedHeader ?? {})]).toEqual([
      false,
      ['alg', 'typ'],
    ]);
  });

  it('takes a key in PKCS#1, and one with its line breaks written out', async () => {
    const old = pair.privateKey.export({ type: 'pkcs1', format: 'pem' });
    await house.list(await linked({ ...key, private_key: String(old).replaceAll('\n', '\\n') }));
    expect(await assertions()).toMatchObject([{ payload: { iss: 'robot@acme.example' } }]);
  });

  it('asks once for 200 calls at the same time, and again shortly before the token ends', async () => {
    const account = await linked();
    acme.latencyMs = 100;
    await Promise.all(Array.from({ length: 200 }, () => house.list(account)));
    const first = acme.asked.length;
    clock.advance(3_290_000);
    await house.list(account);
    const early = acme.asked.length;
    clock.advance(20_000);
    await house.list(account);
    expect([first, early, acme.asked.length]).toEqual([1, 1, 2]);
  });

  it('has a token of its own for each account and person', async () => {
    const [ann, bob, robot] = [
      await linked(key, 'ann@acme.example'),
      await linked(key, 'bob@acme.example'),
      await linked(),
    ];
    for (const account of [ann, bob, robot, ann, bob, robot]) await house.list(account);
    expect((await assertions()).map(({ payload }) => payload.sub)).toEqual([
      'ann@acme.example',
      'bob@acme.example',
      undefined,
    ]);
  });

  it('asks anew, once, when the provider no longer takes the token, and each assertion is another', async () => {
    const account = await linked();
    await house.list(account);
    acme.families.expireAll();
    await Promise.all(Array.from({ length: 20 }, () => house.list(account)));
    const ids = (await assertions()).map(({ payload }) => payload.jti);
    expect([ids.length, new Set(ids).size]).toEqual([2, 2]);
  });
});

describe('a service account that gets no token', () => {
  it('is left with the old token while it lives, and the endpoint alone for a moment', async () => {
    const account = await linked();
    await house.list(account);
    clock.advance(3_400_000);
    acme.answer = () => ({ status: 503, body: '<html>canary</html>' });
    await house.list(account);
    await house.list(account);
    const asked = acme.asked.length;
    clock.advance(300_000);
    const error = await errorOf(house.list(account));
    acme.answer = undefined;
    const paused = await errorOf(house.list(account));
    clock.advance(5_000);
    await house.list(account);
    const unavailable = ['PROVIDER_UNAVAILABLE', 'Acme gave no access token (HTTP 503). Try again later.'];
    expect([asked, error, paused, acme.asked.length]).toEqual([2, unavailable, unavailable, 4]);
  });

  it('stays linked when a permission is missing', async () => {
    const account = await linked();
    acme.answer = () => ({ status: 401, body: { error: 'unauthorized_client', error_description: 'canary' } });
    expect(await errorOf(house.list(account))).toEqual([
      'PROVIDER_UNAUTHORIZED',
      'Acme gave no access token (HTTP 401 unauthorized_client). Check the permissions granted there, or link the account again with other values.',
    ]);
    expect(await statusOf(account)).toEqual(['active', null]);
  });

  it('has to be linked again when its key is dead', async () => {
    const account = await linked();
    const date = new Date(startMs).toUTCString();
    acme.answer = () => ({ status: 400, body: { error: 'invalid_grant' }, headers: { date } });
    expect(await errorOf(house.list(account))).toEqual([
      'ACCOUNT_NEEDS_REAUTH',
      `Acme no longer takes what account ${account.id} was linked with (HTTP 400 invalid_grant). Link it again; no call goes out until then.`,
    ]);
    expect(await statusOf(account)).toEqual([
      'needs_reauth',
      'Acme gives no access token for "bot" (HTTP 400 invalid_grant)',
    ]);
  });

  it('stays linked when it is our own clock that is wrong', async () => {
    const account = await linked();
    const date = new Date(startMs - 412_000).toUTCString();
    acme.answer = () => ({ status: 400, body: { error: 'invalid_grant' }, headers: { date } });
    expect(await errorOf(house.list(account))).toEqual([
      'PROVIDER_UNAVAILABLE',
      "Acme gave no access token (HTTP 400 invalid_grant; this server's clock is 412 s ahead of theirs). Try again later.",
    ]);
    expect(await statusOf(account)).toEqual(['active', null]);
  });

  it('has to be linked again when the provider refuses what it just gave', async () => {
    const account = await linked();
    acme.apiError = 'token_revoked';
    await expect(house.list(account)).rejects.toMatchObject({ code: 'PROVIDER_UNAUTHORIZED' });
    expect([await statusOf(account), acme.asked.length]).toEqual([
      ['needs_reauth', 'the provider refused "bot" (token_revoked)'],
      2,
    ]);
  });
});

describe('an account that is about to be linked', () => {
  const open = (properties: CredentialProperties) => {
    const integration = catalogue.integrations.get('acme');
    if (integration === undefined) throw new Error('The fixture loads.');
    return house.link.open({ integration, auth: 'service_account', credentials: { bot: properties }, settings: {} });
  };

  it('gets a token to be proved with', async () => {
    const opened = await open(key);
    expect(opened).toEqual({ bot: { access_token: expect.stringMatching(/^canary-at-/) } });
  });

  it('is told what is wrong with its key, and no part of it', async () => {
    const small = generateKeyPairSync('rsa', { modulusLength: 1_024 }).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
    });
    const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
    });
    const keys = ['canary', String(small), String(curve)];
    const errors = await Promise.all(keys.map(private_key => errorOf(open({ ...key, private_key }))));
    const say = (problem: string) => [
      'PROVIDER_UNAUTHORIZED',
      `Acme gave no access token (the field "private_key" ${problem}). Check the permissions granted there, or link the account again with other values.`,
    ];
    expect(errors).toEqual([
      say('is not a private key in PEM form (-----BEGIN PRIVATE KEY-----), without a passphrase'),
      say('has 1024 bits; at least 2048 are needed'),
      say('is a ec key; an RSA key is needed'),
    ]);
    expect(acme.asked).toEqual([]);
  });
});
