import fc from 'fast-check';

/** What leads elsewhere when somebody decodes, folds, joins or trims it: steps up, separators, hosts, splits. */
const tricks: readonly string[] = [
  ...['..', '.', '...', '%2e', '%2E%2e', '.%2e', '%252e%252e', '%25252e', '%c0%ae', '%e0%80%ae', '%f0%80%80%ae'],
  ...[
    '%ef%bc%8e',
    '%e2%80%a4',
    '%e2%80%a5',
    '%e2%80%a6',
    '%u002e',
    '%uff0e',
    '%%32%65',
    '..;',
    '..%00',
    '..%20',
    '..%09',
  ],
  ...['/', '//', '///', '/./', '/../', '%2f', '%2F', '%252f', '%ef%bc%8f', '%e2%88%95', '%5c', '\\', '\\..\\', '%255c'],
  ...['%c1%9c', '%ef%bc%bc', ';', '%3b', ';a=b', ':', '@', '%40', '#', '%23', '?', '%3f', '&', '=', '%26', '%3d', '|'],
  ...['%00', '%0d%0a', '%0a', '%0d', '%09', '%7f', '%c2%85', '%e2%80%a8', '%ff', '%', '%z', '%1', '+', '%20', '~', '*'],
  ...[
    'evil.example',
    '//evil.example',
    '@evil.example',
    'http://evil.example',
    'https://evil.example/',
    ':444',
    '169.254.169.254',
  ],
  ...[
    'api.desk.example',
    'files.desk.example',
    'api.desk.example@evil.example',
    'me',
    'v2',
    'admin',
    'rooms',
    '%76%32',
  ],
  ...[
    '%0d%0aHost:%20evil.example',
    '%0d%0a%0d%0aGET%20/%20HTTP/1.1',
    '%E5%98%8A%E5%98%8D',
    'a'.repeat(300),
    '{',
    '}',
    '<',
    '"',
    "'",
    '`',
    '^',
  ],
];

/** Text that can stand in the first line of a request. */
const noise = fc
  .string({ unit: fc.integer({ min: 0x21, max: 0xff }).map(code => String.fromCharCode(code)), maxLength: 6 })
  .filter(text => !text.includes('\u007f'));

const trick = fc.constantFrom(...tricks);

const ordinary = fc.constantFrom(
  '/',
  '/a',
  '/rooms',
  '/rooms/r1',
  'x',
  '/up%20load',
  '/a%2Bb',
  '/19%3Ax%40y',
  '/.well-known',
);

/** A path of ordinary names, and mostly some tricks or noise among them. */
export const trickyPath = fc
  .array(
    fc.oneof({ weight: 4, arbitrary: ordinary }, { weight: 4, arbitrary: trick }, { weight: 1, arbitrary: noise }),
    {
      maxLength: 7,
    },
  )
  .map(pieces => pieces.join(''));

/** A value of a parameter, escaped or not. */
export const trickyValue = fc.oneof(
  fc.constantFrom('r1', 'n1', 'x'),
  fc
    .array(fc.oneof(trick, noise, fc.constantFrom('r1', 'n1', 'x')), { maxLength: 4 })
    .chain(pieces =>
      fc.oneof(
        { weight: 3, arbitrary: fc.constant(encodeURIComponent(pieces.join(''))) },
        { weight: 1, arbitrary: fc.constant(pieces.join('')) },
      ),
    ),
);

const pair = (names: readonly string[], values: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom(...names), values).map(([name, value]) => `${name}=${value}`);

const hosts = fc.constantFrom(
  'files.desk.example',
  'api.desk.example',
  'evil.example',
  '127.0.0.1',
  'files.desk.example:1',
);

/** Further parameters of a query. */
export const trickyQuery = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: pair(['a', '$filter', 'access_token', 'url', 'next', 'a[]', 'b.c'], trickyValue) },
      { weight: 2, arbitrary: pair(['host', 'h%6fst', 'Host'], hosts) },
      { weight: 1, arbitrary: pair(['host', 'integrated_account_id'], trickyValue) },
      { weight: 1, arbitrary: trickyValue },
    ),
    { maxLength: 3 },
  )
  .map(pairs => pairs.join('&'));

/** Headers that servers and proxies have been led astray by. */
export const trickyHeaders = fc.uniqueArray(
  fc.constantFrom(
    'x-forwarded-host: evil.example',
    'x-forwarded-for: 127.0.0.1',
    'forwarded: host=evil.example',
    'x-original-url: /admin',
    'x-rewrite-url: /admin',
    'x-http-method-override: DELETE',
    'x-host: evil.example',
    'cookie: a=b',
    'proxy-authorization: Basic eA==',
    'via: 1.1 evil.example',
    'te: trailers',
    'upgrade: h2c',
    'accept: */*',
    'content-type: application/json',
    'content-type: text/plain',
    'range: bytes=0-1',
    'prefer: a',
    'x-trace: t1',
    'if-none-match: "x"',
  ),
  { maxLength: 4, selector: header => header.split(':')[0] },
);

/** Endpoints that are declared, each with parameters it takes, and what is none. */
export const trickyEndpoint: fc.Arbitrary<readonly [string, readonly string[]]> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom<readonly [string, readonly string[]]>(
      ['notes/list', ['room', 'since']],
      ['notes/list', ['room', 'tags', 'x-trace', '$filter[by]']],
      ['notes/info', ['room', 'note']],
      ['notes/write', ['room', 'content']],
      ['notes/edit', ['room', 'note', 'content']],
      ['notes/remove', ['room', 'note']],
      ['notes/find', ['words']],
      ['rooms/list', []],
      ['rooms/info', ['room']],
      ['rooms/whoami', ['path']],
    ),
  },
  { weight: 1, arbitrary: trickyPath.map(path => [path, ['room']] as const) },
);
