import { generateKeyPairSync } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadAcme } from '../link/support/acme.ts';
import { createScene } from './scene.ts';
import type { Scene } from './scene.ts';

const pem = String(
  generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
);
let scene: Scene;
beforeAll(async () => {
  scene = await createScene();
  const acme = loadAcme();
  scene.engine.catalogue = () => acme;
  scene.engine.findings = () => Promise.resolve({ settings: { subject: 'ann@acme.example' }, externalIds: ['T1'] });
});
afterAll(() => scene.end());

const post = (auth: string, fields?: Readonly<Record<string, string>>): ReturnType<Scene['call']> =>
  scene.call({ method: 'POST', url: '/integrated-accounts', payload: { integration: 'acme', auth, fields } });
const storedBy = async (answer: { body: unknown }): Promise<unknown> => {
  const { id, credentials } = answer.body as { id: string; credentials: readonly string[] }; // the answer under test
  const read = credentials.map(
    async name => [name, (await scene.store.credentials.read(id, name)).properties] as const,
  );
  return Object.fromEntries(await Promise.all(read));
};

describe('linking by fields that buy a token', () => {
  it('stores what is secret as the credential, makes settings of the rest, and lets the fields decide whose it is', async () => {
    const key = { client_email: 'robot@acme.example', private_key: pem };
    const delegated = await post('service_account', { ...key, subject: 'ann@acme.example' });
    const own = await post('service_account', key);
    expect([await storedBy(delegated), await storedBy(own)]).toEqual([{ user: key }, { bot: key }]);
    expect(scene.engine.links).toMatchObject([
      { credentials: { user: key }, settings: { subject: 'ann@acme.example' } },
      { credentials: { bot: key }, settings: {} },
    ]);
    expect(delegated).toMatchObject({ status: 201, body: { settings: { subject: 'ann@acme.example' } } });
    expect(JSON.stringify(delegated.body)).not.toContain('PRIVATE KEY');
  });

  it('takes no fields where there are none to fill in', async () => {
    const answer = await post('our_app');
    expect([answer.status, await storedBy(answer)]).toEqual([201, { bot: {} }]);
  });

  it.each([
    [
      'what is missing, and only what is required',
      'service_account',
      {},
      [
        ['/fields/client_email', 'is required (Client e-mail)'],
        ['/fields/private_key', 'is required (Private key)'],
      ],
    ],
    [
      'a key that is none',
      'service_account',
      { client_email: 'a@b', private_key: 'secret-1' },
      [['/fields/private_key', 'is not a private key in PEM form (-----BEGIN PRIVATE KEY-----), without a passphrase']],
    ],
    [
      'a line break in a field that is no key',
      'app_only',
      { tenant_id: 't1', client_id: 'c1', client_secret: 'secret-1\nsecret-2' },
      [['/fields/client_secret', 'holds a control character']],
    ],
    [
      'an optional field that is empty',
      'service_account',
      { client_email: 'a@b', private_key: pem, subject: '' },
      [['/fields/subject', 'is empty']],
    ],
    ['a field where there are none', 'our_app', { x: 'secret-1' }, [['/fields/x', 'is not known; there are none']]],
  ])('names %s', async (_, auth, fields, mistakes) => {
    const { status, body } = await post(auth, fields);
    expect({ status, body }).toMatchObject({
      status: 422,
      body: { code: 'REQUEST_BODY_INVALID', errors: mistakes.map(([pointer, message]) => ({ pointer, message })) },
    });
    expect(JSON.stringify(body)).not.toContain('secret-');
  });
});

describe('GET /integrations', () => {
  it('shows how to link in each way', async () => {
    const { body } = await scene.call({ url: '/integrations' });
    const { result } = body as { result: readonly { auth: readonly { name: string }[] }[] }; // the answer under test
    const ways = new Map(result[0]?.auth.map(way => [way.name, way]));
    expect([ways.get('oauth'), ways.get('service_account'), ways.get('our_app')]).toEqual([
      { name: 'oauth', style: 'oauth2_code', credentials: ['bot', 'user'] },
      {
        name: 'service_account',
        style: 'jwt_bearer',
        credentials: ['user', 'bot'],
        fields: [
          { name: 'client_email', label: 'Client e-mail', secret: false, required: true },
          { name: 'private_key', label: 'Private key', secret: true, required: true },
          { name: 'private_key_id', label: 'Key id', secret: false, required: false },
          { name: 'subject', label: 'Person to act for', secret: false, required: false },
        ],
      },
      { name: 'our_app', style: 'oauth2_client_credentials', credentials: ['bot'], fields: [] },
    ]);
  });
});
