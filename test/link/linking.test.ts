import { generateKeyPairSync } from 'node:crypto';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { buildApp } from '../../src/http/app.ts';
import { createDrain } from '../../src/http/drain.ts';
import { systemClock } from '../../src/start/clock.ts';
import { silentLog } from '../support/log.ts';
import { createTestStore, type TestStore } from '../support/store.ts';
import { loadAcme } from './support/acme.ts';
import { startFakeAcme, type FakeAcme } from './support/fake-acme.ts';
import { openHouse, type House } from './support/house.ts';

const pem = String(
  generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
);
const body = {
  integration: 'acme',
  auth: 'service_account',
  fields: { client_email: 'robot@acme.example', private_key: pem, subject: 'ann@acme.example' },
};
let test: TestStore;
let acme: FakeAcme;
let house: House;
let app: ReturnType<typeof buildApp>;
let headers: Readonly<Record<string, string>>;
beforeAll(async () => {
  test = await createTestStore();
  const { secret } = await test.store.keys.create(test.environment.id, { name: 'test' });
  headers = { authorization: `Bearer ${secret}` };
});
afterAll(() => test.end());
beforeEach(async () => {
  acme = await startFakeAcme();
  // What is proved with calls is in another definition's `on_link`; here the first call does.
  house = openHouse({ catalogue: loadAcme(), store: test.store, dial: acme.dial, log: silentLog });
  const { engine, link } = house;
  app = buildApp({ engine, store: test.store, link, clock: systemClock, log: silentLog, drain: createDrain() });
});
afterEach(async () => {
  await app.close();
  await house.close();
  await acme.close();
});

describe('an account linked over HTTP by a service account', () => {
  it('is proved with a token of its own, stored, and served', async () => {
    const linked = await app.inject({ method: 'POST', url: '/integrated-accounts', headers, payload: body });
    const account = linked.json<Record<string, unknown>>();
    const url = `/unified/talk/rooms?integrated_account_id=${String(account['id'])}`;
    const served = await app.inject({ url, headers });
    expect([linked.statusCode, account['credentials'], account['settings']]).toEqual([
      201,
      ['user'],
      { subject: 'ann@acme.example' },
    ]);
    expect([served.statusCode, served.json()]).toMatchObject([200, { result: [{ id: 'r1', name: 'Lobby' }] }]);
    expect(acme.asked.length).toBe(2);
  });

  it('is not stored when it gets no token', async () => {
    acme.answer = () => ({ status: 400, body: { error: 'invalid_grant', error_description: 'canary' } });
    const before = await test.store.accounts.list(test.environment.id, { limit: 100 });
    const refused = await app.inject({ method: 'POST', url: '/integrated-accounts', headers, payload: body });
    const after = await test.store.accounts.list(test.environment.id, { limit: 100 });
    expect([refused.statusCode, refused.json()]).toMatchObject([
      424,
      { code: 'PROVIDER_UNAUTHORIZED', provider: { name: 'acme', status: 400, code: 'invalid_grant' } },
    ]);
    expect([after.accounts.length, refused.body.includes('canary')]).toEqual([before.accounts.length, false]);
  });
});
