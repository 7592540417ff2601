import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, type DeskHouse } from '../support/desk-house.ts';

let desk: DeskHouse;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.end());
beforeEach(() => desk.reset());

const call = (method: 'POST' | 'PATCH' | 'DELETE', path: string, payload?: object) =>
  desk.call({
    method,
    url: `/unified/talk/${path}${path.includes('?') ? '&' : '?'}integrated_account_id=${desk.accountId}`,
    ...(payload === undefined ? {} : { payload }),
  });
/** What the provider received: its request line and its body. */
const received = () => desk.sent.map(text => `${text.split(' HTTP/1.1')[0] ?? ''} ${text.split('\r\n\r\n')[1] ?? ''}`);
const note = { room: 'r1', nid: 'n1', content: 'Hi' };
const unified = { id: 'r1~n1', text: 'Hi', room: { id: 'r1' } };

describe('writes that a definition declares', () => {
  it('updates a record and reads it again where the provider answers nothing', async () => {
    desk.answers({ status: '204 No Content', headers: [], body: '' }, { body: { note } });
    const { status, body } = await call('PATCH', 'notes/r1~n1', { text: 'Hi' });
    expect([status, body, received()]).toEqual([
      200,
      unified,
      ['PATCH /v2/rooms/r1/notes/n1 {"content":"Hi"}', 'GET /v2/rooms/r1/notes/n1 '],
    ]);
  });

  it('says that a write was done when only the reading behind it fails', async () => {
    desk.answers(
      { status: '204 No Content', headers: [], body: '' },
      { status: '500 Internal Server Error', body: 'no' },
    );
    const { status, body } = await call('PATCH', 'notes/r1~n1', { text: 'Hi' });
    expect([status, body]).toMatchObject([
      502,
      {
        code: 'PROVIDER_OUTCOME_UNKNOWN',
        retryable: false,
        detail:
          'The update was done (r1~n1), but the record could not be read again: Desk answered notes.info with: HTTP 500. Try again later. Do not send it again.',
      },
    ]);
  });

  it('deletes a record and answers its id', async () => {
    desk.answers({ status: '204 No Content', headers: [], body: '' });
    const { status, body } = await call('DELETE', 'notes/r1~n1');
    expect([status, body, received()]).toEqual([200, { id: 'r1~n1' }, ['DELETE /v2/rooms/r1/notes/n1 ']]);
  });

  it.each([
    ['notes/r1~n1/pin', { pinned: true }, { note }, unified, 'POST /v2/rooms/r1/notes/n1/pin {"on":true}'],
    ['notes/r1~n1/touch', undefined, { ok: true }, { id: 'r1~n1' }, 'POST /v2/rooms/r1/notes/n1/touch '],
    [
      'notes/purge',
      { before: '2025-01-01T00:00:00Z' },
      { ok: true },
      {},
      'POST /v2/notes/purge {"before":"2025-01-01T00:00:00Z"}',
    ],
  ] as const)("serves the model's own method %s", async (path, payload, answer, expected, line) => {
    desk.answers({ body: answer });
    const { status, body } = await call('POST', path, payload);
    expect([status, body, received()]).toEqual([200, expected, [line]]);
  });

  it('reads a record again by the id that a method on the whole resource gave it', async () => {
    desk.answers({ body: { note: { room: 'r1', nid: 'n9' } } }, { body: { note } });
    const { status, body } = await call('POST', 'notes/draft', { room: { id: 'r1' } });
    expect([status, body, received()]).toEqual([
      200,
      unified,
      ['POST /v2/drafts {"room":"r1"}', 'GET /v2/rooms/r1/notes/n9 '],
    ]);
  });

  it.each([
    ['POST', 'notes/n1', 404, 'ROUTE_NOT_FOUND'],
    ['POST', 'notes/pin', 404, 'ROUTE_NOT_FOUND'],
    ['POST', 'notes/create', 404, 'ROUTE_NOT_FOUND'],
    ['POST', 'notes/r1~n1/purge', 404, 'ROUTE_NOT_FOUND'],
    ['POST', 'notes/r1~n1/delete', 404, 'ROUTE_NOT_FOUND'],
    ['POST', 'notes/r1~n1/nope', 501, 'METHOD_NOT_SUPPORTED'],
    ['POST', 'rooms', 501, 'METHOD_NOT_SUPPORTED'],
    ['DELETE', 'rooms/r1', 501, 'METHOD_NOT_SUPPORTED'],
    ['PATCH', 'notes/r1', 400, 'REQUEST_ID_INVALID'],
    ['DELETE', 'notes/..', 404, 'ROUTE_NOT_FOUND'],
    ['POST', 'notes/r1~n1/pin', 422, 'REQUEST_BODY_INVALID'],
  ] as const)('%s %s sends nothing', async (method, path, expected, code) => {
    const { status, body } = await call(method, path, method === 'PATCH' ? { text: 'x' } : undefined);
    expect([status, (body as { code: string }).code, desk.sent]).toEqual([expected, code, []]);
  });
});

describe('remote_data in the body of a write', () => {
  it("goes over the mapping's own values to where the endpoint declares it", async () => {
    desk.answers({ body: { note } });
    const { status } = await call('POST', 'notes', {
      text: 'Hi',
      room: { id: 'r1' },
      remote_data: { content: 'Ho', labels: ['a'], meta: { x: 1 }, silent: true },
    });
    expect([status, received()]).toEqual([
      201,
      ['POST /v2/notes?silent=true {"room":"r1","content":"Ho","labels":["a"],"meta":{"x":1}}'],
    ]);
  });

  it('goes with every write, also one whose model has no body', async () => {
    desk.answers({ status: '204 No Content', headers: [], body: '' }, { body: { note } });
    await call('PATCH', 'notes/r1~n1', { remote_data: { labels: [] } });
    const removed = await call('DELETE', 'notes/r1~n1', { remote_data: {} });
    expect([received()[0], removed.status]).toEqual(['PATCH /v2/rooms/r1/notes/n1 {"labels":[]}', 200]);
  });

  it.each([
    [
      'POST',
      'notes',
      { colour: 'red', priority: 'high' },
      '/remote_data/colour is no parameter of this endpoint; /remote_data/priority is a whole number',
    ],
    ['PATCH', 'notes/r1~n1', { note: 'n2' }, '/remote_data/note is no parameter of this endpoint'],
    ['DELETE', 'notes/r1~n1', { hard: true }, '/remote_data/hard is no parameter of this endpoint'],
    ['POST', 'notes', ['x'], '/remote_data must be object'],
  ] as const)('of %s %s cannot be %j', async (method, path, remote, mistakes) => {
    const payload = method === 'POST' ? { text: 'Hi', room: { id: 'r1' } } : {};
    const { status, body } = await call(method, path, { ...payload, remote_data: remote });
    const { code, errors } = body as { code: string; errors: { pointer: string; message: string }[] };
    expect([status, code, errors.map(({ pointer, message }) => `${pointer} ${message}`).join('; '), desk.sent]).toEqual(
      [422, 'REQUEST_BODY_INVALID', mistakes, []],
    );
  });

  it('shows in a dry run', async () => {
    const { body } = await call('PATCH', 'notes/r1~n1?dry_run=true', { text: 'Hi', remote_data: { silent: true } });
    const { requests } = body as { requests: { method: string; url: string; body: unknown }[] };
    expect(requests.map(request => [request.method, request.url, request.body])).toEqual([
      ['PATCH', 'https://api.desk.example/v2/rooms/r1/notes/n1?silent=true', { content: 'Hi' }],
    ]);
  });
});
