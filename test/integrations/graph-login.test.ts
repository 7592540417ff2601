import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraphSandbox, type GraphSandbox } from '../../sandbox/graph/sandbox.ts';
import { loadCatalogue } from '../../src/engine/definitions/load.ts';
import type { NewCredential, StoredAccount } from '../../src/store/store.ts';
import { openHouse, type House } from '../link/support/house.ts';
import { setTimes } from '../link/support/accounts.ts';
import { found } from '../sandbox/graph/scene.ts';
import { silentLog } from '../support/log.ts';
import { createTestStore, type TestStore } from '../support/store.ts';

const root = new URL('../../', import.meta.url).pathname;
const catalogue = loadCatalogue({ integrations: [`${root}integrations`], models: [`${root}unified-models`] });
let sandbox: GraphSandbox;
let test: TestStore;
let house: House;

beforeAll(async () => {
  [sandbox, test] = await Promise.all([startGraphSandbox(), createTestStore()]);
  const { clientId, clientSecret } = found(sandbox.store.apps[0]);
  house = openHouse({
    catalogue,
    store: test.store,
    dial: `graph.microsoft.com=${sandbox.address},login.microsoftonline.com=${sandbox.address}`,
    log: silentLog,
    model: 'instant-messaging',
    app: { client_id: clientId, client_secret: clientSecret },
  });
});

afterAll(async () => {
  await house.close();
  await Promise.all([sandbox.close(), test.end()]);
});

const link = (
  integration: 'msteams' | 'microsoft',
  auth: string,
  credential: NewCredential,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<StoredAccount> =>
  test.store.accounts.create(test.environment.id, {
    integration,
    auth,
    settings,
    credentials: { [integration === 'msteams' ? 'user' : 'app']: credential },
  });

/** Forms that the token endpoint got, without secrets. */
const tokenForms = () =>
  sandbox.requests
    .filter(({ path }) => path.endsWith('/oauth2/v2.0/token'))
    .map(({ path, form }) => ({ path, grant_type: form?.['grant_type'], scope: form?.['scope'] }));

const statusOf = async ({ id }: StoredAccount) => (await test.store.accounts.get(test.environment.id, id))?.status;

describe("a person's account", () => {
  it('is renewed once for many calls when its token has expired, and keeps the new refresh token', async () => {
    const { refresh } = sandbox.tokens.tenant1;
    const properties = { access_token: sandbox.tokens.special.expired, refresh_token: refresh };
    const account = await link('msteams', 'oauth', { properties });
    await setTimes(test.database.connection, account.id, { lifeSeconds: 3900, leftSeconds: -60 });
    sandbox.clearRequests();
    const pages = await Promise.all(Array.from({ length: 20 }, () => house.list(account, 'workspaces')));
    const stored = await test.store.credentials.read(account.id, 'user');
    expect(pages.map(page => page.kind === 'page' && page.records.length)).toEqual(pages.map(() => 7));
    expect(tokenForms()).toEqual([
      { path: '/organizations/oauth2/v2.0/token', grant_type: 'refresh_token', scope: undefined },
    ]);
    expect(stored.properties['refresh_token']).not.toBe(refresh);
  });

  it('is renewed once when the provider says that its token has expired', async () => {
    const { refresh } = sandbox.tokens.tenant2;
    const properties = { access_token: sandbox.tokens.special.expired, refresh_token: refresh };
    const account = await link('msteams', 'oauth', { properties });
    sandbox.clearRequests();
    expect(await house.list(account, 'organizations')).toMatchObject({ records: [{ name: 'Fabrikam Café & Söhne' }] });
    expect(tokenForms()).toHaveLength(1);
  });

  it('has to be linked again when its refresh token is refused', async () => {
    const properties = { access_token: sandbox.tokens.special.expired, refresh_token: 'never-issued' };
    const account = await link('msteams', 'oauth', { properties });
    await expect(house.list(account, 'organizations')).rejects.toMatchObject({ code: 'ACCOUNT_NEEDS_REAUTH' });
    expect(await statusOf(account)).toBe('needs_reauth');
  });
});

describe("an app's account", () => {
  const scope = 'https://graph.microsoft.com/.default';

  it('asks its own tenant for one token for many calls, with an id and a secret of its own', async () => {
    const { tenantId } = sandbox.tokens.tenant1;
    const { clientId, clientSecret } = found(sandbox.store.apps[0]);
    const properties = { client_id: clientId, client_secret: clientSecret };
    const account = await link('microsoft', 'app_only', { properties }, { tenant_id: tenantId });
    sandbox.clearRequests();
    const pages = await Promise.all(Array.from({ length: 20 }, () => house.list(account, 'workspaces')));
    expect(pages.map(page => page.kind === 'page' && page.records.length)).toEqual(pages.map(() => 9));
    expect(tokenForms()).toEqual([{ path: `/${tenantId}/oauth2/v2.0/token`, grant_type: 'client_credentials', scope }]);
  });

  it("asks with the operator's app where an administrator has agreed to it", async () => {
    const { tenantId } = sandbox.tokens.tenant1;
    const account = await link('microsoft', 'admin_consent', { properties: {} }, { tenant_id: tenantId });
    expect(await house.list(account, 'organizations')).toMatchObject({ records: [{ name: 'Contoso Instruments' }] });
  });

  it.each([
    { why: 'no administrator has agreed', auth: 'admin_consent', tenant: 'tenant2', properties: {} },
    {
      why: 'its secret is wrong',
      auth: 'app_only',
      tenant: 'tenant1',
      properties: { client_id: '', client_secret: 'wrong' },
    },
  ] as const)('has to be linked again when $why', async ({ auth, tenant, properties }) => {
    const { clientId } = found(sandbox.store.apps[0]);
    const own = 'client_id' in properties ? { ...properties, client_id: clientId } : properties;
    const settings = { tenant_id: sandbox.tokens[tenant].tenantId };
    const account = await link('microsoft', auth, { properties: own }, settings);
    await expect(house.list(account, 'organizations')).rejects.toMatchObject({ code: 'ACCOUNT_NEEDS_REAUTH' });
    expect(await statusOf(account)).toBe('needs_reauth');
  });
});
