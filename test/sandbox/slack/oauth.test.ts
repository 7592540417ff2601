import type { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSlackSandbox, type SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import type { OauthApp } from '../../../sandbox/slack/store/oauth-grants.ts';
import { callApi, clientOf, codeOf, send } from './client.ts';

const start = 1_770_000_000_000;
const redirectUri = 'https://app.example.com/oauth/callback';
let nowMs = start;
let sandbox: SlackSandbox;
beforeAll(async () => {
  sandbox = await startSlackSandbox({ now: () => nowMs });
});
beforeEach(() => {
  nowMs = start;
});
afterAll(() => sandbox.close());

function appWith(rotation: 'on' | 'off'): OauthApp {
  const app = sandbox.store.apps.find(candidate => candidate.rotation === rotation);
  if (app === undefined) throw new Error('The seed has an app of each kind.');
  return app;
}

const anonymous = (): WebClient => clientOf(sandbox, '');

function authorizePath(app: OauthApp, extra: Record<string, string>): string {
  const query = {
    client_id: app.clientId,
    redirect_uri: redirectUri,
    state: 's t',
    scope: 'users:read,team:read',
    ...extra,
  };
  return `/oauth/v2/authorize?${new URLSearchParams(query).toString()}`;
}

/** Goes through the authorize page and takes the code it hands back. */
async function codeFor(app: OauthApp, extra: Record<string, string> = {}): Promise<string> {
  const reply = await send(sandbox, authorizePath(app, { auto: '1', ...extra }));
  return new URL(reply.headers.location ?? '').searchParams.get('code') ?? '';
}

const exchange = (app: OauthApp, code: string, extra: Record<string, string> = {}) =>
  anonymous().oauth.v2.access({
    client_id: app.clientId,
    client_secret: app.clientSecret,
    code,
    redirect_uri: redirectUri,
    ...extra,
  });

const refresh = (app: OauthApp, token: string) =>
  anonymous().oauth.v2.access({
    client_id: app.clientId,
    client_secret: app.clientSecret,
    grant_type: 'refresh_token',
    refresh_token: token,
  });

describe('the authorize page', () => {
  it('asks, names the app and its scopes, and lets the person choose a workspace', async () => {
    const page = await send(sandbox, authorizePath(appWith('off'), {}));
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.text).toContain('<h1>Patchbay wants to use a workspace</h1>');
    expect(page.text).toContain('<li>users:read</li><li>team:read</li>');
    expect(page.text).toContain('Café Müller &amp; Söhne</option>');
  });

  it('redirects with a code and the state when approved, and with an error when denied', async () => {
    const approved = await send(sandbox, authorizePath(appWith('off'), { decision: 'approve' }));
    const denied = await send(sandbox, authorizePath(appWith('off'), { decision: 'deny' }));
    expect(approved.headers.location).toMatch(
      /^https:\/\/app\.example\.com\/oauth\/callback\?code=[a-z0-9]{40}&state=s\+t$/,
    );
    expect([approved.status, denied.headers.location]).toEqual([302, `${redirectUri}?error=access_denied&state=s+t`]);
  });

  it('escapes what it shows and refuses what it cannot send back to', async () => {
    const nasty = await send(sandbox, authorizePath(appWith('off'), { state: '"><script>' }));
    const script = await send(sandbox, authorizePath(appWith('off'), { redirect_uri: 'javascript:alert(1)' }));
    const nobody = await send(sandbox, authorizePath({ ...appWith('off'), clientId: '1.2' }, {}));
    expect([nasty.text.includes('<script>'), script.status, nobody.status]).toEqual([false, 400, 400]);
  });
});

describe('oauth.v2.access', () => {
  it('gives a bot token and a user token that work, with the scopes asked for', async () => {
    const app = appWith('off');
    const { workspace2 } = sandbox.tokens;
    const granted = await exchange(app, await codeFor(app, { team: workspace2.teamId, user_scope: 'search:read' }));
    const bot = await clientOf(sandbox, granted.access_token ?? '').auth.test();
    const user = await clientOf(sandbox, granted.authed_user?.access_token ?? '').auth.test();
    expect(granted).toMatchObject({
      ok: true,
      app_id: app.id,
      token_type: 'bot',
      scope: 'users:read,team:read',
      bot_user_id: workspace2.botUserId,
      team: { id: workspace2.teamId, name: 'Café Müller & Söhne' },
      enterprise: null,
      is_enterprise_install: false,
      authed_user: { id: workspace2.userId, scope: 'search:read', token_type: 'user' },
    });
    expect([granted.refresh_token, granted.access_token?.slice(0, 5), bot.user_id, user.user_id]).toEqual([
      undefined,
      'xoxb-',
      workspace2.botUserId,
      workspace2.userId,
    ]);
  });

  it('takes the client in the Authorization header as well', async () => {
    const app = appWith('off');
    const basic = Buffer.from(`${app.clientId}:${app.clientSecret}`).toString('base64');
    const body = new URLSearchParams({ code: await codeFor(app), redirect_uri: redirectUri }).toString();
    const headers = { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' };
    const reply = await send(sandbox, '/api/oauth.v2.access', { method: 'POST', headers, body });
    expect(JSON.parse(reply.text)).toMatchObject({ ok: true, token_type: 'bot' });
  });

  it('refuses wrong clients, and codes that are used, old, foreign or redirected elsewhere', async () => {
    const app = appWith('off');
    const used = await codeFor(app);
    await exchange(app, used);
    const old = await codeFor(app);
    nowMs += 600_001;
    const late = await codeOf(exchange(app, old));
    expect({
      client: await codeOf(exchange({ ...app, clientId: '1.2' }, 'x')),
      secret: await codeOf(exchange({ ...app, clientSecret: 'wrong' }, 'x')),
      unknown: await codeOf(exchange(app, 'x')),
      used: await codeOf(exchange(app, used)),
      late,
      foreign: await codeOf(exchange(appWith('on'), await codeFor(app))),
      redirect: await codeOf(exchange(app, await codeFor(app), { redirect_uri: 'https://elsewhere.example' })),
    }).toEqual({
      client: 'invalid_client_id',
      secret: 'bad_client_secret',
      unknown: 'invalid_code',
      used: 'code_already_used',
      late: 'invalid_code',
      foreign: 'invalid_code',
      redirect: 'bad_redirect_uri',
    });
  });
});

describe('rotation', () => {
  it('gives tokens that expire after twelve hours and a refresh token that works once', async () => {
    const app = appWith('on');
    const first = await exchange(app, await codeFor(app));
    nowMs += 43_200_000;
    const expired = await codeOf(clientOf(sandbox, first.access_token ?? '').auth.test());
    const second = await refresh(app, first.refresh_token ?? '');
    const again = await codeOf(refresh(app, first.refresh_token ?? ''));
    const works = await clientOf(sandbox, second.access_token ?? '').auth.test();
    expect([first.expires_in, first.access_token?.slice(0, 12), first.refresh_token?.slice(0, 7)]).toEqual([
      43_200,
      'xoxe.xoxb-1-',
      'xoxe-1-',
    ]);
    expect([expired, again, works.expires_in, second.refresh_token === first.refresh_token]).toEqual([
      'token_expired',
      'invalid_refresh_token',
      43_200,
      false,
    ]);
  });

  it('refreshes a chain of tokens, and the user token by its own refresh token', async () => {
    const app = appWith('on');
    const first = await exchange(app, await codeFor(app, { user_scope: 'search:read' }));
    const second = await refresh(app, first.refresh_token ?? '');
    const third = await refresh(app, second.refresh_token ?? '');
    const user = await refresh(app, first.authed_user?.refresh_token ?? '');
    expect([third.token_type, user.token_type, user.access_token?.slice(0, 12), user.scope]).toEqual([
      'bot',
      'user',
      'xoxe.xoxp-1-',
      'search:read',
    ]);
  });

  it('refuses a refresh token of another app and a grant type it does not know', async () => {
    const app = appWith('on');
    const granted = await exchange(app, await codeFor(app));
    const query = { client_id: app.clientId, client_secret: app.clientSecret, grant_type: 'password' };
    expect([
      await codeOf(refresh(appWith('off'), granted.refresh_token ?? '')),
      await callApi(sandbox, 'oauth.v2.access', { query }),
    ]).toEqual(['invalid_refresh_token', { ok: false, error: 'invalid_grant_type' }]);
  });
});

describe('auth.revoke', () => {
  it('tries without effect, then revokes for good', async () => {
    const app = appWith('off');
    const granted = await exchange(app, await codeFor(app));
    const client = clientOf(sandbox, granted.access_token ?? '');
    const tried = await client.auth.revoke({ test: true });
    const done = await client.auth.revoke({});
    expect([tried, done]).toMatchObject([{ revoked: false }, { revoked: true }]);
    expect(await codeOf(client.auth.test())).toBe('token_revoked');
  });
});
