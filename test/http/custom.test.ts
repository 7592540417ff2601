import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deskToken, openDesk, type DeskHouse } from '../support/desk-house.ts';

let desk: DeskHouse;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.end());
beforeEach(() => desk.reset());

const url = (path: string, more = '') => `/custom${path}?integrated_account_id=${desk.accountId}${more}`;
/** What the provider received: its request line, its headers but for those that every call has, its body. */
const received = () =>
  desk.sent.map(text => {
    const [head = '', body = ''] = text.split('\r\n\r\n');
    const [line = '', ...headers] = head.split('\r\n');
    const own = /^(?:accept-encoding|user-agent|connection|content-length|authorization):/i;
    return [line.replace(' HTTP/1.1', ''), ...headers.filter(header => !own.test(header)).sort(), body];
  });
const codeOf = (body: unknown) => (body as { code?: string }).code;

describe('ANY /custom/{path}', () => {
  it("passes a call on below the base URL with the account's credential, and the answer back", async () => {
    desk.answers({
      status: '201 Created',
      headers: ['content-type: application/vnd.desk+json', 'etag: "7"'],
      body: '{"ok":true, "odd" : 1}',
    });
    const { status, headers, body } = await desk.call({
      method: 'PUT',
      url: url('/pins/p%201', "&$filter=a eq 'b'&a=1&a=2".replaceAll(' ', '%20')),
      headers: { 'content-type': 'text/markdown', accept: 'application/vnd.desk+json', 'if-match': '"6"' },
      payload: '# Hi',
    });
    expect([status, body]).toEqual([201, { ok: true, odd: 1 }]);
    expect(headers).toMatchObject({
      'content-type': 'application/vnd.desk+json',
      etag: '"7"',
      'x-patchbay-native-status': '201',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect(received()).toEqual([
      [
        'PUT /v2/pins/p%201?$filter=a%20eq%20%27b%27&a=1&a=2',
        'accept: application/vnd.desk+json',
        'content-type: text/markdown',
        'host: api.desk.example',
        'if-match: "6"',
        '# Hi',
      ],
    ]);
    expect(desk.sent[0]).toContain(`\r\nauthorization: Bearer ${deskToken}\r\n`);
  });

  it.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const)('takes the verb %s', async method => {
    desk.answers({ status: '204 No Content', headers: [], body: '' });
    const { status } = await desk.call({ method, url: url('/x') });
    expect([status, received()]).toEqual([204, [[`${method} /v2/x`, 'host: api.desk.example', '']]]);
  });

  it.each([
    ['400 Bad Request', 400],
    ['404 Not Found', 404],
    ['409 Conflict', 409],
    ['429 Too Many Requests', 429],
    ['500 Internal Server Error', 500],
    ['503 Service Unavailable', 503],
  ])('passes the status %s on, after one try', async (line, expected) => {
    desk.answers({ status: line, headers: ['content-type: text/html', 'retry-after: 7'], body: '<h1>So</h1>' });
    const { status, headers, body } = await desk.call({ url: url('/x') });
    expect([status, headers['retry-after'], headers['x-patchbay-native-status'], body, desk.sent.length]).toEqual([
      expected,
      '7',
      String(expected),
      '<h1>So</h1>',
      1,
    ]);
  });

  it('passes errors on that the provider tells with HTTP 200', async () => {
    desk.answers({ body: { ok: false, error: 'room_missing' } });
    const { status, body } = await desk.call({ url: url('/x') });
    expect([status, body]).toEqual([200, { ok: false, error: 'room_missing' }]);
  });

  it.each([{ status: '401 Unauthorized', body: 'no' }, { body: { ok: false, error: 'token_expired' } }])(
    'renews a refused credential once and sends the call again: %j',
    async refusal => {
      desk.canRenew = true;
      desk.answers(refusal, { body: { ok: true } });
      const { status, body } = await desk.call({ method: 'POST', url: url('/x'), payload: { a: 1 } });
      expect([status, body, desk.credentialEvents]).toEqual([200, { ok: true }, ['renewed']]);
      expect(desk.sent[1]).toContain(`\r\nauthorization: Bearer ${deskToken}-2\r\n`);
    },
  );

  it('says that the account has to be linked again when the credential stays refused', async () => {
    desk.canRenew = true;
    desk.answers({ status: '401 Unauthorized', headers: ['www-authenticate: Bearer'], body: 'no' });
    const { status, headers, body } = await desk.call({ url: url('/x') });
    expect([status, codeOf(body), headers['x-patchbay-native-status'], desk.credentialEvents]).toEqual([
      424,
      'PROVIDER_UNAUTHORIZED',
      undefined,
      ['renewed', 'refused'],
    ]);
  });

  it('calls another declared host from its root, and no other', async () => {
    desk.answers({ body: {} });
    await desk.call({ url: url('/up/load', '&host=files.desk.example&q=1') });
    const refused = await Promise.all(
      ['evil.example', 'api.desk.example.evil.example', 'API.desk.example:444', '', 'x@files.desk.example'].map(host =>
        desk.call({ url: url('/x', `&host=${encodeURIComponent(host)}`) }),
      ),
    );
    expect([received(), refused.map(({ body }) => codeOf(body))]).toEqual([
      [['GET /up/load?q=1', 'host: files.desk.example', '']],
      ['REQUEST_INVALID', 'REQUEST_INVALID', 'REQUEST_INVALID', 'REQUEST_INVALID', 'REQUEST_INVALID'],
    ]);
  });

  it('passes on only headers that mean something to the provider', async () => {
    desk.answers({ body: {} });
    await desk.call({
      url: url('/x'),
      headers: {
        cookie: 'a=b',
        forwarded: 'for=1.2.3.4',
        'x-forwarded-for': '1.2.3.4',
        'x-forwarded-host': 'evil.example',
        'x-http-method-override': 'DELETE',
        'x-request-id': 'r1',
        'x-trace': 't1',
        'x-unheard-of': 'u1',
        range: 'bytes=0-9',
        prefer: 'return=minimal',
        'accept-language': 'de',
      },
    });
    expect(received()).toEqual([
      [
        'GET /v2/x',
        'accept-language: de',
        'host: api.desk.example',
        'prefer: return=minimal',
        'range: bytes=0-9',
        'x-trace: t1',
        '',
      ],
    ]);
  });

  it('answers only headers that mean something to the caller', async () => {
    desk.answers({
      headers: [
        'content-type: text/plain',
        'set-cookie: s=1',
        'server: desk/1',
        'via: 1.1 desk',
        'access-control-allow-origin: *',
        'www-authenticate: Bearer',
        'x-desk-req-id: d1',
        'x-ratelimit-remaining: 3',
        'ratelimit-reset: 9',
        'link: </v2/x?page=2>; rel="next"',
        `content-disposition: inline; filename="${deskToken}"`,
      ],
      body: 'hi',
    });
    const { headers } = await desk.call({ url: url('/x'), headers: { 'x-request-id': 'r1' } });
    expect(Object.keys(headers).sort()).toEqual([
      'cache-control',
      'connection',
      'content-length',
      'content-security-policy',
      'content-type',
      'date',
      'link',
      'ratelimit-reset',
      'x-content-type-options',
      'x-desk-req-id',
      'x-patchbay-native-status',
      'x-ratelimit-remaining',
      'x-request-id',
    ]);
  });

  it.each([
    ['/v2/y?b=1', '/custom/y?integrated_account_id=ACC&b=1'],
    ['https://files.desk.example/f/1', '/custom/f/1?integrated_account_id=ACC&host=files.desk.example'],
    ['https://cdn.example/f?sig=1', 'https://cdn.example/f?sig=1'],
    ['/v1/y', undefined],
    ['http://cdn.example/f', undefined],
    ['https://me:pw@cdn.example/f', undefined],
    [`https://cdn.example/f?t=${deskToken}`, undefined],
    ['https://[', undefined],
  ])('follows no redirect, and makes its address %s safe', async (location, expected) => {
    desk.answers({ status: '302 Found', headers: [`location: ${location}`], body: '' });
    const { status, headers } = await desk.call({ url: url('/x') });
    expect([status, headers['location'], desk.sent.length]).toEqual([302, expected?.replace('ACC', desk.accountId), 1]);
  });

  it('refuses a body that is too large and a GET with one', async () => {
    const large = await desk.call({
      method: 'POST',
      url: url('/x'),
      headers: { 'content-type': 'application/octet-stream' },
      payload: Buffer.alloc(1_048_577),
    });
    const get = await desk.call({
      method: 'GET',
      url: url('/x'),
      payload: 'x',
      headers: { 'content-type': 'text/plain' },
    });
    expect([large.status, codeOf(large.body), get.status, codeOf(get.body), desk.sent]).toEqual([
      413,
      'REQUEST_TOO_LARGE',
      400,
      'REQUEST_INVALID',
      [],
    ]);
  });

  it('needs a key that may write, whatever the verb', async () => {
    const key = await desk.store.keys.create(desk.environmentId, { name: 'reader', scopes: ['read'] });
    const { status } = await desk.call({ url: url('/x'), headers: { authorization: `Bearer ${key.secret}` } });
    expect([status, desk.sent]).toEqual([403, []]);
  });

  it.each([
    ['close', 'GET', 503, 'PROVIDER_UNAVAILABLE'],
    ['close', 'POST', 502, 'PROVIDER_OUTCOME_UNKNOWN'],
  ] as const)('tells what is known when the provider does %s a %s', async (trouble, method, expected, code) => {
    desk.answerBy(() => trouble);
    const { status, body } = await desk.call({ method, url: url('/x') });
    expect([status, codeOf(body), desk.sent.length]).toEqual([expected, code, 1]);
  });

  it('calls a status that HTTP does not have a fault of the provider', async () => {
    desk.answers({ status: '799 Odd', headers: [], body: '' });
    const { status, body } = await desk.call({ url: url('/x') });
    expect([status, codeOf(body)]).toEqual([502, 'PROVIDER_MALFORMED']);
  });
});
