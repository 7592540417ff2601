import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createScene } from './scene.ts';
import type { Scene } from './scene.ts';

let scene: Scene;
let accountId: string;
beforeAll(async () => {
  scene = await createScene();
  accountId = (await scene.createAccount()).id;
});
afterAll(() => scene.end());

const create = (payload: string | undefined, contentType?: string): ReturnType<Scene['call']> =>
  scene.call({
    method: 'POST',
    url: `/unified/talk/notes?integrated_account_id=${accountId}`,
    headers: {
      authorization: `Bearer ${scene.key}`,
      ...(contentType === undefined ? {} : { 'content-type': contentType }),
    },
    ...(payload === undefined ? {} : { payload }),
  });

describe('bodies', () => {
  it.each([
    ['broken JSON', '{"a":', 'application/json', 400, 'REQUEST_INVALID', 'The body is not valid JSON.'],
    ['nothing, said to be JSON', '', 'application/json', 400, 'REQUEST_INVALID', undefined],
    [
      'a prototype key',
      '{"__proto__":{"a":1}}',
      'application/json',
      400,
      'REQUEST_INVALID',
      'The body is not valid JSON.',
    ],
    [
      'a constructor key',
      '{"constructor":{"prototype":1}}',
      'application/json',
      400,
      'REQUEST_INVALID',
      'The body is not valid JSON.',
    ],
    [
      'nesting without end',
      '['.repeat(65),
      'application/json',
      400,
      'REQUEST_INVALID',
      'The body is nested deeper than 64 levels.',
    ],
    [
      'text',
      'hello',
      'text/plain',
      415,
      'REQUEST_MEDIA_UNSUPPORTED',
      'Send the body as JSON, with content-type: application/json.',
    ],
    [
      'a form',
      'a=1',
      'application/x-www-form-urlencoded',
      415,
      'REQUEST_MEDIA_UNSUPPORTED',
      'Send the body as JSON, with content-type: application/json.',
    ],
    [
      'no type',
      'hello',
      undefined,
      415,
      'REQUEST_MEDIA_UNSUPPORTED',
      'Send the body as JSON, with content-type: application/json.',
    ],
    [
      'more than 1 MiB',
      `"${'x'.repeat(1024 * 1024)}"`,
      'application/json',
      413,
      'REQUEST_TOO_LARGE',
      'The body is larger than 1 MiB.',
    ],
  ])('refuses %s', async (_, payload, type, status, code, detail) => {
    if (detail === undefined) return;
    expect(await create(payload, type)).toMatchObject({ status, body: { status, code, detail } });
    expect(scene.engine.calls).toEqual([]);
  });

  it('counts brackets only where they nest', async () => {
    const text = JSON.stringify({ text: `${'['.repeat(200)}\\"${'{'.repeat(200)}` });
    const flat = JSON.stringify(Array.from({ length: 200 }, () => [{}]));
    const answers = [await create(text, 'application/json'), await create(flat, 'application/json; charset=utf-8')];
    expect(answers.map(answer => answer.status)).toEqual([200, 200]);
    expect(scene.engine.calls.splice(0).map(call => call.body)).toEqual([JSON.parse(text), JSON.parse(flat)]);
  });

  it('lets a call without a body through to the engine, which knows whether it needs one', async () => {
    await create(undefined);
    expect(scene.engine.calls.splice(0).map(call => 'body' in call)).toEqual([false]);
  });
});

describe('routes', () => {
  it.each([
    ['GET', '/'],
    ['GET', '/unified/talk'],
    ['PUT', '/unified/talk/notes/n1'],
    ['GET', '/unified/talk/notes/n1/archive/x'],
    ['GET', '/Healthz'],
    ['GET', '/healthz/'],
    ['GET', '//healthz'],
  ] as const)('answers %s %s with ROUTE_NOT_FOUND', async (method, url) => {
    expect(await scene.call({ method, url })).toMatchObject({
      status: 404,
      body: { code: 'ROUTE_NOT_FOUND', detail: `There is no route ${method} ${url}.` },
    });
  });

  it('does not repeat the query of an address that is not there', async () => {
    const { body } = await scene.call({ url: '/oops?token=secret-1' });
    expect(JSON.stringify(body)).not.toContain('secret-1');
  });

  it('refuses a path that cannot be decoded, with all headers of an answer', async () => {
    const { status, headers, body } = await scene.call({
      url: '/unified/talk/notes/%ff',
      headers: { 'x-request-id': 'r-1' },
    });
    expect({ status, id: headers['x-request-id'], cache: headers['cache-control'], body }).toMatchObject({
      status: 400,
      id: 'r-1',
      cache: 'no-store',
      body: { code: 'REQUEST_INVALID', detail: 'The path holds an escape that is not valid UTF-8.', request_id: 'r-1' },
    });
  });
});

describe('headers', () => {
  it('gives the request id back', async () => {
    const { headers } = await scene.call({ url: '/healthz', headers: { 'x-request-id': 'abc-1.2_3~' } });
    expect(headers).toMatchObject({
      'x-request-id': 'abc-1.2_3~',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
  });

  it.each(['', 'a b', 'x'.repeat(129), 'a"b', 'é'])('makes an id where the caller sends "%s"', async given => {
    const { headers } = await scene.call({ url: '/healthz', headers: { 'x-request-id': given } });
    expect(headers['x-request-id']).toMatch(/^req_[0-9a-f-]{36}$/);
  });
});

describe('health', () => {
  it('lives and is ready', async () => {
    const answers = await Promise.all(['/healthz', '/readyz'].map(url => scene.call({ url, headers: {} })));
    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [200, { status: 'ok' }],
      [200, { status: 'ready' }],
    ]);
  });

  it('is not ready while it drains, but serves on', async () => {
    const draining = await createScene();
    draining.drain.begin();
    const account = await draining.createAccount();
    const [ready, live, call] = await Promise.all(
      ['/readyz', '/healthz', `/unified/talk/notes?integrated_account_id=${account.id}`].map(url =>
        draining.call({ url }),
      ),
    );
    await draining.end();
    expect([ready?.status, ready?.headers['retry-after'], live?.status, call?.status]).toEqual([503, '1', 200, 200]);
    expect(ready?.body).toMatchObject({ code: 'OVERLOADED', detail: 'This server is shutting down.', retryable: true });
  });

  it('is not ready without its store', async () => {
    const lost = await createScene();
    await lost.loseDatabase();
    const [ready, live, call] = await Promise.all(
      ['/readyz', '/healthz', '/integrations'].map(url => lost.call({ url })),
    );
    await lost.end();
    expect([ready?.status, ready?.headers['retry-after'], live?.status, call?.status]).toEqual([503, '1', 200, 503]);
    expect([ready?.body, call?.body]).toMatchObject([{ code: 'STORE_UNAVAILABLE' }, { code: 'STORE_UNAVAILABLE' }]);
  });
});

describe('the log', () => {
  it('has one line a call, with names and ids but no value of the query', async () => {
    const own = await createScene();
    const account = await own.createAccount();
    own.engine.answer = () =>
      Promise.resolve({
        kind: 'page',
        records: [{ id: 'n1' }],
        nextCursor: null,
        prevCursor: null,
        warnings: [{ code: 'W', message: 'w' }],
      });
    const headers = { authorization: `Bearer ${own.key}`, 'x-request-id': 'log-1' };
    await own.call({ url: `/unified/talk/notes?integrated_account_id=${account.id}&search=secret-1`, headers });
    const [key] = await own.store.keys.list(own.environmentId);
    await own.end();
    expect(own.logged).toEqual([
      {
        level: 'info',
        message: 'request',
        fields: {
          request_id: 'log-1',
          method: 'GET',
          route: '/unified/:model/:resource',
          status: 200,
          duration_ms: expect.any(Number),
          environment: own.environmentId,
          key: key?.id,
          model: 'talk',
          resource: 'notes',
          call: 'list',
          account: account.id,
          integration: 'chat',
          records: 1,
          warnings: 1,
        },
      },
    ]);
  });

  it('names the code of an error, and keeps probes quiet', async () => {
    const own = await createScene();
    await own.call({ url: '/healthz' });
    await own.call({ url: '/oops?token=secret-1', headers: { 'x-request-id': 'log-2' } });
    await own.end();
    expect(own.logged.map(({ level, fields }) => [level, fields['route'], fields['status'], fields['code']])).toEqual([
      ['debug', '/healthz', 200, undefined],
      ['info', null, 404, 'ROUTE_NOT_FOUND'],
    ]);
    expect(JSON.stringify(own.logged)).not.toContain('secret-1');
  });
});
