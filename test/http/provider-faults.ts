import type { DeskReply } from '../support/desk-house.ts';

const html = ['content-type: text/html'];
const json = ['content-type: application/json'];
/** What the provider gives, and what each door answers: its status, our code or `native`, and how often the provider was asked. */
export const faults: readonly (readonly [string, DeskReply | 'hang' | 'close', string])[] = [
  [
    '400',
    { status: '400 Bad Request', body: { ok: false, error: 'bad_room', detail: 'No.' } },
    '422 PROVIDER_INVALID x1 | 422 PROVIDER_INVALID x1 | 422 PROVIDER_INVALID x1 | 422 PROVIDER_INVALID x1 | 422 PROVIDER_INVALID x1 | 400 native x1 | 400 native x1',
  ],
  [
    '401',
    { status: '401 Unauthorized', body: { ok: false, error: 'no' } },
    '424 PROVIDER_UNAUTHORIZED x1 | 424 PROVIDER_UNAUTHORIZED x1 | 424 PROVIDER_UNAUTHORIZED x1 | 424 PROVIDER_UNAUTHORIZED x1 | 424 PROVIDER_UNAUTHORIZED x1 | 424 PROVIDER_UNAUTHORIZED x1 | 424 PROVIDER_UNAUTHORIZED x1',
  ],
  [
    '403',
    { status: '403 Forbidden', body: '' },
    '403 PROVIDER_FORBIDDEN x1 | 403 PROVIDER_FORBIDDEN x1 | 403 PROVIDER_FORBIDDEN x1 | 403 PROVIDER_FORBIDDEN x1 | 403 PROVIDER_FORBIDDEN x1 | 403 native x1 | 403 native x1',
  ],
  [
    '404',
    { status: '404 Not Found', headers: html, body: '<h1>Not here</h1>' },
    '404 PROVIDER_NOT_FOUND x1 | 404 PROVIDER_NOT_FOUND x1 | 404 PROVIDER_NOT_FOUND x1 | 404 PROVIDER_NOT_FOUND x1 | 404 PROVIDER_NOT_FOUND x1 | 404 native x1 | 404 native x1',
  ],
  [
    '409',
    { status: '409 Conflict', body: {} },
    '409 PROVIDER_CONFLICT x1 | 409 PROVIDER_CONFLICT x1 | 409 PROVIDER_CONFLICT x1 | 409 PROVIDER_CONFLICT x1 | 409 PROVIDER_CONFLICT x1 | 409 native x1 | 409 native x1',
  ],
  [
    '413',
    { status: '413 Content Too Large', body: {} },
    '413 PROVIDER_TOO_LARGE x1 | 413 PROVIDER_TOO_LARGE x1 | 413 PROVIDER_TOO_LARGE x1 | 413 PROVIDER_TOO_LARGE x1 | 413 PROVIDER_TOO_LARGE x1 | 413 native x1 | 413 native x1',
  ],
  [
    '418',
    { status: "418 I'm a teapot", body: {} },
    '422 PROVIDER_INVALID x1 | 422 PROVIDER_INVALID x1 | 422 PROVIDER_INVALID x1 | 422 PROVIDER_INVALID x1 | 422 PROVIDER_INVALID x1 | 418 native x1 | 418 native x1',
  ],
  [
    '422',
    { status: '422 Unprocessable', body: {} },
    '422 PROVIDER_INVALID x1 | 422 PROVIDER_INVALID x1 | 422 PROVIDER_INVALID x1 | 422 PROVIDER_INVALID x1 | 422 PROVIDER_INVALID x1 | 422 native x1 | 422 native x1',
  ],
  [
    '429',
    { status: '429 Too Many Requests', headers: [...json, 'retry-after: 30'], body: {} },
    '429 PROVIDER_RATE_LIMITED x1 | 429 PROVIDER_RATE_LIMITED x1 | 429 PROVIDER_RATE_LIMITED x1 | 429 PROVIDER_RATE_LIMITED x1 | 429 PROVIDER_RATE_LIMITED x1 | 429 native x1 | 429 native x1',
  ],
  [
    '500',
    { status: '500 Internal Server Error', body: 'oops' },
    '503 PROVIDER_UNAVAILABLE x3 | 503 PROVIDER_UNAVAILABLE x3 | 502 PROVIDER_OUTCOME_UNKNOWN x1 | 503 PROVIDER_UNAVAILABLE x3 | 502 PROVIDER_OUTCOME_UNKNOWN x1 | 500 native x1 | 500 native x1',
  ],
  [
    '501',
    { status: '501 Not Implemented', body: {} },
    '501 METHOD_NOT_SUPPORTED x1 | 501 METHOD_NOT_SUPPORTED x1 | 501 METHOD_NOT_SUPPORTED x1 | 501 METHOD_NOT_SUPPORTED x1 | 501 METHOD_NOT_SUPPORTED x1 | 501 native x1 | 501 native x1',
  ],
  [
    '502',
    { status: '502 Bad Gateway', headers: html, body: '<h1>Bad</h1>' },
    '503 PROVIDER_UNAVAILABLE x3 | 503 PROVIDER_UNAVAILABLE x3 | 502 PROVIDER_OUTCOME_UNKNOWN x1 | 503 PROVIDER_UNAVAILABLE x3 | 502 PROVIDER_OUTCOME_UNKNOWN x1 | 502 native x1 | 502 native x1',
  ],
  [
    '503',
    { status: '503 Service Unavailable', body: {} },
    '503 PROVIDER_UNAVAILABLE x3 | 503 PROVIDER_UNAVAILABLE x3 | 502 PROVIDER_OUTCOME_UNKNOWN x1 | 503 PROVIDER_UNAVAILABLE x3 | 502 PROVIDER_OUTCOME_UNKNOWN x1 | 503 native x1 | 503 native x1',
  ],
  [
    '504',
    { status: '504 Gateway Timeout', body: {} },
    '504 PROVIDER_TIMEOUT x3 | 504 PROVIDER_TIMEOUT x3 | 502 PROVIDER_OUTCOME_UNKNOWN x1 | 504 PROVIDER_TIMEOUT x3 | 502 PROVIDER_OUTCOME_UNKNOWN x1 | 504 native x1 | 504 native x1',
  ],
  [
    'a refusal with 200',
    { body: { ok: false, error: 'room_missing' } },
    '404 PROVIDER_NOT_FOUND x1 | 404 PROVIDER_NOT_FOUND x1 | 404 PROVIDER_NOT_FOUND x1 | 404 PROVIDER_NOT_FOUND x1 | 404 PROVIDER_NOT_FOUND x1 | 200 native x1 | 200 native x1',
  ],
  [
    'a refused token with 200',
    { body: { ok: false, error: 'token_expired' } },
    '424 PROVIDER_UNAUTHORIZED x1 | 424 PROVIDER_UNAUTHORIZED x1 | 424 PROVIDER_UNAUTHORIZED x1 | 424 PROVIDER_UNAUTHORIZED x1 | 424 PROVIDER_UNAUTHORIZED x1 | 424 PROVIDER_UNAUTHORIZED x1 | 424 PROVIDER_UNAUTHORIZED x1',
  ],
  [
    'a time-out',
    'hang',
    '504 PROVIDER_TIMEOUT x3 | 504 PROVIDER_TIMEOUT x3 | 502 PROVIDER_OUTCOME_UNKNOWN x1 | 504 PROVIDER_TIMEOUT x3 | 502 PROVIDER_OUTCOME_UNKNOWN x1 | 504 PROVIDER_TIMEOUT x1 | 502 PROVIDER_OUTCOME_UNKNOWN x1',
  ],
  [
    'a closed connection',
    'close',
    '503 PROVIDER_UNAVAILABLE x3 | 503 PROVIDER_UNAVAILABLE x3 | 502 PROVIDER_OUTCOME_UNKNOWN x1 | 503 PROVIDER_UNAVAILABLE x3 | 502 PROVIDER_OUTCOME_UNKNOWN x1 | 503 PROVIDER_UNAVAILABLE x1 | 502 PROVIDER_OUTCOME_UNKNOWN x1',
  ],
  [
    'HTML with 200',
    { headers: html, body: '<h1>Welcome</h1>' },
    '502 PROVIDER_MALFORMED x1 | 502 PROVIDER_MALFORMED x1 | 502 PROVIDER_OUTCOME_UNKNOWN x1 | 502 PROVIDER_MALFORMED x1 | 502 PROVIDER_OUTCOME_UNKNOWN x1 | 200 native x1 | 200 native x1',
  ],
  [
    'truncated JSON',
    { body: '{"notes": [{"nid": 1' },
    '502 PROVIDER_MALFORMED x1 | 502 PROVIDER_MALFORMED x1 | 502 PROVIDER_OUTCOME_UNKNOWN x1 | 502 PROVIDER_MALFORMED x1 | 502 PROVIDER_OUTCOME_UNKNOWN x1 | 200 native x1 | 200 native x1',
  ],
  [
    'JSON of another type',
    {
      headers: ['content-type: text/plain'],
      body: '{"notes":[],"note":{"room":"r1","nid":"n1"},"room":{"id":"r1"}}',
    },
    '200 x1 | 200 x1 | 201 x1 | 200 x1 | 200 x1 | 200 native x1 | 200 native x1',
  ],
  [
    'no body',
    { headers: [], body: '' },
    '502 PROVIDER_MALFORMED x1 | 502 PROVIDER_MALFORMED x1 | 502 PROVIDER_OUTCOME_UNKNOWN x1 | 502 PROVIDER_MALFORMED x1 | 502 PROVIDER_OUTCOME_UNKNOWN x1 | 200 native x1 | 200 native x1',
  ],
  [
    'a redirect',
    { status: '302 Found', headers: ['location: https://evil.example/'], body: '' },
    '502 PROVIDER_MALFORMED x1 | 502 PROVIDER_MALFORMED x1 | 502 PROVIDER_OUTCOME_UNKNOWN x1 | 502 PROVIDER_MALFORMED x1 | 502 PROVIDER_OUTCOME_UNKNOWN x1 | 302 native x1 | 302 native x1',
  ],
  [
    'deep JSON',
    { body: `${'['.repeat(70)}${']'.repeat(70)}` },
    '502 PROVIDER_MALFORMED x1 | 502 PROVIDER_MALFORMED x1 | 502 PROVIDER_OUTCOME_UNKNOWN x1 | 502 PROVIDER_MALFORMED x1 | 502 PROVIDER_OUTCOME_UNKNOWN x1 | 200 native x1 | 200 native x1',
  ],
  [
    'a text for a list',
    { body: '"sorry"' },
    '502 PROVIDER_MALFORMED x1 | 502 PROVIDER_MALFORMED x1 | 502 PROVIDER_OUTCOME_UNKNOWN x1 | 502 PROVIDER_MALFORMED x1 | 502 PROVIDER_OUTCOME_UNKNOWN x1 | 200 native x1 | 200 native x1',
  ],
];
