import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type DeskHouse, type DeskReply, type RawAnswer } from '../../support/desk-house.ts';
import { trickyHeaders, trickyPath, trickyQuery, trickyValue } from './pieces.ts';

const requests = Number(process.env['REQUEST_RUNS'] ?? 2_000);
const seed = Number(process.env['REQUEST_SEED'] ?? 3);

let desk: DeskHouse;
beforeAll(async () => {
  desk = await openDesk({ firstByteTimeoutMs: 100 });
});
afterAll(() => desk.end());

const route = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      ...[
        '/unified/talk/notes',
        '/unified/talk/notes/r1~n1',
        '/unified/talk/notes/r1~n1/pin',
        '/unified/talk/notes/purge',
      ],
      ...['/unified/talk/rooms', '/unified/talk/rooms/r1', '/unified/talk/rooms/meta/list', '/unified/meta/talk/desk'],
      ...[
        '/proxy/notes/list',
        '/proxy/notes/write',
        '/proxy/rooms/whoami',
        '/custom/rooms',
        '/custom/',
        '/capabilities',
      ],
      ...['/integrated-accounts', '/integrated-accounts/x', '/integrations', '/integrations/desk', '/unified-models'],
      ...['/openapi.json', '/docs', '/healthz', '/readyz', '/metrics', '/', '*'],
    ),
  },
  { weight: 2, arbitrary: trickyPath.map(path => `/unified/talk/notes${path}`) },
  { weight: 1, arbitrary: trickyPath.map(path => (path.startsWith('/') ? path : `/${path}`)) },
);

const parameter = fc
  .tuple(
    fc.oneof(
      fc.constantFrom(
        ...[
          'limit',
          'next_cursor',
          'room[id]',
          'room',
          'created_at[gt]',
          'fields',
          'exclude_fields',
          'expand',
          'include',
        ],
        ...[
          'format',
          'dry_run',
          'remote_query[since]',
          'host',
          'tenant_id',
          '$filter[by]',
          '__proto__',
          'a[b][c][d]',
          'integration',
        ],
      ),
      trickyValue,
    ),
    fc.oneof(
      fc.constantFrom('1', '50', 'true', 'raw', 'debug', 'id', 'text', 'room', 'r1', '2025-01-01', 'remote_data'),
      trickyValue,
    ),
  )
  .map(([name, value]) => `${name}=${value}`);

const query = fc.oneof(
  fc.constantFrom(
    '',
    '',
    'limit=5',
    'room[id]=r1',
    'room=r1',
    'room=r1&limit=1',
    'format=debug',
    'dry_run=true',
    'format=raw',
  ),

  fc.array(parameter, { maxLength: 4 }).map(pairs => pairs.join('&')),
  trickyQuery,
);

const body = fc.oneof(
  { weight: 6, arbitrary: fc.constant('') },
  fc.json({ maxDepth: 4 }),
  fc.constantFrom(
    '{"text":"Hi","room":{"id":"r1"}}',
    '{"room":"r1","content":"Hi"}',
    '{"pinned":true}',
    '{"',
    '[[[[',
    '\u0000',
    'a=b',
  ),
  fc
    .record(
      { text: fc.jsonValue(), room: fc.jsonValue(), remote_data: fc.jsonValue(), before: fc.jsonValue() },
      { requiredKeys: [] },
    )
    .map(value => JSON.stringify(value)),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

const header = fc.oneof(
  fc.constantFrom(
    ...[
      'accept: application/x-ndjson',
      'accept: text/html',
      'idempotency-key: k1',
      'idempotency-key: a b',
      'expect: 100-continue',
    ],
    ...[
      'content-type: application/json',
      'content-type: text/plain',
      'content-type: ;',
      'content-encoding: gzip',
      'x-request-id: r1',
    ],
    ...[
      'authorization: Bearer x',
      'if-none-match: "x"',
      'range: bytes=9-',
      'origin: https://evil.example',
      'upgrade: websocket',
    ],
  ),
  fc
    .tuple(fc.constantFrom('x-a', 'accept', 'content-type', 'cookie', 'x-request-id'), fc.string({ maxLength: 10 }))
    .map(([name, value]) => `${name}: ${value}`),
);

/** Calls that there are, and any verb at any address. */
const known = fc.constantFrom(
  ...['/unified/talk/notes', '/unified/talk/notes/r1~n1', '/unified/talk/rooms', '/unified/talk/rooms/r1'],
  ...['/proxy/notes/list', '/proxy/rooms/list', '/proxy/rooms/info', '/custom/rooms', '/custom/a/b'],
);
const place = fc.oneof(
  { weight: 2, arbitrary: known.map(found => ({ method: 'GET', route: found })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { method: 'POST', route: '/unified/talk/notes' },
      { method: 'PATCH', route: '/unified/talk/notes/r1~n1' },
      { method: 'DELETE', route: '/unified/talk/notes/r1~n1' },
      { method: 'POST', route: '/unified/talk/notes/purge' },
      { method: 'POST', route: '/proxy/notes/write' },
      { method: 'PUT', route: '/custom/rooms' },
    ),
  },
  { weight: 3, arbitrary: fc.record({ method: anyMethod(), route }) },
);

function anyMethod(): fc.Arbitrary<string> {
  return fc.constantFrom(
    'GET',
    'GET',
    'GET',
    'POST',
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
    'HEAD',
    'OPTIONS',
    'TRACE',
    'LOCK',
    'QUERY',
  );
}

const wellFormed: DeskReply = {
  body: {
    notes: [{ room: 'r1', nid: 'n1', content: 7 }],
    note: { room: 'r1', nid: 'n1' },
    rooms: [{ id: 'r1' }],
    room: { id: 'r1' },
  },
};

const random = fc.record({
  place,
  query,
  headers: fc.oneof(
    { weight: 3, arbitrary: fc.constant<string[]>([]) },
    fc.array(header, { maxLength: 4 }),
    trickyHeaders.map(found => [...found]),
  ),
  body,
  hasKey: fc.constantFrom(true, true, true, true, true, false),
  reply: fc.constantFrom<DeskReply | 'hang' | 'close'>(
    wellFormed,
    wellFormed,
    wellFormed,
    wellFormed,
    { body: { notes: 'x', note: [], rooms: null, room: 3, next: { a: 1 } } },
    { body: '[' },
    { body: '"text"' },
    { status: '500 Oops', body: '' },
    { status: '302 Found', headers: ['location: //evil.example'], body: '' },
    { status: '429 Slow', headers: ['retry-after: x'], body: '{}' },
    { status: '204 No Content', headers: [], body: '' },
    'close',
  ),
});

describe('random requests', () => {
  it(`cause no error of ours and no unhandled rejection`, { timeout: 60_000 + requests * 60 }, async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    const statuses: Record<string, number> = {};
    const ours: string[] = [];
    for (const one of fc.sample(random, { numRuns: requests, seed })) {
      desk.answerBy(() => one.reply);
      const answer = await desk.raw(asText(one));
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      // An answer to a HEAD has no body that could tell; that a status is the provider's own, a header does.
      const isTold = isOfProvider(answer) || (one.place.method === 'HEAD' && answer.status !== 500);
      const isOurs = answer.status === 0 || (answer.status >= 500 && !isTold);
      if (isOurs)
        ours.push(`${answer.status} ${one.place.method} ${one.place.route}?${one.query} ${answer.body.slice(0, 300)}`);
    }
    process.off('unhandledRejection', note);
    const errors = desk.logged.filter(({ level }) => level === 'error');
    expect({ ours, unhandled, errors }).toEqual({ ours: [], unhandled: [], errors: [] });
    // They went far enough to mean something.
    expect(statuses['200']).toBeGreaterThan(requests / 20);
    expect(desk.sent.length).toBeGreaterThan(requests / 20);
  });
});

type Random = typeof random extends fc.Arbitrary<infer Value> ? Value : never;

/** The request as bytes; what would end its head early is left out. */
function asText({ place: { method, route }, query, headers, body, hasKey }: Random): string {
  const target = `${route}?integrated_account_id=${desk.accountId}&${query}`.replace(/[\s\0]/g, '');
  const length = body === '' ? [] : [`content-length: ${Buffer.byteLength(body, 'latin1')}`];
  const isTyped = headers.some(header => /^content-type/i.test(header));
  const typed = body === '' || isTyped ? [] : ['content-type: application/json'];
  const key = hasKey ? [`authorization: Bearer ${desk.key}`] : [];
  const all = ['host: here', 'connection: close', ...key, ...headers, ...typed, ...length];
  return `${method} ${target} HTTP/1.1\r\n${all.map(line => line.replace(/[\r\n\0]/g, '')).join('\r\n')}\r\n\r\n${body}`;
}

/** The provider's own status, or what we say of the provider, of the request, or of a record that its definition cannot map. */
function isOfProvider({ body, head }: RawAnswer): boolean {
  return /x-patchbay-native-status/i.test(head) || /"source":"(?:provider|request|mapping)"/.test(body);
}
