import { generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphClient } from './graph-client.ts';
import { loginCalls, loginHost, redirectUri, refusal, type LoginCalls } from './login-calls.ts';
import { startScene, type Scene } from './scene.ts';

let scene: Scene;
let login: LoginCalls;
const nowMs = Date.UTC(2025, 11, 1, 9);

beforeAll(async () => {
  scene = await startScene({ now: () => nowMs });
  login = loginCalls(scene);
});
afterAll(() => scene.sandbox.close());

describe('an app on its own', () => {
  const scope = 'https://graph.microsoft.com/.default';

  it('gets a token without a refresh token, good for its roles', async () => {
    const answer = await login.token('contoso.onmicrosoft.com', { grant_type: 'client_credentials', scope });
    const { access_token, ...facts } = answer.body;
    expect(facts).toEqual({ token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599 });
    const { value } = (await graphClient(scene.sandbox.address, String(access_token)).api('/teams?$top=999').get()) as {
      value: object[];
    };
    expect(value.length).toBe(scene.tenant.teams.size);
  });

  it('wants .default as its scope, and a tenant', async () => {
    const form = { grant_type: 'client_credentials' };
    expect(refusal(await login.token('contoso.com', { ...form, scope: 'User.Read.All' }))).toEqual([
      400,
      'invalid_scope',
      1002012,
      true,
    ]);
    expect(refusal(await login.token('common', { ...form, scope }))).toEqual([400, 'invalid_request', 50059, true]);
  });

  it('is unknown in a tenant until its administrator has consented', async () => {
    const form = { grant_type: 'client_credentials', scope };
    const before = refusal(await login.token('fabrikam.com', form));
    const back = await login.visit('fabrikam.com/v2.0/adminconsent', {
      client_id: login.app.clientId,
      redirect_uri: redirectUri,
      state: 's2',
      scope,
      auto: '1',
    });
    const after = await login.token('fabrikam.com', form);
    expect([before, Object.fromEntries(back.searchParams), after.status]).toEqual([
      [400, 'unauthorized_client', 700016, true],
      { admin_consent: 'True', tenant: scene.sandbox.tokens.tenant2.tenantId, scope, state: 's2' },
      200,
    ]);
  });

  it('may prove itself by a signed assertion', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    login.app.certificates.set('thumb', publicKey.export({ type: 'spki', format: 'pem' }).toString());
    const assertion = (claims: object): string => {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const text = `${part({ alg: 'RS256', typ: 'JWT', x5t: 'thumb' })}.${part(claims)}`;
      return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
    };
    const aud = `${loginHost}/contoso.com/oauth2/v2.0/token`;
    const claims = { iss: login.app.clientId, sub: login.app.clientId, aud, jti: '1', exp: nowMs / 1000 + 300 };
    const ask = (client_assertion: string) =>
      login.token('contoso.com', {
        client_id: login.app.clientId,
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
