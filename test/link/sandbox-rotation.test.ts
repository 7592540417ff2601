import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startSlackSandbox, type SlackSandbox } from '../../sandbox/slack/sandbox.ts';
import { loadCatalogue } from '../../src/engine/definitions/load.ts';
import type { NewCredential, StoredAccount } from '../../src/store/store.ts';
import { silentLog } from '../support/log.ts';
import { createTestStore, type TestStore } from '../support/store.ts';
import { setTimes } from './support/accounts.ts';
import { openHouse, type House } from './support/house.ts';

const root = new URL('../../', import.meta.url).pathname;
const halfDaySeconds = 43_200;
let nowMs = 1_770_000_000_000;
let sandbox: SlackSandbox;
let test: TestStore;
let house: House;
beforeAll(async () => {
  [sandbox, test] = await Promise.all([startSlackSandbox({ now: () => nowMs }), createTestStore()]);
  const app = rotatingApp();
  house = openHouse({
    catalogue: loadCatalogue({ integrations: [`${root}integrations`], models: [`${root}unified-models`] }),
    store: test.store,
    dial: `slack.com=${sandbox.address},files.slack.com=${sandbox.address}`,
    log: silentLog,
    model: 'instant-messaging',
    app: { client_id: app.clientId, client_secret: app.clientSecret },
  });
});
afterAll(async () => {
  await house.close();
  await Promise.all([sandbox.close(), test.end()]);
});

function rotatingApp() {
  const app = sandbox.store.apps.find(({ rotation }) => rotation === 'on');
  if (app === undefined) throw new Error('The seed has an app whose tokens rotate.');
  return app;
}

/** Goes through the authorize page and the exchange of the code, as a person and an app do. */
async function authorize(): Promise<{ readonly bot: NewCredential; readonly user: NewCredential }> {
  const { clientId, clientSecret } = rotatingApp();
  const redirectUri = 'https://app.example.com/oauth/callback';
  const scope = 'channels:read,groups:read,im:read,mpim:read,users:read,team:read';
  const query = { client_id: clientId, redirect_uri: redirectUri, scope, user_scope: scope, state: 's', auto: '1' };
  const page = await fetch(`${sandbox.url}/oauth/v2/authorize?${new URLSearchParams(query).toString()}`, {
    redirect: 'manual',
  });
  const code = new URL(page.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const form = { client_id: clientId, client_secret: clientSecret, code, redirect_uri: redirectUri };
  const reply = await fetch(`${sandbox.url}/api/oauth.v2.access`, { method: 'POST', body: new URLSearchParams(form) });
  // The sandbox's own tests hold the shape.
  const { authed_user: user, ...bot } = (await reply.json()) as Record<'access_token' | 'refresh_token', string> & {
    authed_user: Record<'access_token' | 'refresh_token', string>;
  };
  const toCredential = ({ access_token, refresh_token }: typeof user): NewCredential => ({
    properties: { access_token, refresh_token },
  });
  return { bot: toCredential(bot), user: toCredential(user) };
}

const link = async (names: readonly ('bot' | 'user')[]): Promise<StoredAccount> => {
  const tokens = await authorize();
  return test.store.accounts.create(test.environment.id, {
    integration: 'slack',
    auth: 'oauth',
    credentials: Object.fromEntries(names.map(name => [name, tokens[name]])),
  });
};
const refreshes = (): number => sandbox.requests.filter(({ path }) => path === '/api/oauth.v2.access').length;

describe("tokens that the sandbox's app rotates", () => {
  it.each(['bot', 'user'] as const)('of a %s are renewed once when they have expired, time after time', async name => {
    const account = await link([name]);
    const first = await test.store.credentials.read(account.id, name);
    const before = refreshes();
    for (const _ of [1, 2, 3]) {
      nowMs += (halfDaySeconds + 60) * 1_000;
      await setTimes(test.database.connection, account.id, { lifeSeconds: halfDaySeconds, leftSeconds: -60 });
      const pages = await Promise.all(Array.from({ length: 20 }, () => house.list(account, 'channels')));
      expect(pages.every(page => page.kind === 'page' && page.records.length > 0)).toBe(true);
    }
    const last = await test.store.credentials.read(account.id, name);
    expect([refreshes() - before, last.version, Math.round((last.lifeMs ?? 0) / 1_000)]).toEqual([
      3,
      4,
      halfDaySeconds,
    ]);
    expect(last.properties['refresh_token']).not.toBe(first.properties['refresh_token']);
  });

  it('are renewed when the provider says that they have expired before the clock does', async () => {
    const account = await link(['bot']);
    const before = refreshes();
    nowMs += (halfDaySeconds + 60) * 1_000;
    await Promise.all(Array.from({ length: 20 }, () => house.list(account, 'channels')));
    expect([refreshes() - before, (await test.store.credentials.read(account.id, 'bot')).version]).toEqual([1, 2]);
  });

  it('end with the account having to be linked again when the refresh token was used elsewhere', async () => {
    const account = await link(['bot']);
    const { properties } = await test.store.credentials.read(account.id, 'bot');
    sandbox.store.grants.redeemRefreshToken(properties['refresh_token'] ?? '');
    nowMs += (halfDaySeconds + 60) * 1_000;
    await expect(house.list(account, 'channels')).rejects.toMatchObject({ code: 'ACCOUNT_NEEDS_REAUTH' });
    const marked = await test.store.accounts.get(test.environment.id, account.id);
    expect([marked?.status, marked?.statusReason]).toEqual([
      'needs_reauth',
      'Slack does not renew "bot" (HTTP 200 invalid_refresh_token)',
    ]);
  });
});
