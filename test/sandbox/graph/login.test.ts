import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegisteredApp } from '../../../sandbox/graph/store/grants.ts';
import { dial, graphClient } from './graph-client.ts';
import { found, startScene, type Scene } from './scene.ts';

let scene: Scene;
let app: RegisteredApp;
let nowMs = Date.UTC(2025, 11, 1, 9);
const redirect = 'https://app.example.com/oauth/callback';
const host = 'https://login.microsoftonline.com';

beforeAll(async () => {
  scene = await startScene({ now: () => nowMs });
  app = found(scene.sandbox.store.apps[0]);
});
afterAll(() => scene.sandbox.close());

interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

async function token(tenant: string, form: Record<string, string>): Promise<TokenAnswer> {
  const { status, bytes } = await dial(scene.sandbox.address, `${host}/${tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
  return { status, body: JSON.parse(bytes.toString()) as Record<string, unknown> };
}

async function visit(path: string, query: Record<string, string>): Promise<URL> {
  const { headers } = await dial(scene.sandbox.address, `${host}/${path}?${new URLSearchParams(query).toString()}`);
  return new URL(headers.location ?? 'about:blank');
}

const authorization = (more: Record<string, string> = {}): Record<string, string> => ({
  client_id: app.clientId,
  response_type: 'code',
  redirect_uri: redirect,
  scope: 'offline_access User.Read https://graph.microsoft.com/Chat.Read',
  state: 's1',
  auto: '1',
  ...more,
});
const client = (): Record<string, string> => ({ client_id: app.clientId, client_secret: app.clientSecret });

async function code(more: Record<string, string> = {}): Promise<string> {
  return found(
    (await visit('common/oauth2/v2.0/authorize', authorization(more))).searchParams.get('code') ?? undefined,
  );
}

/** Error, status and AADSTS number of a refusal, and whether its text begins with the number. */
function refusal({ status, body }: TokenAnswer): unknown {
  const [number] = body.error_codes as [number];
  return [status, body.error, number, String(body.error_description).startsWith(`AADSTS${number}: `)];
}

describe('signing a person in', () => {
  it('asks on a page, and goes back with a code when that is accepted', async () => {
    const { auto: _, ...query } = authorization();
    const page = await dial(
      scene.sandbox.address,
      `${host}/common/oauth2/v2.0/authorize?${new URLSearchParams(query).toString()}`,
    );
    const [, accept = ''] = /href="([^"]+)">Accept/.exec(page.bytes.toString()) ?? [];
    const { headers } = await dial(scene.sandbox.address, `${host}${accept.replaceAll('&amp;', '&')}`);
    const back = new URL(headers.location ?? '');
    expect([back.origin + back.pathname, back.searchParams.get('state'), back.searchParams.has('code')]).toEqual([
      redirect,
      's1',
      true,
    ]);
  });

  it('goes back with an error when it is denied', async () => {
    const back = await visit('common/oauth2/v2.0/authorize', authorization({ auto: 'deny' }));
    expect([back.searchParams.get('error'), back.searchParams.get('state')]).toEqual(['access_denied', 's1']);
  });

  it('goes back with an error for a scope Graph does not have', async () => {
    const back = await visit('common/oauth2/v2.0/authorize', authorization({ scope: 'User.Read Unicorn.Ride' }));
    expect([back.searchParams.get('error'), back.searchParams.get('error_description')]).toEqual([
      'invalid_scope',
      "AADSTS70011: The provided value for the input parameter 'scope' is not valid. The scope Unicorn.Ride does not exist.",
    ]);
  });

  it('gives tokens for a code with its verifier, once, with the scopes asked for', async () => {
    const verifier = 'v'.repeat(50);
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const form = {
      ...client(),
      grant_type: 'authorization_code',
      code: await code({ code_challenge: challenge, code_challenge_method: 'S256' }),
      redirect_uri: redirect,
      code_verifier: verifier,
    };
    const first = await token('common', form);
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
    expect(refusal(await token('common', form))).toEqual([400, 'invalid_grant', 54005, true]);
  });

  it('signs in who the login hint names, also of another tenant', async () => {
    const tenant = found(scene.sandbox.store.tenant('fabrikam.com'));
    const person = found([...tenant.users.values()][3]);
    const answer = await token('organizations', {
      ...client(),
      grant_type: 'authorization_code',
      code: await code({ login_hint: person.userPrincipalName }),
      redirect_uri: redirect,
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
      async () => ({ client_secret: 'wrong', code: await code() }),
      [401, 'invalid_client', 7000215, true],
    ],
    [
      'an expired secret',
      async () => ({ client_secret: app.expiredSecret, code: await code() }),
      [401, 'invalid_client', 7000222, true],
    ],
    [
      'an unknown app',
      async () => ({ client_id: '00000000-0000-4000-8000-000000000000', code: await code() }),
      [400, 'unauthorized_client', 700016, true],
    ],
    ['an unknown code', () => Promise.resolve({ code: 'abc' }), [400, 'invalid_grant', 9002313, true]],
    ['no code', () => Promise.resolve({}), [400, 'invalid_request', 900144, true]],
    [
      'another redirect address',
      async () => ({ code: await code(), redirect_uri: 'https://evil.example.com' }),
      [400, 'invalid_client', 500112, true],
    ],
    [
      'a wrong verifier',
      async () => ({ code: await code({ code_challenge: 'abc', code_challenge_method: 'S256' }), code_verifier: 'x' }),
      [400, 'invalid_grant', 501481, true],
    ],
    [
      'an unknown grant type',
      async () => ({ code: await code(), grant_type: 'password' }),
      [400, 'unsupported_grant_type', 70003, true],
    ],
  ];
  it.each(badCodes)('refuses %s', async (_, form, expected) => {
    const answer = await token('common', {
      ...client(),
      grant_type: 'authorization_code',
      redirect_uri: redirect,
      ...(await form()),
    });
    expect(refusal(answer)).toEqual(expected);
  });

  it('refuses a code after ten minutes', async () => {
    const late = await code();
    nowMs += 600_001;
    const answer = await token('common', {
      ...client(),
      grant_type: 'authorization_code',
      code: late,
      redirect_uri: redirect,
    });
    expect(refusal(answer)).toEqual([400, 'invalid_grant', 70008, true]);
  });

  it('refuses a tenant that does not exist', async () => {
    const answer = await token('nowhere.example', {
      ...client(),
      grant_type: 'client_credentials',
      scope: 'https://graph.microsoft.com/.default',
    });
    expect(refusal(answer)).toEqual([400, 'invalid_request', 90002, true]);
  });
});

describe('refreshing', () => {
  it('rotates: the old token is worth nothing after it was used', async () => {
    const form = { ...client(), grant_type: 'refresh_token', refresh_token: scene.sandbox.tokens.tenant1.refresh };
    const first = await token(scene.sandbox.tokens.tenant1.tenantId, form);
    const second = await token('common', { ...form, refresh_token: String(first.body.refresh_token) });
    expect([first.status, second.status, first.body.refresh_token === second.body.refresh_token]).toEqual([
      200,
      200,
      false,
    ]);
    expect(refusal(await token('common', form))).toEqual([400, 'invalid_grant', 70000, true]);
  });

  it('refuses what was revoked, what ran out and what was not consented to', async () => {
    const { grants } = scene.sandbox.store;
    const { tenantId, userId } = scene.sandbox.tokens.tenant2;
    const fresh = () => grants.createRefreshToken({ clientId: app.clientId, tenantId, userId, scopes: ['User.Read'] });
    const refresh = (refresh_token: string, more: Record<string, string> = {}) =>
      token('common', { ...client(), grant_type: 'refresh_token', refresh_token, ...more });
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

describe('an app on its own', () => {
  const scope = 'https://graph.microsoft.com/.default';

  it('gets a token without a refresh token, good for its roles', async () => {
    const answer = await token('contoso.onmicrosoft.com', { ...client(), grant_type: 'client_credentials', scope });
    const { access_token, ...facts } = answer.body;
    expect(facts).toEqual({ token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599 });
    const { value } = (await graphClient(scene.sandbox.address, String(access_token)).api('/teams?$top=999').get()) as {
      value: object[];
    };
    expect(value.length).toBe(scene.tenant.teams.size);
  });

  it('wants .default as its scope, and a tenant', async () => {
    const form = { ...client(), grant_type: 'client_credentials' };
    expect(refusal(await token('contoso.com', { ...form, scope: 'User.Read.All' }))).toEqual([
      400,
      'invalid_scope',
      1002012,
      true,
    ]);
    expect(refusal(await token('common', { ...form, scope }))).toEqual([400, 'invalid_request', 50059, true]);
  });

  it('is unknown in a tenant until its administrator has consented', async () => {
    const form = { ...client(), grant_type: 'client_credentials', scope };
    const before = refusal(await token('fabrikam.com', form));
    const back = await visit('fabrikam.com/v2.0/adminconsent', {
      client_id: app.clientId,
      redirect_uri: redirect,
      state: 's2',
      scope,
      auto: '1',
    });
    const after = await token('fabrikam.com', form);
    expect([before, Object.fromEntries(back.searchParams), after.status]).toEqual([
      [400, 'unauthorized_client', 700016, true],
      { admin_consent: 'True', tenant: scene.sandbox.tokens.tenant2.tenantId, scope, state: 's2' },
      200,
    ]);
  });

  it('may prove itself by a signed assertion', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    app.certificates.set('thumb', publicKey.export({ type: 'spki', format: 'pem' }).toString());
    const assertion = (claims: object): string => {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const text = `${part({ alg: 'RS256', typ: 'JWT', x5t: 'thumb' })}.${part(claims)}`;
      return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
    };
    const aud = `${host}/contoso.com/oauth2/v2.0/token`;
    const claims = { iss: app.clientId, sub: app.clientId, aud, jti: '1', exp: nowMs / 1000 + 300 };
    const ask = (client_assertion: string) =>
      token('contoso.com', {
        client_id: app.clientId,
        grant_type: 'client_credentials',
        scope,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion,
      });
    const good = await ask(assertion(claims));
    const forged = await ask(assertion(claims).replace(/.{4}$/, 'AAAA'));
    const stale = await ask(assertion({ ...claims, exp: nowMs / 1000 - 1 }));
    const foreign = await ask(assertion({ ...claims, aud: 'https://example.com' }));
    expect([good.status, refusal(forged), refusal(stale), refusal(foreign)]).toEqual([
      200,
      [401, 'invalid_client', 700027, true],
      [401, 'invalid_client', 700024, true],
      [401, 'invalid_client', 50027, true],
    ]);
  });
});
