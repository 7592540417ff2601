import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, type DeskHouse } from '../support/desk-house.ts';

let desk: DeskHouse;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.end());
beforeEach(() => desk.reset());

const get = (path: string) =>
  desk.call({ url: `/proxy/${path}${path.includes('?') ? '&' : '?'}integrated_account_id=${desk.accountId}` });
const post = (path: string, payload?: object | string) =>
  desk.call({
    method: 'POST',
    url: `/proxy/${path}${path.includes('?') ? '&' : '?'}integrated_account_id=${desk.accountId}`,
    ...(payload === undefined ? {} : { payload }),
  });
/** First lines of what the provider received, and its bodies. */
const lines = () => desk.sent.map(text => text.split('\r\n')[0]?.replace(' HTTP/1.1', ''));
const bodies = () => desk.sent.map(text => text.slice(text.indexOf('\r\n\r\n') + 4));

describe('GET /proxy/{native}/{endpoint}', () => {
  it('answers native records as they came', async () => {
    desk.answers({ body: { ok: true, notes: [{ nid: 'n1', odd: null }], next: '' } });
    const { status, body } = await get('notes/list?room=r1');
    expect({ status, body }).toEqual({
      status: 200,
      body: { result: [{ nid: 'n1', odd: null }], next_cursor: null, prev_cursor: null, result_count: 1 },
    });
    expect(lines()).toEqual(['GET /v2/rooms/r1/notes?size=2']);
  });

  it('joins native pages up to the limit and goes on where it ended, also with another limit', async () => {
    desk.answers(
      { body: { notes: [1, 2], next: 'c2' } },
      { body: { notes: [3, 4], next: 'c3' } },
      { body: { notes: [3, 4], next: 'c3' } },
      { body: { notes: [5], next: '' } },
    );
    const first = (await get('notes/list?room=r1&limit=3')).body as Record<string, unknown>;
    const second = (await get(`notes/list?room=r1&limit=10&next_cursor=${String(first['next_cursor'])}`)).body;
    expect([first['result'], second]).toEqual([
      [1, 2, 3],
      { result: [4, 5], next_cursor: null, prev_cursor: null, result_count: 2 },
    ]);
    expect(lines()).toEqual([
      'GET /v2/rooms/r1/notes?size=2',
      'GET /v2/rooms/r1/notes?cursor=c2&size=1',
      'GET /v2/rooms/r1/notes?cursor=c2&size=1',
      'GET /v2/rooms/r1/notes?cursor=c3&size=2',
    ]);
  });

  it('sends parameters as the types they are declared with, filters as their language', async () => {
    desk.answers({ body: { notes: [] } });
    const query =
      "room=a%2Fb&since=x%26y&tags=red,blue&pinned=true&depth=-3&share=0.5&$filter[by]=O'Hara&$filter[after]=2025-01-01T00:00:00Z&x-trace=t1";
    await get(`notes/list?${query}`);
    expect(lines()).toEqual([
      'GET /v2/rooms/a%2Fb/notes?since=x%26y&tags=red%2Cblue&pinned=true&depth=-3&share=0.5&%24filter=author+eq+%27O%27%27Hara%27+and+at+gt+2025-01-01T00%3A00%3A00Z&size=2'.replaceAll(
        "'",
        '%27',
      ),
    ]);
    expect(desk.sent[0]).toContain('\r\nx-trace: t1\r\n');
  });

  it('answers the declared record of an endpoint without a list, or else the body', async () => {
    desk.answers({ body: { ok: true, room: { id: 'r1' } } }, { body: { ok: true, team: 'T1' } }, { body: '' });
    const answers = [await get('rooms/info?room=r1'), await get('rooms/whoami'), await get('rooms/whoami')];
    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [200, { id: 'r1' }],
      [200, { ok: true, team: 'T1' }],
      [204, ''],
    ]);
  });

  it.each([
    ['notes/list', '/room is required'],
    [
      'notes/list?room=r1&colour=red&size=3',
      '/colour is no parameter of this endpoint; /size belongs to paging; use limit and next_cursor',
    ],
    [
      'notes/list?room=r1&depth=1.5&pinned=yes&share=x',
      '/depth is a whole number; /pinned is true or false; /share is a number',
    ],
    ['notes/list?room=r1&$filter=x', '/$filter is a map of its parts: by, after'],
    ['notes/list?room=r1&$filter[who]=x', '/$filter has no part "who"; its parts are by, after'],
    ['notes/list?room[a]=r1', '/room takes one value and no brackets'],
    ['rooms/whoami?limit=5', '/limit has a meaning for lists only'],
    ['rooms/whoami?next_cursor=x', '/next_cursor has a meaning for lists only'],
    ['rooms/info?room=..%252f..', '/room would lead to another path: it holds a segment "." or ".."'],
    ['rooms/info?room=a%2F..%2Fb', '/room would lead to another path: it holds a segment "." or ".."'],
    ['rooms/list?limit=0', '/limit is a whole number from 1 to 1000'],
    ['rooms/list?limit=1001', '/limit is a whole number from 1 to 1000'],
  ])('refuses %s before anything is sent', async (path, mistakes) => {
    const { status, body } = await get(path);
    const { code, errors } = body as { code: string; errors: { pointer: string; message: string }[] };
    expect([status, code, errors.map(({ pointer, message }) => `${pointer} ${message}`).join('; ')]).toEqual([
      400,
      'REQUEST_INVALID',
      mistakes,
    ]);
    expect(desk.sent).toEqual([]);
  });

  it('lists what is declared when a parameter is not', async () => {
    const { body } = await get('notes/find?words=x');
    const { detail } = (await get('notes/list?room=r1&colour=red')).body as { detail: string };
    expect([(body as { detail: string }).detail, detail]).toEqual([
      'notes.find of Desk is called with POST, its parameters in a JSON body.',
      'The parameters do not fit notes.list: colour is no parameter of this endpoint. It takes: $filter, depth, pinned, room, share, since, tags, x-trace.',
    ]);
  });

  it.each(['notes/nope', 'nope/list', 'notes/__proto__', 'constructor/list'])('knows no endpoint %s', async path => {
    const { status, body } = await get(path);
    expect([status, (body as { code: string }).code, desk.sent]).toEqual([404, 'ROUTE_NOT_FOUND', []]);
  });

  it('opens a cursor only for the same account, endpoint and parameters', async () => {
    desk.answers({ body: { notes: [1, 2], next: 'c2' } });
    const { next_cursor: cursor } = (await get('notes/list?room=r1&limit=1')).body as { next_cursor: string };
    desk.reset();
    const other = await desk.store.accounts.create(desk.environmentId, {
      integration: 'desk',
      auth: 'token',
      credentials: { bot: { properties: { access_token: 'dsk-other' } } },
    });
    const answers = [
      await get(`notes/list?room=r2&next_cursor=${cursor}`),
      await get(`rooms/list?next_cursor=${cursor}`),
      await get(`notes/list?room=r1&next_cursor=${cursor.slice(0, -2)}AA`),
      await desk.call({ url: `/proxy/notes/list?room=r1&next_cursor=${cursor}&integrated_account_id=${other.id}` }),
    ];
    expect(answers.map(({ body }) => (body as { code: string }).code)).toEqual([
      'REQUEST_CURSOR_INVALID',
      'REQUEST_CURSOR_INVALID',
      'REQUEST_CURSOR_INVALID',
      'REQUEST_CURSOR_INVALID',
    ]);
    expect(desk.sent).toEqual([]);
  });

  it("applies the provider's error rules, retries and renewal", async () => {
    desk.canRenew = true;
    desk.answers(
      { body: { ok: false, error: 'token_expired' } },
      { status: '503 Service Unavailable', body: 'busy' },
      { body: { ok: false, error: 'room_missing', detail: 'No such room' } },
    );
    const { status, body } = await get('rooms/info?room=r9');
    const { code, provider } = body as Record<string, unknown>;
    expect({ status, code, provider }).toEqual({
      status: 404,
      code: 'PROVIDER_NOT_FOUND',
      provider: { name: 'desk', status: 200, code: 'room_missing', message: 'No such room' },
    });
    expect([desk.sent.length, desk.credentialEvents]).toEqual([3, ['renewed']]);
  });
});

describe('POST /proxy/{native}/{endpoint}', () => {
  it('takes parameters from a JSON body to where they are declared', async () => {
    desk.answers({ body: { ok: true, note: { nid: 'n1' } } });
    const payload = { room: 'r1', content: 'hi', labels: ['a'], priority: 2, meta: { deep: [1] }, silent: true };
    const { status, body } = await post('notes/write', payload);
    expect([status, body, lines(), bodies()]).toEqual([
      200,
      { nid: 'n1' },
      ['POST /v2/notes?silent=true'],
      ['{"room":"r1","content":"hi","labels":["a"],"priority":2,"meta":{"deep":[1]}}'],
    ]);
  });

  it('reaches endpoints of every other verb, and lists that are asked for with a body', async () => {
    desk.answers({ status: '204 No Content', headers: [], body: '' }, { body: { notes: [{ nid: 'n1' }] } });
    const removed = await post('notes/remove', { room: 'r1', note: 'n1' });
    const found = await post('notes/find?limit=5', { words: 'hi' });
    expect([removed.status, found.body, lines()]).toEqual([
      204,
      { result: [{ nid: 'n1' }], next_cursor: null, prev_cursor: null, result_count: 1 },
      ['DELETE /v2/rooms/r1/notes/n1', 'POST /v2/notes/find'],
    ]);
  });

  it.each([
    [undefined, '/room is required; /content is required'],
    [{ room: 'r1', content: 7 }, '/content is a text'],
    [{ room: null, content: 'x' }, '/room cannot be null'],
    [
      { room: 'r1', content: 'x', labels: 'a', priority: 1.5, meta: [], silent: 'yes', 'a/b': 1 },
      '/labels is a list; /priority is a whole number; /meta is an object; /silent is true or false; /a~1b is no parameter of this endpoint',
    ],
  ])('refuses the body %j before anything is sent', async (payload, mistakes) => {
    const { status, body } = await post('notes/write', payload);
    const { code, errors } = body as { code: string; errors: { pointer: string; message: string }[] };
    expect([status, code, errors.map(({ pointer, message }) => `${pointer} ${message}`).join('; ')]).toEqual([
      422,
      'REQUEST_BODY_INVALID',
      mistakes,
    ]);
    expect(desk.sent).toEqual([]);
  });

  it('takes no parameter from the query, no list for a body, and no write for a read', async () => {
    const answers = [
      await post('notes/write?room=r1', { content: 'x' }),
      await desk.call({
        method: 'POST',
        url: `/proxy/notes/write?integrated_account_id=${desk.accountId}`,
        headers: { 'content-type': 'application/json' },
        payload: '["x"]',
      }),
      await post('notes/list', { room: 'r1' }),
    ];
    expect(answers.map(({ status, body }) => [status, (body as { detail: string }).detail])).toEqual([
      [400, 'The query parameter "room" belongs into the JSON body: this endpoint is not a GET.'],
      [422, 'The body is an object with the parameters of the endpoint.'],
      [404, 'notes.list of Desk is called with GET, its parameters in the query.'],
    ]);
    expect(desk.sent).toEqual([]);
  });

  it('calls a write that may have happened in doubt', async () => {
    desk.answerBy(() => 'close');
    const { status, body } = await post('notes/write', { room: 'r1', content: 'x' });
    expect([status, (body as { code: string }).code, desk.sent.length]).toEqual([502, 'PROVIDER_OUTCOME_UNKNOWN', 1]);
  });

  it('needs a key that may write', async () => {
    const key = await desk.store.keys.create(desk.environmentId, { name: 'reader', scopes: ['read'] });
    const { status } = await desk.call({
      method: 'POST',
      url: `/proxy/notes/write?integrated_account_id=${desk.accountId}`,
      headers: { authorization: `Bearer ${key.secret}` },
      payload: { room: 'r1', content: 'x' },
    });
    expect([status, desk.sent]).toEqual([403, []]);
  });
});
