import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StoredAccount } from '../../src/store/store.ts';
import { createScene } from './scene.ts';
import type { Scene } from './scene.ts';

let scene: Scene;
let account: StoredAccount;
beforeAll(async () => {
  scene = await createScene();
  account = await scene.createAccount();
});
afterAll(() => scene.end());
beforeEach(() => {
  scene.engine.calls.length = 0;
  scene.engine.answer = () => Promise.resolve({ kind: 'single', record: { id: 'n1', text: 'hi' }, warnings: [] });
});

const notes = '/unified/talk/notes';
/** The call the engine got, without what differs from run to run. */
const lastCall = (): unknown => {
  const {
    account: _,
    requestId: __,
    signal: ___,
    ...rest
  } = scene.engine.calls.at(-1) ?? { account: null, requestId: '', signal: null };
  return rest;
};

describe('GET /unified/{model}/{resource}', () => {
  it('answers a page', async () => {
    scene.engine.answer = () =>
      Promise.resolve({
        kind: 'page',
        records: [{ id: 'n1' }, { id: 'n2' }],
        nextCursor: 'c2',
        prevCursor: null,
        warnings: [],
      });
    const { status, body } = await scene.call({ url: `${notes}?integrated_account_id=${account.id}` });
    expect({ status, body }).toEqual({
      status: 200,
      body: { result: [{ id: 'n1' }, { id: 'n2' }], next_cursor: 'c2', prev_cursor: null, result_count: 2 },
    });
  });

  it('adds warnings where there are some', async () => {
    const warning = {
      code: 'MODEL_MISMATCH',
      message: 'The record does not fit.',
      index: 0,
      field: 'text',
      native_id: '7',
    };
    scene.engine.answer = () =>
      Promise.resolve({
        kind: 'page',
        records: [{ id: 'n1' }],
        nextCursor: null,
        prevCursor: null,
        warnings: [warning],
      });
    const { body } = await scene.call({ url: `${notes}?integrated_account_id=${account.id}` });
    expect(body).toEqual({
      result: [{ id: 'n1' }],
      next_cursor: null,
      prev_cursor: null,
      result_count: 1,
      warnings: [warning],
    });
  });

  it('hands the engine the account, our parameters and the filters apart', async () => {
    const query =
      'limit=7&next_cursor=c1&expand=author,channel&fields=id,text&include=deleted&created_at[gt]=2025-01-01T00:00:00Z&author[id]=U1';
    await scene.call({ url: `${notes}?integrated_account_id=${account.id}&${query}` });
    expect(lastCall()).toEqual({
      model: 'talk',
      resource: 'notes',
      method: 'list',
      query: { created_at: { gt: '2025-01-01T00:00:00Z' }, author: { id: 'U1' } },
      limit: 7,
      cursor: 'c1',
      expand: ['author', 'channel'],
      fields: ['id', 'text'],
      include: ['deleted'],
      deadlineMs: 65_000,
    });
    expect(scene.engine.calls.at(-1)?.account).toEqual(account);
  });

  it('asks for 50 records and all fields unless told otherwise', async () => {
    await scene.call({ url: `${notes}?integrated_account_id=${account.id}` });
    expect(lastCall()).toEqual({
      model: 'talk',
      resource: 'notes',
      method: 'list',
      query: {},
      limit: 50,
      expand: [],
      include: [],
      deadlineMs: 65_000,
    });
  });

  it('turns excluded fields into those that are left', async () => {
    await scene.call({ url: `${notes}?integrated_account_id=${account.id}&exclude_fields=text` });
    expect(scene.engine.calls.at(-1)?.fields).toEqual(['id', 'created_at']);
  });

  it.each([
    [
      '',
      'The parameter integrated_account_id is required: it says whose account is read.',
      '/integrated_account_id',
      'is required',
    ],
    [
      'limit=0',
      'The query parameter "limit" is a whole number from 1 to 1000.',
      '/limit',
      'is a whole number from 1 to 1000',
    ],
    [
      'limit=1001',
      'The query parameter "limit" is a whole number from 1 to 1000.',
      '/limit',
      'is a whole number from 1 to 1000',
    ],
    [
      'limit=1e2',
      'The query parameter "limit" is a whole number from 1 to 1000.',
      '/limit',
      'is a whole number from 1 to 1000',
    ],
    [
      'limit[a]=1',
      'The query parameter "limit" takes one value and no brackets.',
      '/limit',
      'takes one value and no brackets',
    ],
    ['limit=1&limit=2', 'The query parameter "limit" is given more than once.', '/limit', 'is given more than once'],
    [
      'fields=a,,b',
      'The query parameter "fields" is a list of names such as a,b; one of them is empty.',
      '/fields',
      'is a list of names such as a,b; one of them is empty',
    ],
    [
      'prev_cursor=x',
      'The query parameter "prev_cursor" is reserved and has no meaning yet; leave it out.',
      '/prev_cursor',
      'is reserved and has no meaning yet; leave it out',
    ],
    ['format=xml', 'The query parameter "format" is unified, raw or debug.', '/format', 'is unified, raw or debug'],
    ['dry_run=yes', 'The query parameter "dry_run" is true or false.', '/dry_run', 'is true or false'],
    [
      'format=raw&fields=id',
      'The query parameter "fields" has no meaning beside format=raw.',
      '/fields',
      'has no meaning beside format=raw',
    ],
    [
      'fields=id&exclude_fields=text',
      'The query parameter "exclude_fields" cannot stand beside fields.',
      '/exclude_fields',
      'cannot stand beside fields',
    ],
    [
      'exclude_fields=nope',
      'There is no field "nope" to exclude. There are: id, text, created_at.',
      '/exclude_fields',
      '"nope" is not a field',
    ],
  ])('refuses the query "%s"', async (query, detail, pointer, message) => {
    const idPart = query === '' ? '' : `integrated_account_id=${account.id}&`;
    const { status, body } = await scene.call({ url: `${notes}?${idPart}${query}`, headers: withId() });
    expect({ status, body }).toEqual({
      status: 400,
      body: problem('REQUEST_INVALID', 400, 'The request is not valid', detail, [{ pointer, message }]),
    });
    expect(scene.engine.calls).toEqual([]);
  });

  it('says which models and resources there are', async () => {
    const [model, resource] = await Promise.all(
      ['/unified/walk/notes?integrated_account_id=a', '/unified/talk/note?integrated_account_id=a'].map(url =>
        scene.call({ url, headers: withId() }),
      ),
    );
    expect([model?.body, resource?.body]).toEqual([
      problem(
        'MODEL_NOT_FOUND',
        404,
        'There is no such unified model or resource',
        'There is no unified model "walk". There are: talk.',
      ),
      problem(
        'MODEL_NOT_FOUND',
        404,
        'There is no such unified model or resource',
        'There is no resource of talk "note". There are: notes.',
      ),
    ]);
  });
});

describe('the other methods', () => {
  it.each([
    ['GET', `${notes}/n~1`, undefined, 'get', { id: 'n~1' }, 200],
    ['GET', `${notes}/a%2Fb`, undefined, 'get', { id: 'a/b' }, 200],
    ['POST', notes, { text: 'hi' }, 'create', { body: { text: 'hi' } }, 201],
    ['PATCH', `${notes}/n1`, { text: null }, 'update', { id: 'n1', body: { text: null } }, 200],
    ['DELETE', `${notes}/n1`, undefined, 'delete', { id: 'n1' }, 200],
    ['POST', `${notes}/n1/archive`, undefined, 'archive', { id: 'n1' }, 200],
  ] as const)('%s %s reaches the engine', async (method, path, payload, name, expected, expectedStatus) => {
    const { status } = await scene.call({
      method,
      url: `${path}?integrated_account_id=${account.id}`,
      ...(payload === undefined ? {} : { payload }),
    });
    expect(lastCall()).toEqual({
      model: 'talk',
      resource: 'notes',
      method: name,
      query: {},
      limit: 50,
      expand: [],
      include: [],
      deadlineMs: 65_000,
      ...expected,
    });
    expect(status).toBe(expectedStatus);
  });

  it('answers one record bare, and the id alone of one that was deleted', async () => {
    const url = `${notes}/n1?integrated_account_id=${account.id}`;
    const [got, deleted] = [await scene.call({ url }), await scene.call({ method: 'DELETE', url })];
    expect([got.body, deleted.body]).toEqual([{ id: 'n1', text: 'hi' }, { id: 'n1' }]);
  });

  it('names the warnings of one record in a header', async () => {
    const warnings = [
      { code: 'MODEL_MISMATCH', message: 'no', field: 'created_at' },
      { code: 'LOOKUP_FAILED', message: 'no' },
    ];
    scene.engine.answer = () => Promise.resolve({ kind: 'single', record: { id: 'n1' }, warnings });
    const { headers, body } = await scene.call({ url: `${notes}/n1?integrated_account_id=${account.id}` });
    expect([headers['x-patchbay-warnings'], body]).toEqual([
      'MODEL_MISMATCH;field="created_at", LOOKUP_FAILED',
      { id: 'n1' },
    ]);
  });

  it.each([
    ['limit=5', 'REQUEST_INVALID', 'The query parameter "limit" has a meaning for lists only.'],
    [
      'channel[id]=C1',
      'REQUEST_FILTER_UNKNOWN',
      '"channel" is no parameter here; filters have a meaning for lists only.',
    ],
  ])('refuses %s where there is no list', async (query, code, detail) => {
    const { body } = await scene.call({ url: `${notes}/n1?integrated_account_id=${account.id}&${query}` });
    expect(body).toMatchObject({ code, detail });
    expect(scene.engine.calls).toEqual([]);
  });

  it.each(['create', 'delete', 'Archive', 'a%20b'])('does not call "%s" by its name', async name => {
    const { body } = await scene.call({
      method: 'POST',
      url: `${notes}/n1/${name}?integrated_account_id=${account.id}`,
    });
    expect(body).toMatchObject({ code: 'ROUTE_NOT_FOUND', status: 404 });
    expect(scene.engine.calls).toEqual([]);
  });
});

const withId = (): Record<string, string> => ({ authorization: `Bearer ${scene.key}`, 'x-request-id': 'test-1' });

const problem = (
  code: string,
  status: number,
  title: string,
  detail: string,
  errors?: unknown,
): Record<string, unknown> => ({
  type: `/errors/${code}`,
  title,
  status,
  detail,
  instance: '/requests/test-1',
  code,
  source: 'request',
  retryable: false,
  request_id: 'test-1',
  ...(errors === undefined ? {} : { errors }),
});
