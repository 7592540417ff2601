import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGoogleChatSandbox, type GoogleChatSandbox } from '../../../sandbox/googlechat/sandbox.ts';
import { get, send, sendJson } from './client.ts';
import { spaceNamed, testNow } from './places.ts';

let sandbox: GoogleChatSandbox;
let token: string;

beforeAll(async () => {
  sandbox = await startGoogleChatSandbox({ now: () => testNow });
  token = sandbox.accounts.member.accessToken;
});
afterAll(() => sandbox.close());

const chat = 'https://chat.googleapis.com/v1';

describe('authentication', () => {
  it('refuses a call without a token', async () => {
    const { status, headers, bytes } = await send(sandbox, `${chat}/spaces`);
    expect([status, headers['www-authenticate']]).toEqual([401, 'Bearer realm="https://accounts.google.com/"']);
    expect(JSON.parse(bytes.toString('utf8'))).toMatchObject({
      error: {
        code: 401,
        status: 'UNAUTHENTICATED',
        details: [{ reason: 'CREDENTIALS_MISSING', domain: 'googleapis.com' }],
      },
    });
  });

  it.each(['expired', 'revoked'] as const)('refuses an %s token', async kind => {
    const headers = { authorization: `Bearer ${sandbox.accounts.special[kind]}` };
    const reply = await send(sandbox, `${chat}/spaces`, { headers });
    expect([reply.status, reply.headers['www-authenticate']]).toEqual([
      401,
      'Bearer realm="https://accounts.google.com/", error="invalid_token"',
    ]);
  });

  it('says which method lacks which scope', async () => {
    const parent = `spaces/${spaceNamed(sandbox, 'Company').id}`;
    const { status, body } = await get(sandbox, `${chat}/${parent}/messages`, sandbox.accounts.special.narrow);
    expect(status).toBe(403);
    expect(body).toEqual({
      error: {
        code: 403,
        message: 'Request had insufficient authentication scopes.',
        status: 'PERMISSION_DENIED',
        details: [
          {
            '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
            reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
            domain: 'googleapis.com',
            metadata: { service: 'chat.googleapis.com', method: 'google.chat.v1.ChatService.ListMessages' },
          },
        ],
      },
    });
  });
});

describe('arguments', () => {
  it.each([
    [
      'spaces?foo=1',
      'Invalid JSON payload received. Unknown name "foo": Cannot bind query parameter. Field \'foo\' could not be found in request message.',
    ],
    ['spaces?pageSize=abc', 'Invalid value at \'page_size\' (TYPE_INT32), "abc"'],
    ['spaces?pageSize=-1', "Invalid value '-1'. Values must be within the range: [0, 1000]"],
    [
      'spaces?filter=spaceType%20%3D%20%22ROOM%22',
      'Invalid filter: "ROOM" is no value of space_type; those are SPACE, GROUP_CHAT, DIRECT_MESSAGE.',
    ],
    ['spaces?pageToken=garbled', 'The page token is invalid or was made for other parameters.'],
    ['spaces?fields=spaces(', 'Request contains an invalid argument: fields spaces('],
    ['spaces:search', 'The query is required.'],
  ])('refuses %s', async (path, message) => {
    const { status, body } = await get(sandbox, `${chat}/${path}`, token);
    expect({ status, body }).toMatchObject({
      status: 400,
      body: { error: { code: 400, status: 'INVALID_ARGUMENT', message } },
    });
  });

  it('takes names in snake_case and sizes above the maximum', async () => {
    const { body } = await get(sandbox, `${chat}/spaces?page_size=5000&fields=spaces/name`, token);
    expect((body as { spaces: object[] }).spaces.length).toBeGreaterThan(20);
  });

  it('binds page tokens to the other parameters but the page size', async () => {
    const first = (await get(sandbox, `${chat}/spaces?pageSize=2`, token)).body as { nextPageToken: string };
    const next = encodeURIComponent(first.nextPageToken);
    expect((await get(sandbox, `${chat}/spaces?pageSize=5&pageToken=${next}`, token)).status).toBe(200);
    expect((await get(sandbox, `${chat}/spaces?pageToken=${next}&filter=spaceType%3D%22SPACE%22`, token)).status).toBe(
      400,
    );
    expect((await get(sandbox, `${chat}/spaces?pageToken=${next}`, sandbox.accounts.admin.accessToken)).status).toBe(
      400,
    );
  });

  it('points at what is wrong in a body', async () => {
    const address = `${chat}/spaces/${spaceNamed(sandbox, 'Company').id}/messages`;
    const { status, body } = await sendJson(sandbox, {
      method: 'POST',
      address,
      token,
      body: { text: 5, thread: { nam: 'x' }, colour: 'red' },
    });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      error: {
        status: 'INVALID_ARGUMENT',
        details: [
          {
            fieldViolations: [
              { field: 'message.text', description: "Invalid value at 'message.text' (TYPE_STRING), 5" },
              {
                field: 'message.thread',
                description:
                  'Invalid JSON payload received. Unknown name "nam" at \'message.thread\': Cannot find field.',
              },
              {
                field: 'message',
                description: 'Invalid JSON payload received. Unknown name "colour" at \'message\': Cannot find field.',
              },
            ],
          },
        ],
      },
    });
  });
});

describe('routing', () => {
  it('answers a path it does not know, or on another host, with a page', async () => {
    const headers = { authorization: `Bearer ${token}` };
    const unknown = await send(sandbox, `${chat}/nope`, { headers });
    const elsewhere = await send(sandbox, 'https://people.googleapis.com/v1/spaces', { headers });
    expect([unknown.status, unknown.headers['content-type'], elsewhere.status]).toEqual([
      404,
      'text/html; charset=utf-8',
      404,
    ]);
  });

  it('writes JSON in lines unless asked otherwise', async () => {
    const headers = { authorization: `Bearer ${token}` };
    const pretty = await send(sandbox, `${chat}/spaces?pageSize=1&fields=spaces/spaceType`, { headers });
    const compact = await send(sandbox, `${chat}/spaces?pageSize=1&fields=spaces/spaceType&prettyPrint=false`, {
      headers,
    });
    expect(pretty.bytes.toString('utf8')).toBe('{\n  "spaces": [\n    {\n      "spaceType": "SPACE"\n    }\n  ]\n}\n');
    expect(compact.bytes.toString('utf8')).toBe('{"spaces":[{"spaceType":"SPACE"}]}');
  });
});

describe('faults and quotas', () => {
  it('strike the operation named by the template of its path', async () => {
    sandbox.clearRequests();
    sandbox.faults.add({ on: '/v1/spaces/{space}/messages', effect: { kind: 'rate_limit', retryAfterSeconds: 3 } });
    const headers = { authorization: `Bearer ${token}` };
    const address = `${chat}/spaces/${spaceNamed(sandbox, 'Company').id}/messages`;
    const limited = await send(sandbox, address, { headers });
    const after = await send(sandbox, address, { headers });
    expect([limited.status, limited.headers['retry-after'], after.status]).toEqual([429, '3', 200]);
    expect(JSON.parse(limited.bytes.toString('utf8'))).toMatchObject({
      error: { status: 'RESOURCE_EXHAUSTED', details: [{ reason: 'RATE_LIMIT_EXCEEDED' }] },
    });
    expect(sandbox.requests.map(request => [request.operation, request.host])).toEqual([
      ['/v1/spaces/{space}/messages', 'chat.googleapis.com'],
      ['/v1/spaces/{space}/messages', 'chat.googleapis.com'],
    ]);
  });

  it('limits writes of spaces to 60 a minute where quotas are on', async () => {
    const limited = await startGoogleChatSandbox({ now: () => testNow, rates: 'quotas' });
    const create = () =>
      sendJson(limited, {
        method: 'POST',
        address: `${chat}/spaces`,
        token: limited.accounts.member.accessToken,
        body: {},
      });
    const statuses = await Promise.all(Array.from({ length: 62 }, async () => (await create()).status));
    await limited.close();
    expect([
      statuses.filter(status => status === 400).length,
      statuses.filter(status => status === 429).length,
    ]).toEqual([60, 2]);
  });
});
