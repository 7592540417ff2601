import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PatchbayError } from '../../src/errors.ts';
import { createScene } from './scene.ts';
import type { Scene } from './scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await createScene();
});
afterAll(() => scene.end());
beforeEach(() => {
  scene.engine.links.length = 0;
});

const path = '/integrated-accounts';
const token = { integration: 'chat', auth: 'bot_token', fields: { token: 'cht_secret-1' } };
const post = (payload: unknown): ReturnType<Scene['call']> =>
  scene.call({ method: 'POST', url: path, payload: payload as object }); // inject takes any JSON value

/** The id and times of a stored account differ from run to run. */
const withoutRun = (body: unknown): unknown => {
  const { id, created_at: created, updated_at: updated, ...rest } = body as Record<string, unknown>; // answers are objects
  expect([typeof id, created]).toEqual(['string', updated]);
  return rest;
};
const idOf = (answer: { body: unknown }): string => String((answer.body as Record<string, unknown>)['id']); // answers are objects

describe('POST /integrated-accounts', () => {
  it('links an account by the fields of a way to link, and shows no secret', async () => {
    const answer = await post({ ...token, tenant_id: 'acme', metadata: { plan: 'pro', seats: 3, trial: false } });
    expect({ status: answer.status, location: answer.headers['location'], body: withoutRun(answer.body) }).toEqual({
      status: 201,
      location: `/integrated-accounts/${idOf(answer)}`,
      body: {
        integration: 'chat',
        tenant_id: 'acme',
        metadata: { plan: 'pro', seats: 3, trial: false },
        label: 'Acme',
        status: 'active',
        status_reason: null,
        auth: 'bot_token',
        credentials: ['bot'],
        settings: { team_id: 'T1' },
        external_ids: ['T1'],
      },
    });
    expect((await scene.store.credentials.read(idOf(answer), 'bot')).properties).toEqual({
      access_token: 'cht_secret-1',
    });
  });

  it('proves the credentials before it stores them', async () => {
    await scene.call({
      method: 'POST',
      url: path,
      payload: token,
      headers: { authorization: `Bearer ${scene.key}`, 'x-request-id': 'link-1' },
    });
    expect(scene.engine.links).toEqual([
      {
        integration: 'chat',
        credentials: { bot: { access_token: 'cht_secret-1' } },
        settings: {},
        requestId: 'link-1',
        deadlineMs: 65_000,
      },
    ]);
  });

  it('stores nothing when the provider refuses', async () => {
    const before = await scene.call({ url: path });
    const { findings } = scene.engine;
    scene.engine.findings = () =>
      Promise.reject(
        new PatchbayError('PROVIDER_UNAUTHORIZED', 'Chat refused the credential.', {
          provider: { name: 'chat', code: 'invalid_auth' },
        }),
      );
    const { status, body } = await post(token);
    scene.engine.findings = findings;
    expect({ status, body }).toMatchObject({
      status: 424,
      body: { code: 'PROVIDER_UNAUTHORIZED', provider: { name: 'chat', code: 'invalid_auth' } },
    });
    expect(await scene.call({ url: path })).toMatchObject({ body: before.body });
  });

  it('takes tokens that were had elsewhere, with how long they hold', async () => {
    const answer = await post({
      integration: 'chat',
      auth: 'oauth',
      credentials: { bot: { access_token: 'a1', refresh_token: 'r1', expires_in: 3600 }, user: { access_token: 'a2' } },
    });
    expect(answer).toMatchObject({ status: 201, body: { auth: 'oauth', credentials: ['bot', 'user'] } });
    expect((await scene.store.credentials.read(idOf(answer), 'bot')).properties).toEqual({
      access_token: 'a1',
      refresh_token: 'r1',
    });
  });

  it.each([
    [
      'an unknown integration',
      { ...token, integration: 'chet' },
      [['/integration', 'is not one that is loaded (chat)']],
    ],
    [
      'an unknown way to link',
      { ...token, auth: 'password' },
      [['/auth', 'is no way to link Chat; there are bot_token, oauth']],
    ],
    ['a missing field', { ...token, fields: {} }, [['/fields/token', 'is required (Bot token)']]],
    ['no fields at all', { integration: 'chat', auth: 'bot_token' }, [['/fields/token', 'is required (Bot token)']]],
    [
      'a value of the wrong form',
      { ...token, fields: { token: 'secret-2' } },
      [['/fields/token', 'does not have the form ^cht_']],
    ],
    [
      'white space around a value',
      { ...token, fields: { token: 'cht_secret-2\n' } },
      [['/fields/token', 'begins or ends with white space']],
    ],
    [
      'a line break in a value',
      { ...token, fields: { token: 'cht_sec\r\nret-2' } },
      [['/fields/token', 'holds a control character']],
    ],
    ['an empty value', { ...token, fields: { token: '' } }, [['/fields/token', 'is empty']]],
    [
      'unknown fields beside a wrong one',
      { ...token, fields: { token: 'secret-2', tokn: 'secret-3' } },
      [
        ['/fields/token', 'does not have the form ^cht_'],
        ['/fields/tokn', 'is not known; there are token'],
      ],
    ],
    [
      'tokens where fields are due',
      { ...token, credentials: { bot: { access_token: 'secret-2' } } },
      [['/credentials', 'has no meaning for "bot_token"; give fields']],
    ],
    [
      'fields where tokens are due',
      { ...token, auth: 'oauth' },
      [
        ['/fields', 'has no meaning for "oauth"; give credentials'],
        ['/credentials', 'is required: tokens by name (bot, user)'],
      ],
    ],
    [
      'an unknown credential',
      { integration: 'chat', auth: 'oauth', credentials: { admin: { access_token: 'secret-2' } } },
      [['/credentials/admin', 'is not known; there are bot, user']],
    ],
  ])('refuses %s', async (_, payload, mistakes) => {
    const { status, body } = await post(payload);
    const errors = mistakes.map(([pointer, message]) => ({ pointer, message }));
    const listed = mistakes.map(mistake => mistake.join(' ')).join('; ');
    expect({ status, body }).toMatchObject({
      status: 422,
      body: { code: 'REQUEST_BODY_INVALID', detail: `The account cannot be linked with this body: ${listed}.`, errors },
    });
    expect(JSON.stringify(body)).not.toContain('secret-');
    expect(scene.engine.links).toEqual([]);
  });

  it.each([
    ['no body', undefined, 'the body must be object', [['', 'must be object']]],
    [
      'a body without its keys',
      {},
      '/integration is required; /auth is required',
      [
        ['/integration', 'is required'],
        ['/auth', 'is required'],
      ],
    ],
    [
      'an unknown key',
      { ...token, tenat_id: 'x' },
      '/tenat_id is not known here',
      [['/tenat_id', 'is not known here']],
    ],
    [
      'a number for a text',
      { ...token, tenant_id: 7 },
      '/tenant_id must be string',
      [['/tenant_id', 'must be string']],
    ],
    ['a NUL', { ...token, tenant_id: 'a\u0000b' }, undefined, undefined],
    ['a metadata name with a space', { ...token, metadata: { 'a b': 1 } }, undefined, undefined],
  ])('refuses %s', async (_, payload, listed, mistakes) => {
    const { status, body } = await post(payload);
    expect({ status, code: (body as Record<string, unknown>)['code'] }).toEqual({
      status: 422,
      code: 'REQUEST_BODY_INVALID',
    }); // answers are objects
    if (mistakes === undefined) return;
    expect(body).toMatchObject({
      detail: `The body is not what this route takes: ${listed}.`,
      errors: mistakes.map(([pointer, message]) => ({ pointer, message })),
    });
  });
});

describe('finding accounts', () => {
  it('finds them by tenant, metadata and integration, newest first, page by page', async () => {
    const made: string[] = [];
    for (const seats of [1, 2, 3])
      made.unshift(idOf(await post({ ...token, tenant_id: 'paged', metadata: { seats } })));
    const ids = async (query: string): Promise<unknown> => {
      const { body } = await scene.call({ url: `${path}?${query}` });
      const page = body as { result: { id: string }[]; next_cursor: string | null; result_count: number }; // the envelope under test
      return { ids: page.result.map(({ id }) => id), more: page.next_cursor !== null, count: page.result_count };
    };
    expect(await ids('tenant_id=paged')).toEqual({ ids: made, more: false, count: 3 });
    expect(await ids('tenant_id=paged&metadata[seats]=2')).toEqual({ ids: [made[1]], more: false, count: 1 });
    expect(await ids('tenant_id=paged&integration=other')).toEqual({ ids: [], more: false, count: 0 });
    expect(await ids('tenant_id=paged&limit=2')).toEqual({ ids: made.slice(0, 2), more: true, count: 2 });
    const { body } = await scene.call({ url: `${path}?tenant_id=paged&limit=2` });
    const cursor = String((body as Record<string, unknown>)['next_cursor']); // answers are objects
    expect(await ids(`tenant_id=paged&limit=2&next_cursor=${cursor}`)).toEqual({
      ids: made.slice(2),
      more: false,
      count: 1,
    });
  });

  it.each([
    [
      'tenat_id=x',
      'The query parameter "tenat_id" is not known here; there are limit, next_cursor, tenant_id, integration, metadata.',
    ],
    ['metadata=x', 'The query parameter "metadata" is written metadata[key]=value.'],
    ['metadata[a][b]=x', 'The query parameter "metadata[a]" takes one value and no further brackets.'],
    ['limit=0', 'The query parameter "limit" is a whole number from 1 to 1000.'],
  ])('refuses the query %s', async (query, detail) => {
    expect(await scene.call({ url: `${path}?${query}` })).toMatchObject({
      status: 400,
      body: { code: 'REQUEST_INVALID', detail },
    });
  });

  it('refuses a cursor that is not ours', async () => {
    expect(await scene.call({ url: `${path}?next_cursor=abc` })).toMatchObject({
      status: 400,
      body: { code: 'REQUEST_CURSOR_INVALID' },
    });
  });

  it('shows one account as it was shown when it was linked', async () => {
    const linked = await post(token);
    expect(await scene.call({ url: `${path}/${idOf(linked)}` })).toMatchObject({ status: 200, body: linked.body });
  });

  it('removes an account once', async () => {
    const id = idOf(await post(token));
    const remove = (): ReturnType<Scene['call']> => scene.call({ method: 'DELETE', url: `${path}/${id}` });
    const [first, second, get] = [await remove(), await remove(), await scene.call({ url: `${path}/${id}` })];
    expect([first.status, first.body, second.status, get.status]).toEqual([200, { id }, 404, 404]);
  });

  it.each(["a'%20or%201=1", 'a%00b', 'x'.repeat(200)])('answers 404 for the id %s', async id => {
    const answers = [
      await scene.call({ url: `${path}/${id}` }),
      await scene.call({ method: 'DELETE', url: `${path}/${id}` }),
    ];
    expect(answers).toMatchObject([
      { status: 404, body: { code: 'ACCOUNT_NOT_FOUND' } },
      { status: 404, body: { code: 'ACCOUNT_NOT_FOUND' } },
    ]);
  });
});
