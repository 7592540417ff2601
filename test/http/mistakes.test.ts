import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deskFiles } from '../support/desk-files.ts';
import { openDesk, type DeskHouse } from '../support/desk-house.ts';

/** The list of notes has no way without a room here. */
const notesFile = 'integrations/desk/unified/talk/notes.yaml';
const narrow = (deskFiles[notesFile] ?? '').replace(/ {2}- id: everywhere\n.*\n/, '');

let desk: DeskHouse;
let reader: string;
beforeAll(async () => {
  desk = await openDesk({ files: { [notesFile]: narrow } });
  reader = (await desk.store.keys.create(desk.environmentId, { name: 'reader', scopes: ['read'] })).secret;
});
afterAll(() => desk.end());
beforeEach(() => desk.reset());

/** What one caller does wrong: verb and target (`ACC` is the account), headers, body; and what it is told. */
type Mistake = readonly [what: string, call: string, headers: readonly string[], body: string, answer: string];

const json = ['content-type: application/json'];
const long = `"${'x'.repeat(1024 * 1024)}"`;
const note = '{"text":"Hi","room":{"id":"r1"}}';
const native = '{"room":"r1","content":"Hi"}';
const list = 'GET /unified/talk/notes?integrated_account_id=ACC';
const create = 'POST /unified/talk/notes?integrated_account_id=ACC';
const read = 'GET /proxy/notes/list?integrated_account_id=ACC';
const write = 'POST /proxy/notes/write?integrated_account_id=ACC';
const any = 'POST /custom/x?integrated_account_id=ACC';

const parameters: readonly Mistake[] = [
  ['an unknown filter', `${list}&room[id]=r1&colour=red`, [], '', '400 REQUEST_FILTER_UNKNOWN'],
  ['an unknown parameter', `${read}&room=r1&colour=red`, [], '', '400 REQUEST_INVALID'],
  ['an unknown operator', `${list}&room[id]=r1&created_at[around]=2025-01-01`, [], '', '400 REQUEST_FILTER_UNKNOWN'],
  ['no filter where one is needed', list, [], '', '400 REQUEST_FILTER_MISSING'],
  ['no parameter where one is needed', read, [], '', '400 REQUEST_INVALID'],
  [
    'a filter on one record',
    `GET /unified/talk/notes/r1~n1?integrated_account_id=ACC&room[id]=r1`,
    [],
    '',
    '400 REQUEST_FILTER_UNKNOWN',
  ],
  ['a bad id', 'GET /unified/talk/notes/r1?integrated_account_id=ACC', [], '', '400 REQUEST_ID_INVALID'],
  ['a bad id in a filter', `${list}&room[id]=a~b`, [], '', '400 REQUEST_ID_INVALID'],
  ['an id that steps up', `${read}&room=..`, [], '', '400 REQUEST_INVALID'],
  ['a bad cursor', `${list}&room[id]=r1&next_cursor=x`, [], '', '400 REQUEST_CURSOR_INVALID'],
  ['a bad cursor', `${read}&room=r1&next_cursor=x`, [], '', '400 REQUEST_CURSOR_INVALID'],
  ['a time that is none', `${list}&room[id]=r1&created_at[gt]=soon`, [], '', '400 REQUEST_INVALID'],
  ['a limit that is none', `${list}&room[id]=r1&limit=many`, [], '', '400 REQUEST_INVALID'],
  ['a number that is none', `${read}&room=r1&depth=deep`, [], '', '400 REQUEST_INVALID'],
  ['a parameter twice', `${list}&room[id]=r1&room[id]=r2`, [], '', '400 REQUEST_INVALID'],
  ['the account twice', `${any}&integrated_account_id=ACC`, [], '', '400 REQUEST_INVALID'],
  ['a list of values', `${read}&room[]=r1`, [], '', '400 REQUEST_INVALID'],
  ['a broken escape', `${read}&room=%ff`, [], '', '400 REQUEST_INVALID'],
  ['a broken escape', `${any}&a=%f`, [], '', '400 REQUEST_INVALID'],
  ['an unknown field', `${list}&room[id]=r1&fields=colour`, [], '', '400 REQUEST_INVALID'],
  ['an unknown lookup', `${list}&room[id]=r1&expand=colour`, [], '', '400 REQUEST_INVALID'],
  ['an unknown include', `${list}&room[id]=r1&include=colour`, [], '', '400 REQUEST_INVALID'],
  ['an unknown native parameter', `${list}&room[id]=r1&remote_query[colour]=red`, [], '', '400 REQUEST_INVALID'],
  ['an unknown host', `${any}&host=evil.example`, [], '', '400 REQUEST_INVALID'],
];

const bodies: readonly Mistake[] = [
  ['an unknown field', create, json, '{"text":"Hi","room":{"id":"r1"},"colour":"red"}', '422 REQUEST_BODY_INVALID'],
  ['an unknown parameter', write, json, '{"room":"r1","content":"Hi","colour":"red"}', '422 REQUEST_BODY_INVALID'],
  [
    'an unknown native parameter',
    create,
    json,
    '{"text":"Hi","room":{"id":"r1"},"remote_data":{"colour":"red"}}',
    '422 REQUEST_BODY_INVALID',
  ],
  ['an unknown field to answer', `${create}&fields=colour`, json, note, '400 REQUEST_INVALID'],
  ['a wrong type', create, json, '{"text":7,"room":{"id":"r1"}}', '422 REQUEST_BODY_INVALID'],
  ['a wrong type', write, json, '{"room":"r1","content":7}', '422 REQUEST_BODY_INVALID'],
  ['a list', create, json, '[]', '422 REQUEST_BODY_INVALID'],
  ['a list', write, json, '[]', '422 REQUEST_BODY_INVALID'],
  ['null', create, json, 'null', '422 REQUEST_BODY_INVALID'],
  ['nothing', create, [], '', '422 REQUEST_BODY_INVALID'],
  ['nothing', write, [], '', '422 REQUEST_BODY_INVALID'],
  ['nothing, said to be JSON', create, json, '', '400 REQUEST_INVALID'],
  ['a bad reference', create, json, '{"text":"Hi","room":{"id":"a~b"}}', '400 REQUEST_ID_INVALID'],
  ['broken JSON', create, json, '{"text"', '400 REQUEST_INVALID'],
  ['broken JSON', write, json, '{"room"', '400 REQUEST_INVALID'],
  ['a prototype key', write, json, '{"__proto__":{"room":"r1"},"content":"Hi"}', '400 REQUEST_INVALID'],
  ['more than 1 MiB', create, json, long, '413 REQUEST_TOO_LARGE'],
  ['more than 1 MiB', write, json, long, '413 REQUEST_TOO_LARGE'],
  ['more than 1 MiB', any, ['content-type: image/png'], long, '413 REQUEST_TOO_LARGE'],
  ['another media type', create, ['content-type: text/plain'], note, '415 REQUEST_MEDIA_UNSUPPORTED'],
  [
    'another media type',
    write,
    ['content-type: application/x-www-form-urlencoded'],
    'room=r1',
    '415 REQUEST_MEDIA_UNSUPPORTED',
  ],
  ['no media type', write, [], native, '415 REQUEST_MEDIA_UNSUPPORTED'],
  ['a body with a GET', 'GET /custom/x?integrated_account_id=ACC', json, '{}', '400 REQUEST_INVALID'],
  [
    'a body where the model has none',
    'DELETE /unified/talk/notes/r1~n1?integrated_account_id=ACC',
    json,
    '{"text":"x"}',
    '422 REQUEST_BODY_INVALID',
  ],
];

const doors: readonly Mistake[] = [
  ['no account', 'GET /unified/talk/notes', [], '', '400 REQUEST_INVALID'],
  ['no account', 'GET /proxy/notes/list', [], '', '400 REQUEST_INVALID'],
  ['no account', 'POST /custom/x', [], '', '400 REQUEST_INVALID'],
  [
    'an account that is not there',
    'GET /unified/talk/notes?integrated_account_id=acc_none',
    [],
    '',
    '404 ACCOUNT_NOT_FOUND',
  ],
  [
    'an account that is not there',
    'GET /proxy/notes/list?integrated_account_id=acc_none',
    [],
    '',
    '404 ACCOUNT_NOT_FOUND',
  ],
  ['an account that is not there', 'POST /custom/x?integrated_account_id=acc_none', [], '', '404 ACCOUNT_NOT_FOUND'],
  ['an account that cannot be', "GET /custom/x?integrated_account_id=';--", [], '', '404 ACCOUNT_NOT_FOUND'],
  ['no such model', 'GET /unified/walk/notes?integrated_account_id=ACC', [], '', '404 MODEL_NOT_FOUND'],
  ['no such resource', 'GET /unified/talk/songs?integrated_account_id=ACC', [], '', '404 MODEL_NOT_FOUND'],
  ['no such endpoint', 'GET /proxy/notes/sing?integrated_account_id=ACC', [], '', '404 ROUTE_NOT_FOUND'],
  ['the wrong verb', 'POST /proxy/notes/list?integrated_account_id=ACC', [], '', '404 ROUTE_NOT_FOUND'],
  ['the wrong verb', 'PUT /proxy/notes/list?integrated_account_id=ACC', [], '', '404 ROUTE_NOT_FOUND'],
  ['no such method', 'DELETE /unified/talk/rooms/r1?integrated_account_id=ACC', [], '', '501 METHOD_NOT_SUPPORTED'],
];

const headers: readonly Mistake[] = [
  ['two keys', list, ['authorization: Bearer pb_x'], '', '400 REQUEST_INVALID'],
  ['two hosts', list, ['host: evil.example'], '', '400 REQUEST_INVALID'],
  ['two media types', create, [...json, 'content-type: text/plain'], note, '400 REQUEST_INVALID'],
  ['two lengths', create, [...json, `content-length: ${note.length + 1}`], note, '400 REQUEST_INVALID'],
  ['a length and chunks', create, [...json, 'transfer-encoding: chunked'], note, '400 REQUEST_INVALID'],
  ['two keys for a write', create, [...json, 'idempotency-key: a', 'idempotency-key: b'], note, '400 REQUEST_INVALID'],
  ['a key for a write that is none', write, [...json, 'idempotency-key: a b'], native, '400 REQUEST_INVALID'],
];

/** One call over the wire, as it is written. */
async function send(call: string, more: readonly string[], body: string, authorization: readonly string[]) {
  const length = body === '' ? [] : [`content-length: ${Buffer.byteLength(body)}`];
  const all = ['host: here', 'connection: close', ...authorization, ...more, ...length];
  return desk.raw(`${call.replaceAll('ACC', desk.accountId)} HTTP/1.1\r\n${all.join('\r\n')}\r\n\r\n${body}`);
}

const told = (answer: { status: number; body: string; head: string }): string => {
  const [, code = ''] = /"code":"([A-Z_]+)"/.exec(answer.body) ?? [];
  const type = /content-type: application\/problem\+json/i.test(answer.head) ? '' : ' without a problem document';
  return `${answer.status} ${code}${type}`;
};

describe('what a caller does wrong is told before the provider hears of it', () => {
  it.each([...parameters, ...bodies, ...doors, ...headers])('%s: %s', async (_, call, more, body, expected) => {
    const answer = await send(call, more, body, [`authorization: Bearer ${desk.key}`]);
    expect([told(answer), desk.sent]).toEqual([expected, []]);
  });

  it.each([list, create, read, write, any])('a key that is not there, or not one, or not enough: %s', async call => {
    const answers = [
      await send(call, [], '', []),
      await send(call, [], '', ['authorization: Basic eA==']),
      await send(call, [], '', ['authorization: Bearer pb_nobody']),
      await send(call, [], '', [`authorization: Bearer ${reader}`]),
    ];
    const last =
      call === list ? '400 REQUEST_FILTER_MISSING' : call === read ? '400 REQUEST_INVALID' : '403 ACCESS_FORBIDDEN';
    expect([answers.map(told), desk.sent]).toEqual([
      ['401 ACCESS_KEY_MISSING', '401 ACCESS_KEY_INVALID', '401 ACCESS_KEY_INVALID', last],
      [],
    ]);
  });

  it('a cursor of other filters, another format of call, or another account', async () => {
    desk.answers({ body: { notes: [1, 2], next: 'c2' } });
    const first = await desk.call({ url: `/proxy/notes/list?room=r1&limit=1&integrated_account_id=${desk.accountId}` });
    const unified = await desk.call({
      url: `/unified/talk/notes?room[id]=r1&limit=1&format=raw&integrated_account_id=${desk.accountId}`,
    });
    const [ofProxy, ofList] = [first, unified].map(({ body }) => (body as { next_cursor: string }).next_cursor);
    desk.reset();
    const answers = [
      await send(`${read}&room=r2&next_cursor=${ofProxy ?? ''}`, [], '', [`authorization: Bearer ${desk.key}`]),
      await send(`${read}&room=r1&next_cursor=${ofList ?? ''}`, [], '', [`authorization: Bearer ${desk.key}`]),
      await send(`${list}&room[id]=r2&next_cursor=${ofList ?? ''}`, [], '', [`authorization: Bearer ${desk.key}`]),
      await send(`${list}&room[id]=r1&next_cursor=${ofProxy ?? ''}`, [], '', [`authorization: Bearer ${desk.key}`]),
    ];
    expect([answers.map(told), desk.sent]).toEqual([Array(4).fill('400 REQUEST_CURSOR_INVALID'), []]);
  });
});
