import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deskToken, openDesk, type DeskHouse } from '../support/desk-house.ts';

let desk: DeskHouse;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.end());
beforeEach(() => desk.reset());

const call = (path: string, options: { method?: 'POST'; payload?: object; headers?: Record<string, string> } = {}) =>
  desk.call({
    ...options,
    url: `/unified/talk/${path}${path.includes('?') ? '&' : '?'}integrated_account_id=${desk.accountId}`,
  });
const note = { room: 'r1', nid: 'n1', content: 'Hi', at: null, author: 'ann' };
/** Time taken differs from run to run. */
const untimed = (text: unknown): unknown =>
  JSON.parse(JSON.stringify(text, (key, value: unknown) => (key === 'duration_ms' ? 'some' : value)));

describe('format=raw', () => {
  it('answers the native records of a list as they came, in the envelope of every list', async () => {
    desk.answers({ body: { notes: [note, { odd: true }], next: 'c2' } });
    const { status, body } = await call('notes?room[id]=r1&limit=2&format=raw');
    expect([status, body]).toEqual([
      200,
      {
        result: [note, { odd: true }],
        next_cursor: (body as { next_cursor: string }).next_cursor,
        prev_cursor: null,
        result_count: 2,
      },
    ]);
    const next = await call(`notes?room[id]=r1&next_cursor=${(body as { next_cursor: string }).next_cursor}`);
    expect([next.status, desk.sent.at(-1)?.split('\r\n')[0]]).toEqual([
      200,
      'GET /v2/rooms/r1/notes?cursor=c2&size=2 HTTP/1.1',
    ]);
  });

  it('answers one native record bare, without the calls that fill in a unified one', async () => {
    desk.answers({ body: { note } });
    const { status, body } = await call('notes/r1~n1?format=raw');
    expect([status, body, desk.sent.length]).toEqual([200, note, 1]);
  });

  it('answers what a write gave', async () => {
    desk.answers({ body: { note } });
    const { status, body } = await call('notes?format=raw', {
      method: 'POST',
      payload: { text: 'Hi', room: { id: 'r1' } },
    });
    expect([status, body]).toEqual([201, note]);
  });
});

describe('format=debug', () => {
  it('says what was sent, how a variant was chosen, and why a field is empty', async () => {
    desk.answers({ body: { notes: [note] } });
    const { body } = await call('notes?room[id]=r1&format=debug');
    const { result, debug } = untimed(body) as { result: unknown; debug: Record<string, unknown> };
    const notes = 'integrations/desk/unified/talk/notes.yaml';
    expect({ result, debug }).toEqual({
      result: [{ id: 'r1~n1', text: 'Hi', room: { id: 'r1' }, remote_data: note }],
      debug: {
        variants: [{ id: 'room', at: `${notes}:12:5` }],
        requests: [
          {
            method: 'GET',
            url: 'https://api.desk.example/v2/rooms/r1/notes?size=2',
            headers: { accept: 'application/json', authorization: '[redacted]' },
            status: 200,
            bytes: 76,
            duration_ms: 'some',
          },
        ],
        lookups: [],
        empty: [
          {
            index: 0,
            field: 'room.name',
            missing: ['$lookups.room.title'],
            expression: '$lookups.room.title',
            at: `${notes}:7:5`,
          },
          { index: 0, field: 'created_at', missing: ['at'], expression: '$isoFromSeconds(at)', at: `${notes}:8:3` },
        ],
        fields: [
          { field: 'text', expression: 'content', at: `${notes}:3:3` },
          { field: 'room.id', expression: '$key("rooms", { "room": room })', at: `${notes}:5:5` },
          { field: 'room.name', expression: '$lookups.room.title', at: `${notes}:7:5` },
          { field: 'created_at', expression: '$isoFromSeconds(at)', at: `${notes}:8:3` },
        ],
        duration_ms: 'some',
      },
    });
  });

  it('shows every try, the lookups, and warnings beside a single record', async () => {
    desk.answers(
      { status: '503 Service Unavailable', body: 'busy' },
      { body: { note } },
      { status: '403 Forbidden', body: { ok: false, error: 'not_yours' } },
    );
    const { status, body } = await call('notes/r1~n1?format=debug');
    const { result, warnings, debug } = body as {
      result: Record<string, unknown>;
      warnings: { code: string }[];
      debug: { requests: { status: number }[]; lookups: unknown };
    };
    expect([
      status,
      result['id'],
      warnings.map(({ code }) => code),
      debug.requests.map(request => request.status),
      debug.lookups,
    ]).toEqual([200, 'r1~n1', ['PROVIDER_FORBIDDEN'], [503, 200, 403], [{ name: 'room', wanted: 1, found: 0 }]]);
  });

  it('shows the body of a write', async () => {
    desk.answers({ body: { note } });
    const { status, body } = await call('notes?format=debug', {
      method: 'POST',
      payload: { text: 'Hi', room: { id: 'r1' } },
    });
    const { debug } = body as { debug: { requests: { body: unknown }[] } };
    expect([status, debug.requests[0]?.body]).toEqual([201, { room: 'r1', content: 'Hi' }]);
  });

  it('never shows the credential, wherever it stands', async () => {
    desk.answers({ body: { notes: [note] } });
    const { body } = await call(
      `notes?room[id]=r1&format=debug&remote_query[since]=${deskToken}&remote_query[x-trace]=1`,
    );
    const shown = await call(`notes?room[id]=r1&format=debug&remote_query[since]=${deskToken}`);
    expect([(body as { code: string }).code, shown.status, JSON.stringify(shown.body).includes(deskToken)]).toEqual([
      'REQUEST_INVALID',
      200,
      false,
    ]);
    expect(JSON.stringify(shown.body)).toContain('since=[redacted]');
  });
});

describe('dry_run=true', () => {
  it.each([
    [
      'notes?room[id]=r1&created_at[gt]=2025-01-01',
      {},
      {
        method: 'GET',
        url: 'https://api.desk.example/v2/rooms/r1/notes?since=2025-01-01T00%3A00%3A00.000Z&size=2',
        headers: { accept: 'application/json', authorization: '[redacted]' },
      },
    ],
    [
      'notes',
      {},
      {
        method: 'GET',
        url: 'https://api.desk.example/v2/rooms?size=2',
        headers: { accept: 'application/json', authorization: '[redacted]' },
      },
    ],
    [
      'notes/r1~n1',
      {},
      {
        method: 'GET',
        url: 'https://api.desk.example/v2/rooms/r1/notes/n1',
        headers: { accept: 'application/json', authorization: '[redacted]' },
      },
    ],
    [
      'notes',
      { method: 'POST', payload: { text: 'Hi', room: { id: 'r1' } } },
      {
        method: 'POST',
        url: 'https://api.desk.example/v2/notes',
        headers: {
          accept: 'application/json',
          authorization: '[redacted]',
          'content-type': 'application/json; charset=utf-8',
        },
        body: { room: 'r1', content: 'Hi' },
      },
    ],
  ] as const)('answers the first request of %s %j instead of sending it', async (path, options, request) => {
    const { status, body } = await call(`${path}${path.includes('?') ? '&' : '?'}dry_run=true`, options);
    expect([status, body, desk.sent, desk.credentialEvents]).toEqual([
      200,
      { dry_run: true, requests: [request] },
      [],
      [],
    ]);
  });

  it('refuses what the call itself would refuse', async () => {
    const answers = [
      await call('notes?dry_run=true', { method: 'POST', payload: { text: 'Hi' } }),
      await call('notes/r1?dry_run=true'),
      await call('notes?dry_run=true&colour=red'),
      await call('notes?dry_run=true', { headers: { accept: 'application/x-ndjson' } }),
    ];
    expect(answers.map(({ status, body }) => [status, (body as { code: string }).code])).toEqual([
      [422, 'REQUEST_BODY_INVALID'],
      [400, 'REQUEST_ID_INVALID'],
      [400, 'REQUEST_FILTER_UNKNOWN'],
      [400, 'REQUEST_INVALID'],
    ]);
    expect(desk.sent).toEqual([]);
  });
});
