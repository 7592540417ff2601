import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Expression } from '../../sandbox/googlechat/filters/expression.ts';
import { parseFilter } from '../../sandbox/googlechat/filters/parse-filter.ts';
import { startGoogleChatSandbox, type GoogleChatSandbox } from '../../sandbox/googlechat/sandbox.ts';
import type { ReceivedRequest } from '../../sandbox/support/http-message.ts';
import { encodeId } from '../../src/engine/mapping/ids.ts';
import { PatchbayError } from '../../src/errors.ts';
import { spaceNamed } from '../sandbox/googlechat/places.ts';
import type { SandboxEngine } from '../support/sandbox-engine.ts';
import { openGoogleChat } from './googlechat-house.ts';

/** Random values for each filter; 1,700 make 10,000 over all of them. */
const values = Number(process.env['HOSTILE_VALUES'] ?? 400);

let sandbox: GoogleChatSandbox;
let house: SandboxEngine;
let spaceId: string;

beforeAll(async () => {
  sandbox = await startGoogleChatSandbox();
  const { id } = spaceNamed(sandbox, 'Empty room');
  spaceId = id;
  // One space is enough to be asked about; searching all of them takes the time of thousands of values.
  for (const other of [...sandbox.store.spaces.keys()]) if (other !== id) sandbox.store.spaces.delete(other);
  house = await openGoogleChat(sandbox, 'user', sandbox.accounts.admin.accessToken);
});

afterAll(async () => {
  await house.close();
  await sandbox.close();
});

const fragments = [
  '"', '\\"', '\\', "'", "\\'", '“', '”', '`', '(', ')', '[', ']', '{', '}', '=', '!=', ':', '<', '>', '*', '?', '?:word',
  ' OR ', ' AND ', ' NOT ', '-', ',', '/', '..', '.', '%2F', '%22', '&', '#', '+', '~', '!22', ' ', '\t', '\n', '\r', '\0',
  '\u001b', '\u0085', '\u2028', '\u202e', '\ufeff', '😀', 'é', 'users/me', 'spaces/-', 'create_time >= "2020-01-01T00:00:00Z"',
  'sender.name = "users/1"', '" OR sender.name = "users/1', 'has_link()', 'x', 'AAQAO1heGsE', '',
]; // prettier-ignore

/** Quotes, operators, brackets, control characters and what else may mean something, between any characters. */
const hostile = fc
  .array(
    fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...fragments) }, fc.string({ unit: 'binary', maxLength: 8 })),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map(parts => parts.join(''))
  .filter(text => text !== '');

/** What the sandbox received for a call; nothing when it was refused before anything was sent. */
async function receivedFor(call: () => Promise<unknown>): Promise<readonly ReceivedRequest[]> {
  sandbox.clearRequests();
  try {
    await call();
  } catch (error) {
    if (!(error instanceof PatchbayError)) throw error;
    // Google may find nothing, or find the value wrong; it may not be made to fail.
    const allowed = ['REQUEST_INVALID', 'REQUEST_ID_INVALID', 'PROVIDER_NOT_FOUND', 'PROVIDER_INVALID'];
    if (!allowed.includes(error.code)) throw error;
  }
  return [...sandbox.requests];
}

/** A filter as the provider reads it: each condition as text, so that two can be compared whole. */
function conditionsOf(filter: unknown, keywords: 'allowed' | 'refused'): readonly string[] {
  const flat = (expression: Expression): readonly string[] => {
    switch (expression.kind) {
      case 'and':
        return expression.terms.flatMap(flat);
      case 'comparison':
        return [`${expression.field} ${expression.operator} ${expression.value}`];
      case 'text':
        return [`text ${expression.text}`];
      case 'or':
      case 'call':
        return [expression.kind];
    }
  };
  return flat(parseFilter(String(filter), { keywords }));
}

/** Ids are UTF-8, which has no half of a surrogate pair. */
const wellFormed = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');
const hasControls = (text: string): boolean => /[\u0000-\u001f\u007f]/.test(text);
const bodyFilter = (request: ReceivedRequest | undefined): unknown =>
  (request?.json as { filter?: unknown } | undefined)?.filter;

/** Runs a rule over many values, one after another: they share the sandbox's log. */
const forHostileValues = (rule: (value: string) => Promise<void>) =>
  fc.assert(fc.asyncProperty(hostile, rule), { numRuns: values, seed: 20_260_103 });

const timeoutMs = 30_000 + values * 100;

describe('a hostile value', () => {
  it('for `search` stays one phrase beside the other conditions', { timeout: timeoutMs }, () =>
    forHostileValues(async value => {
      const query = { search: value, channel: { id: spaceId }, created_at: { gte: '2025-01-01T00:00:00Z' } };
      const received = await receivedFor(() => house.list('messages', { query }));
      expect(received.map(request => conditionsOf(bodyFilter(request), 'allowed'))).toEqual(
        hasControls(value)
          ? []
          : [[`text ${value}`, `space.name = spaces/${spaceId}`, 'create_time >= 2025-01-01T00:00:00.000Z']],
      );
    }),
  );

  it('for `author[id]` stays the name of one sender', { timeout: timeoutMs }, () =>
    forHostileValues(async value => {
      const id = encodeId({ parts: [{ name: 'user', optional: false }] }, { user: value });
      const received = await receivedFor(() => house.list('messages', { query: { author: { id } } }));
      expect(received.map(request => conditionsOf(bodyFilter(request), 'allowed'))).toEqual(
        hasControls(value) ? [] : [[`sender.name = users/${wellFormed(value)}`]],
      );
    }),
  );

  it('for `parent[id]` stays the name of one thread in one space', { timeout: timeoutMs }, () =>
    forHostileValues(async value => {
      const parts = ['space', 'message'].map(name => ({ name, optional: false }));
      const id = encodeId({ parts }, { space: spaceId, message: value });
      const query = { parent: { id }, created_at: { gt: '2025-01-01T00:00:00Z', lt: '2025-02-01T00:00:00Z' } };
      const received = await receivedFor(() => house.list('messages', { query }));
      const [thread = ''] = wellFormed(value).split('.');
      expect(received.map(request => conditionsOf(request.query['filter'], 'refused'))).toEqual(
        hasControls(thread)
          ? []
          : [
              [
                'create_time > 2024-12-31T23:59:59.999Z',
                'create_time < 2025-02-01T00:00:00.001Z',
                `thread.name = spaces/${spaceId}/threads/${thread}`,
              ],
            ],
      );
    }),
  );

  it('for `channel[id]` stays one segment of the path', { timeout: timeoutMs }, () =>
    forHostileValues(async value => {
      const id = encodeId({ parts: [{ name: 'space', optional: false }] }, { space: value });
      const received = await receivedFor(() => house.list('messages', { query: { channel: { id } } }));
      const segments = received.map(({ path }) => path.split('/').map(decodeURIComponent));
      expect(segments).toEqual(
        value === '.' || value === '..' ? [] : [['', 'v1', 'spaces', wellFormed(value), 'messages']],
      );
      expect(received.map(({ query }) => query['filter'])).toEqual(received.map(() => undefined));
    }),
  );

  it('for `email` stays one segment of the path', { timeout: timeoutMs }, () =>
    forHostileValues(async value => {
      const received = await receivedFor(() => house.list('members', { query: { email: value } }));
      const segments = received.map(({ path }) => path.split('/').map(decodeURIComponent));
      expect(segments).toEqual(
        value === '.' || value === '..' || value !== wellFormed(value)
          ? []
          : [['', 'admin', 'directory', 'v1', 'users', value]],
      );
    }),
  );

  it('for `workspace[id]` stays one domain', { timeout: timeoutMs }, () =>
    forHostileValues(async value => {
      const id = encodeId({ parts: [{ name: 'domain', optional: false }] }, { domain: value });
      const received = await receivedFor(() => house.list('groups', { query: { workspace: { id } } }));
      const queries = received.map(({ target }) => [...new URL(target, 'https://admin.googleapis.com').searchParams]);
      expect(queries).toEqual([
        [
          ['domain', wellFormed(value)],
          ['maxResults', '50'],
        ],
      ]);
    }),
  );

  it.each([
    { resource: 'channels', filter: 'type', beside: {} },
    { resource: 'channels', filter: 'status', beside: {} },
    { resource: 'members', filter: 'type', beside: { channel: true } },
  ])('for `$filter` of $resource never reaches Google', { timeout: timeoutMs }, ({ resource, filter, beside }) =>
    forHostileValues(async value => {
      const place = beside.channel === true ? { channel: { id: spaceId } } : {};
      const received = await receivedFor(() => house.list(resource, { query: { ...place, [filter]: value } }));
      expect(received.map(({ query }) => query['filter'])).toEqual(received.map(() => undefined));
    }),
  );
});
