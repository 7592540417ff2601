import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { accountFacts } from '../../src/engine/facts.ts';
import type { CredentialProperties } from '../../src/engine/ports.ts';
import { PatchbayError } from '../../src/errors.ts';
import type { StoredAccount } from '../../src/store/store.ts';
import { appWith } from '../support/credentials.ts';
import { silentLog } from '../support/log.ts';
import { createTestStore, type TestStore } from '../support/store.ts';
import { loadAcme } from './support/acme.ts';
import { storeAccount } from './support/accounts.ts';
import { startFakeAcme, type FakeAcme } from './support/fake-acme.ts';
import { openHouse, testApp, type House, type HouseOptions } from './support/house.ts';
import { movableClock } from './support/movable-clock.ts';

const catalogue = loadAcme();
let test: TestStore;
let acme: FakeAcme;
let house: House;
beforeAll(async () => {
  test = await createTestStore();
});
afterAll(() => test.end());
const open = (app: HouseOptions['app'] = testApp): House =>
  openHouse({
    catalogue,
    store: test.store,
    dial: acme.dial,
    log: silentLog,
    clock: movableClock(1_770_000_000_000),
    app,
  });
beforeEach(async () => {
  acme = await startFakeAcme();
  house = open();
});
afterEach(async () => {
  await house.close();
  await acme.close();
});

const linked = (tenant: string | undefined, auth = 'app_only', properties: CredentialProperties = own) =>
  storeAccount(test, { properties }, { auth, settings: tenant === undefined ? {} : { tenant_id: tenant } });
const own = { client_id: 'own-1', client_secret: 'canary-own' };
const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: unknown) => (error instanceof PatchbayError ? [error.code, error.message] : error),
  );
const statusOf = async ({ id }: StoredAccount) => (await test.store.accounts.get(test.environment.id, id))?.status;

describe('an account with client credentials', () => {
  it('asks at the address of its tenant, with its own id and secret, once for many calls', async () => {
    const account = await linked('t 1/../x');
    await Promise.all(Array.from({ length: 50 }, () => house.list(account)));
    expect(acme.asked).toEqual([
      {
        path: '/t%201%2F..%2Fx/token',
        form: { grant_type: 'client_credentials', ...own, scope: 'https://api.acme.example/.default' },
      },
    ]);
    expect(new Set(acme.called.map(({ token }) => token)).size).toBe(1);
  });

  it('asks with the registered app where the way to link has no fields', async () => {
    await house.list(await linked(undefined, 'our_app', {}));
    expect(acme.asked).toEqual([{ path: '/token', form: { grant_type: 'client_credentials', ...testApp } }]);
  });

  it('shares no token with another account, tenant or secret', async () => {
    const accounts = [await linked('t1'), await linked('t1'), await linked('t2')];
    for (const account of [...accounts, ...accounts]) await house.list(account);
    expect(acme.asked.map(({ path }) => path)).toEqual(['/t1/token', '/t1/token', '/t2/token']);
  });

  it('has to be linked again when the definition calls the answer final', async () => {
    const account = await linked('t1');
    acme.answer = () => ({ status: 401, body: { error: 'invalid_client' } });
    await expect(house.list(account)).rejects.toMatchObject({ code: 'ACCOUNT_NEEDS_REAUTH' });
    expect(await statusOf(account)).toBe('needs_reauth');
  });

  it('says what is missing: the registered app, or a setting of the address', async () => {
    const appless = open({ client_id: 'app-1' });
    const unregistered = await errorOf(appless.list(await linked(undefined, 'our_app', {})));
    const homeless = await errorOf(house.list(await linked(undefined)));
    await appless.close();
    expect(unregistered).toEqual([
      'CONFIG_INVALID',
      'No access token of Acme can be asked for: PATCHBAY_APPS gives no client_secret for "acme". Add the registered app there.',
    ]);
    expect(homeless).toEqual(['REQUEST_INVALID', expect.stringContaining('account.tenant_id')]);
    expect(acme.asked).toEqual([]);
  });
});

describe('facts of the registered app', () => {
  it('reach the expressions of a definition in place of its defaults', async () => {
    const account = await linked(undefined, 'our_app', {});
    await house.list(account);
    const configured = open({ ...testApp, page_size: 20 });
    await configured.list(account);
    await configured.close();
    expect(acme.paths).toEqual(['/rooms?size=100', '/rooms?size=20']);
  });

  it('do not reach them where they are secret', () => {
    const integration = catalogue.integrations.get('acme');
    const facts = { ...testApp, page_size: 20, signing_secret: 'canary', undeclared: 'canary' };
    expect(integration && accountFacts(integration, { settings: { tenant_id: 't1' } }, appWith(facts))).toEqual({
      account: { tenant_id: 't1' },
      app: { page_size: 20 },
    });
  });
});
