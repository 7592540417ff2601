import { createHash, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auth, chat } from '@googleapis/chat';
import { startGoogleChatSandbox, type GoogleChatSandbox } from '../../../sandbox/googlechat/sandbox.ts';
import { dialledFetch, get, postForm, send } from './client.ts';
import { testNow } from './places.ts';

let sandbox: GoogleChatSandbox;
let nowMs = testNow;

beforeAll(async () => {
  sandbox = await startGoogleChatSandbox({ now: () => nowMs });
});
afterAll(() => sandbox.close());

const tokenUrl = 'https://oauth2.googleapis.com/token';
const scope = (name: string): string => `https://www.googleapis.com/auth/${name}`;
const redirectUri = 'https://patchbay.example/oauth/callback';

/** Approves at once and gives the code. */
async function approve(extra: Record<string, string> = {}): Promise<URL> {
  const query = new URLSearchParams({
    client_id: sandbox.accounts.client.clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: `openid ${scope('chat.spaces.readonly')}`,
    access_type: 'offline',
    prompt: 'consent',
    state: 'st',
    auto: '1',
    ...extra,
  });
  const { headers } = await send(sandbox, `https://accounts.google.com/o/oauth2/v2/auth?${query.toString()}`);
  return new URL(headers.location ?? 'https://nowhere.example');
}

function exchange(form: Record<string, string>): Promise<{ status: number; body: unknown }> {
  const { clientId, clientSecret } = sandbox.accounts.client;
  return postForm(sandbox, tokenUrl, { client_id: clientId, client_secret: clientSecret, ...form });
}

/** A signed assertion; `claims` replace the right ones. */
function assertion(claims: Record<string, unknown>, alg = 'RS256'): string {
  const { clientEmail, privateKey, privateKeyId } = sandbox.accounts.serviceAccount;
  const iat = Math.floor(nowMs / 1000);
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = part({ alg, typ: 'JWT', kid: privateKeyId });
  const body = part({ iss: clientEmail, scope: scope('chat.bot'), aud: tokenUrl, iat, exp: iat + 3600, ...claims });
  return `${head}.${body}.${sign('sha256', Buffer.from(`${head}.${body}`), privateKey).toString('base64url')}`;
}

function assert(claims: Record<string, unknown>): Promise<{ status: number; body: unknown }> {
  return postForm(sandbox, tokenUrl, {
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    assertion: assertion(claims),
  });
}

describe('the consent page', () => {
  it('offers the people with credentials and a refusal', async () => {
    const query = `client_id=${sandbox.accounts.client.clientId}&redirect_uri=${encodeURIComponent(redirectUri)}&response_type=code&scope=openid`;
    const { status, bytes } = await send(sandbox, `https://accounts.google.com/o/oauth2/v2/auth?${query}`);
    const page = bytes.toString('utf8');
    expect([
      status,
      page.includes(sandbox.accounts.admin.email),
      page.includes(sandbox.accounts.member.email),
      page.includes('choice=deny'),
    ]).toEqual([200, true, true, true]);
  });

  it('sends the code and the state back', async () => {
    const target = await approve();
    expect([
      target.origin + target.pathname,
      target.searchParams.get('state'),
      target.searchParams.get('scope'),
    ]).toEqual([redirectUri, 'st', `openid ${scope('chat.spaces.readonly')}`]);
  });

  it('refuses an unknown client', async () => {
    const { status } = await send(
      sandbox,
      'https://accounts.google.com/o/oauth2/v2/auth?client_id=x&redirect_uri=https%3A%2F%2Fa.example&response_type=code&scope=openid',
    );
    expect(status).toBe(400);
  });
});

describe('the token endpoint with a code', () => {
  it('gives tokens that Google’s own client refreshes', async () => {
    const { clientId, clientSecret } = sandbox.accounts.client;
    const client = new auth.OAuth2({
      clientId,
      clientSecret,
      redirectUri,
      transporterOptions: { fetchImplementation: dialledFetch(sandbox) },
    });
    const target = await approve({ login_hint: sandbox.accounts.member.email });
    const { tokens } = await client.getToken(target.searchParams.get('code') ?? '');
    client.setCredentials({ refresh_token: tokens.refresh_token ?? null });
    const api = chat({ version: 'v1', auth: client, fetchImplementation: dialledFetch(sandbox) });
    const { data } = await api.spaces.list({ pageSize: 1 });
    expect(tokens).toMatchObject({ token_type: 'Bearer', scope: `openid ${scope('chat.spaces.readonly')}` });
    expect(data.spaces).toHaveLength(1);
    expect(client.credentials.access_token).not.toBe(tokens.access_token);
  });

  it('takes a code once, with its redirect address and verifier', async () => {
    const verifier = 'v'.repeat(43);
    const challenge = {
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    };
    const code = async (): Promise<string> => (await approve(challenge)).searchParams.get('code') ?? '';
    const form = { grant_type: 'authorization_code', redirect_uri: redirectUri, code_verifier: verifier };
    const first = await code();
    expect((await exchange({ ...form, code: first })).status).toBe(200);
    expect(await exchange({ ...form, code: first })).toEqual({
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Malformed auth code.' },
    });
    expect(await exchange({ ...form, code: await code(), code_verifier: 'x' })).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
    expect(await exchange({ ...form, code: await code(), redirect_uri: 'https://other.example' })).toMatchObject({
      status: 400,
      body: { error: 'redirect_uri_mismatch' },
    });
  });

  it('gives a refresh token again only when consent is asked for again', async () => {
    const code = (await approve({ prompt: 'none' })).searchParams.get('code') ?? '';
    const { body } = await exchange({ grant_type: 'authorization_code', redirect_uri: redirectUri, code });
    expect(Object.keys(body as object)).toEqual(['access_token', 'expires_in', 'scope', 'token_type']);
  });
});

describe('the token endpoint with a refresh token', () => {
  it('does not rotate it, and refuses a revoked one and a wrong secret', async () => {
    const form = { grant_type: 'refresh_token', refresh_token: sandbox.accounts.member.refreshToken };
    const { body } = await exchange(form);
    expect(Object.keys(body as object)).toEqual(['access_token', 'expires_in', 'scope', 'token_type']);
    expect((await exchange(form)).status).toBe(200);
    expect(await exchange({ ...form, client_secret: 'x' })).toMatchObject({
      status: 401,
      body: { error: 'invalid_client' },
    });
    await postForm(sandbox, 'https://oauth2.googleapis.com/revoke', { token: form.refresh_token });
    expect(await exchange(form)).toEqual({
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' },
    });
  });
});

describe('the token endpoint with an assertion', () => {
  it('gives Google’s own JWT client the app’s access', async () => {
    // The client signs with the machine's clock.
    const live = await startGoogleChatSandbox();
    const { clientEmail, privateKey, privateKeyId } = live.accounts.serviceAccount;
    const fetchImplementation = dialledFetch(live);
    const scopes = [scope('chat.bot')];
    const transporterOptions = { fetchImplementation };
    const client = new auth.JWT({
      email: clientEmail,
      key: privateKey,
      keyId: privateKeyId,
      scopes,
      transporterOptions,
    });
    const { data } = await chat({ version: 'v1', auth: client, fetchImplementation }).spaces.list({ pageSize: 3 });
    await live.close();
    expect(data.spaces).toHaveLength(3);
  });

  it('speaks for the person of `sub`', async () => {
    const { body } = await assert({
      sub: sandbox.accounts.member.email,
      scope: `${scope('userinfo.email')} ${scope('chat.messages')}`,
    });
    const { access_token, ...rest } = body as { access_token: string };
    const { body: me } = await get(sandbox, 'https://www.googleapis.com/oauth2/v2/userinfo', access_token);
    expect(rest).toEqual({ expires_in: 3599, token_type: 'Bearer' });
    expect(me).toMatchObject({ id: sandbox.accounts.member.userId, email: sandbox.accounts.member.email });
  });

  it('expires after an hour', async () => {
    const { body } = await assert({});
    const { access_token } = body as { access_token: string };
    nowMs = testNow + 3_600_000;
    const late = await get(sandbox, 'https://chat.googleapis.com/v1/spaces', access_token);
    nowMs = testNow;
    expect(late.status).toBe(401);
  });

  const long =
    'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.';
  const second = Math.floor(testNow / 1000);
  it.each([
    ['another issuer', { iss: 'x@y.example' }, 400, 'invalid_grant', 'Invalid grant: account not found'],
    ['another audience', { aud: 'https://x.example' }, 400, 'invalid_grant', 'Invalid JWT: Failed audience check.'],
    ['a long life', { exp: second + 3700 }, 400, 'invalid_grant', long],
    ['a life that is over', { iat: second - 7200, exp: second - 3700 }, 400, 'invalid_grant', long],
    ['no scope', { scope: '' }, 400, 'invalid_scope', 'Invalid OAuth scope or ID token audience provided.'],
    ['an unknown person', { sub: 'nobody@northwind.example' }, 400, 'invalid_grant', 'Invalid email or User ID'],
    [
      'a scope that is not delegated',
      { sub: 'ADMIN', scope: scope('gmail.readonly') },
      401,
      'unauthorized_client',
      'Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.',
    ],
  ])('refuses %s', async (_, claims, status, error, error_description) => {
    const sub = 'sub' in claims && claims.sub === 'ADMIN' ? { sub: sandbox.accounts.admin.email } : {};
    expect(await assert({ ...claims, ...sub })).toEqual({ status, body: { error, error_description } });
  });

  it('refuses a signature that does not fit', async () => {
    const form = { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer' };
    const [head = '', , signature = ''] = assertion({}).split('.');
    const [, otherBody = ''] = assertion({ sub: sandbox.accounts.admin.email }).split('.');
    const refusal = { status: 400, body: { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' } };
    expect(await postForm(sandbox, tokenUrl, { ...form, assertion: `${head}.${otherBody}.${signature}` })).toEqual(
      refusal,
    );
    expect(await postForm(sandbox, tokenUrl, { ...form, assertion: assertion({}, 'none') })).toEqual(refusal);
  });
});
