import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createScene } from './scene.ts';
import type { Scene } from './scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await createScene();
});
afterAll(() => scene.end());

const keyed = [
  ['GET', '/unified/talk/notes'],
  ['GET', '/unified/talk/notes/n1'],
  ['GET', '/unified/talk/notes/n1/print'],
  ['POST', '/unified/talk/notes'],
  ['PATCH', '/unified/talk/notes/n1'],
  ['DELETE', '/unified/talk/notes/n1'],
  ['POST', '/unified/talk/notes/n1/archive'],
  ['GET', '/proxy/rooms/list'],
  ['POST', '/proxy/rooms/write'],
  ['GET', '/custom/rooms'],
  ['PUT', '/custom/rooms'],
  ['GET', '/integrated-accounts'],
  ['POST', '/integrated-accounts'],
  ['GET', '/integrated-accounts/acc_1'],
  ['DELETE', '/integrated-accounts/acc_1'],
  ['GET', '/integrations'],
  ['GET', '/unified-models'],
] as const;

describe('keys', () => {
  it.each(keyed)('%s %s needs one', async (method, url) => {
    const { status, headers, body } = await scene.call({ method, url, headers: {} });
    expect({ status, asks: headers['www-authenticate'], body }).toMatchObject({
      status: 401,
      asks: 'Bearer realm="patchbay"',
      body: { code: 'ACCESS_KEY_MISSING', detail: 'Send an API key in the header "Authorization: Bearer pb_...".' },
    });
  });

  it('are asked for above on every route there is, but for the two of health', () => {
    expect(scene.app.printRoutes({ commonPrefix: false }).trimEnd().split('\n')).toEqual([
      '├── /healthz (GET, HEAD)',
      '├── /readyz (GET, HEAD)',
      '├── /unified/meta/:model/:integration (GET, HEAD)',
      '├── /unified/:model/:resource (GET, HEAD, POST)',
      '│   ├── /meta/:method (GET, HEAD)',
      '│   └── /:id (GET, HEAD, PATCH, DELETE, POST)',
      '│       └── /:method (POST, GET, HEAD)',
      '├── /unified-models (GET, HEAD)',
      '├── /proxy/:native/:endpoint (GET, HEAD, POST)',
      '├── /integrated-accounts (POST, GET, HEAD)',
      '│   └── /:id (GET, HEAD, DELETE)',
      '├── /integrations (GET, HEAD)',
      '│   └── /:name (GET, HEAD)',
      '├── /capabilities (GET, HEAD)',
      // That is /custom/*, without what it begins with.
      '└── * (GET, HEAD, POST, PUT, PATCH, DELETE)',
    ]);
  });

  it.each([
    ['Basic cGI6eA==', 'The header is not of the form "Authorization: Bearer pb_...".'],
    ['Bearer', 'The header is not of the form "Authorization: Bearer pb_...".'],
    ['Bearer sk_live_x', 'The header is not of the form "Authorization: Bearer pb_...".'],
    ['Bearer pb_live_x y', 'The header is not of the form "Authorization: Bearer pb_...".'],
    ['Bearer pb_live_x', 'The API key is unknown or was revoked.'],
    [`Bearer pb_live_${randomBytes(32).toString('base64url')}`, 'The API key is unknown or was revoked.'],
  ])('are refused as "%s"', async (authorization, detail) => {
    const { status, headers, body } = await scene.call({ url: '/integrations', headers: { authorization } });
    expect({ status, asks: headers['www-authenticate'], body }).toMatchObject({
      status: 401,
      asks: 'Bearer realm="patchbay", error="invalid_token"',
      body: { code: 'ACCESS_KEY_INVALID', detail },
    });
  });

  it('end when they are revoked', async () => {
    const { key, secret } = await scene.store.keys.create(scene.environmentId, { name: 'short' });
    const call = async (): Promise<number> =>
      (await scene.call({ url: '/integrations', headers: { authorization: `bearer ${secret}` } })).status;
    const before = await call();
    await scene.store.keys.revoke(scene.environmentId, key.id);
    expect([before, await call()]).toEqual([200, 401]);
  });

  it.each([
    ['read', 'POST', '/unified/talk/notes', 'This key does not allow "write"; it allows read.'],
    ['read', 'DELETE', '/unified/talk/notes/n1', 'This key does not allow "write"; it allows read.'],
    ['read', 'GET', '/integrated-accounts', 'This key does not allow "manage"; it allows read.'],
    ['write', 'GET', '/unified/talk/notes', 'This key does not allow "read"; it allows write.'],
    ['write', 'POST', '/integrated-accounts', 'This key does not allow "manage"; it allows write.'],
    ['manage', 'GET', '/unified/talk/notes/n1', 'This key does not allow "read"; it allows manage.'],
  ] as const)('with the scope %s only do not open %s %s', async (scope, method, url, detail) => {
    const key = await scene.createKey([scope]);
    expect(await scene.call({ method, url, headers: { authorization: `Bearer ${key}` } })).toMatchObject({
      status: 403,
      body: { code: 'ACCESS_FORBIDDEN', detail },
    });
  });

  it('of any scope open the catalogue', async () => {
    const key = await scene.createKey(['write']);
    const headers = { authorization: `Bearer ${key}` };
    const answers = await Promise.all(['/integrations', '/unified-models'].map(url => scene.call({ url, headers })));
    expect(answers.map(answer => answer.status)).toEqual([200, 200]);
  });
});
