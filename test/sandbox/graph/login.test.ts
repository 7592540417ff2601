import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dial, graphClient } from './graph-client.ts';
import { loginCalls, loginHost, redirectUri, refusal, type LoginCalls } from './login-calls.ts';
import { found, startScene, type Scene } from './scene.ts';

let scene: Scene;
let login: LoginCalls;
let nowMs = Date.UTC(2025, 11, 1, 9);

beforeAll(async () => {
  scene = await startScene({ now: () => nowMs });
  login = loginCalls(scene);
});
afterAll(() => scene.sandbox.close());

describe('signing a person in', () => {
  it('asks on a page, and goes back with a code when that is accepted', async () => {
    const { auto: _, ...query } = login.authorization();
    const page = await dial(
      scene.sandbox.address,
      `${loginHost}/common/oauth2/v2.0/authorize?${new URLSearchParams(query).toString()}`,
    );
    const [, accept = ''] = /href="([^"]+)">Accept/.exec(page.bytes.toString()) ?? [];
    const { headers } = await dial(scene.sandbox.address, `${loginHost}${accept.replaceAll('&amp;', '&')}`);
    const back = new URL(headers.location ?? '');
    expect([back.origin + back.pathname, back.searchParams.get('state'), back.searchParams.has('code')]).toEqual([
      redirectUri,
      's1',
      true,
    ]);
  });

  it('goes back with an error when it is denied', async () => {
    const back = await login.visit('common/oauth2/v2.0/authorize', login.authorization({ auto: 'deny' }));
    expect([back.searchParams.get('error'), back.searchParams.get('state')]).toEqual(['access_denied', 's1']);
  });

  it('goes back with an error for a scope Graph does not have', async () => {
    const back = await login.visit(
      'common/oauth2/v2.0/authorize',
      login.authorization({ scope: 'User.Read Unicorn.Ride' }),
    );
    expect([back.searchParams.get('error'), back.searchParams.get('error_description')]).toEqual([
      'invalid_scope',
      "AADSTS70011: The provided value for the input parameter 'scope' is not valid. The scope Unicorn.Ride does not exist.",
    ]);
  });

  it('gives tokens for a code with its verifier, once, with the scopes asked for', async () => {
    const verifier = 'v'.repeat(50);
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const form = {
      grant_type: 'authorization_code',
      code: await login.code({ code_challenge: challenge, code_challenge_method: 'S256' }),
      redirect_uri: redirectUri,
      code_verifier: verifier,
    };
    const first = await login.token('common', form);
    const { access_token, refresh_token, ...facts } = first.body;
    expect([first.status, facts, typeof refresh_token]).toEqual([
      200,
      {
        token_type: 'Bearer',
        scope: 'https://graph.microsoft.com/User.Read https://graph.microsoft.com/Chat.Read',
        expires_in: 3900,
        ext_expires_in: 3900,
      },
      'string',
    ]);
    const me = (await graphClient(scene.sandbox.address, String(access_token)).api('/me').get()) as { id: string };
    expect(me.id).toBe(scene.sandbox.tokens.tenant1.userId);
    expect(refusal(await login.token('common', form))).toEqual([400, 'invalid_grant', 54005, true]);
  });

  it('signs in who the login hint names, also of another tenant', async () => {
    const tenant = found(scene.sandbox.store.tenant('fabrikam.com'));
    const person = found([...tenant.users.values()][3]);
    const answer = await login.token('organizations', {
      grant_type: 'authorization_code',
      code: await login.code({ login_hint: person.userPrincipalName }),
      redirect_uri: redirectUri,
    });
    const me = (await graphClient(scene.sandbox.address, String(answer.body.access_token)).api('/me').get()) as {
      id: string;
    };
    expect(me.id).toBe(person.id);
  });

  const badCodes: readonly (readonly [
    title: string,
    form: () => Promise<Record<string, string>>,
    expected: unknown,
  ])[] = [
    [
      'a wrong secret',
      async () => ({ client_secret: 'wrong', code: await login.code() }),
      [401, 'invalid_client', 7000215, true],
    ],
    [
      'an expired secret',
      async () => ({ client_secret: login.app.expiredSecret, code: await login.code() }),
      [401, 'invalid_client', 7000222, true],
    ],
    [
      'an unknown app',
      async () => ({ client_id: '00000000-0000-4000-8000-000000000000', code: await login.code() }),
      [400, 'unauthorized_client', 700016, true],
    ],
    ['an unknown code', () => Promise.resolve({ code: 'abc' }), [400, 'invalid_grant', 9002313, true]],
    ['no code', () => Promise.resolve({}), [400, 'invalid_request', 900144, true]],
    [
      'another redirect address',
      async () => ({ code: await login.code(), redirect_uri: 'https://evil.example.com' }),
      [400, 'invalid_client', 500112, true],
    ],
    [
      'a wrong verifier',
      async () => ({
        code: await login.code({ code_challenge: 'abc', code_challenge_method: 'S256' }),
        code_verifier: 'x',
      }),
      [400, 'invalid_grant', 501481, true],
    ],
    [
      'an unknown grant type',
      async () => ({ code: await login.code(), grant_type: 'password' }),
      [400, 'unsupported_grant_type', 70003, true],
    ],
  ];
  it.each(badCodes)('refuses %s', async (_, form, expected) => {
    const answer = await login.token('common', {
      grant_type: 'authorization_code',
      redirect_uri: redirectUri,
      ...(await form()),
    });
    expect(refusal(answer)).toEqual(expected);
  });

  it('refuses a code after ten minutes', async () => {
    const late = await login.code();
    nowMs += 600_001;
    const answer = await login.token('common', {
      grant_type: 'authorization_code',
      code: late,
      redirect_uri: redirectUri,
    });
    expect(refusal(answer)).toEqual([400, 'invalid_grant', 70008, true]);
  });

  it('refuses a tenant that does not exist', async () => {
    const answer = await login.token('nowhere.example', {
      grant_type: 'client_credentials',
      scope: 'https://graph.microsoft.com/.default',
    });
    expect(refusal(answer)).toEqual([400, 'invalid_request', 90002, true]);
  });
});

describe('refreshing', () => {
  it('rotates: the old token is worth nothing after it was used', async () => {
    const form = { grant_type: 'refresh_token', refresh_token: scene.sandbox.tokens.tenant1.refresh };
    const first = await login.token(scene.sandbox.tokens.tenant1.tenantId, form);
    const second = await login.token('common', { ...form, refresh_token: String(first.body.refresh_token) });
    expect([first.status, second.status, first.body.refresh_token === second.body.refresh_token]).toEqual([
      200,
      200,
      false,
    ]);
    expect(refusal(await login.token('common', form))).toEqual([400, 'invalid_grant', 70000, true]);
  });

  it('refuses what was revoked, what ran out and what was not consented to', async () => {
    const { grants } = scene.sandbox.store;
    const { tenantId, userId } = scene.sandbox.tokens.tenant2;
    const fresh = () =>
      grants.createRefreshToken({ clientId: login.app.clientId, tenantId, userId, scopes: ['User.Read'] });
    const refresh = (refresh_token: string, more: Record<string, string> = {}) =>
      login.token('common', { grant_type: 'refresh_token', refresh_token, ...more });
    const beyond = refusal(await refresh(fresh(), { scope: 'Chat.Read' }));
    const old = fresh();
    nowMs += 91 * 86_400_000;
    const expired = refusal(await refresh(old));
    const revoked = fresh();
    grants.revokeUser(userId);
    expect([beyond, expired, refusal(await refresh(revoked))]).toEqual([
      [400, 'invalid_grant', 65001, true],
      [400, 'invalid_grant', 700082, true],
      [400, 'invalid_grant', 50173, true],
    ]);
  });
});
