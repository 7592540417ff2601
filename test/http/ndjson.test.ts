import { getEventListeners } from 'node:events';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StreamPage } from '../../src/engine/call.ts';
import { PatchbayError } from '../../src/errors.ts';
import type { StoredAccount } from '../../src/store/store.ts';
import { createScene } from './scene.ts';
import type { Scene } from './scene.ts';

let scene: Scene;
let account: StoredAccount;
let list: string;
beforeAll(async () => {
  scene = await createScene();
  account = await scene.createAccount();
  list = `/unified/talk/notes?integrated_account_id=${account.id}`;
});
afterAll(() => scene.end());
beforeEach(() => {
  scene.engine.calls.length = 0;
});

/** A page of records whose cursors say what they point behind. */
const page = (ids: readonly string[], more: Partial<StreamPage> = {}): StreamPage => ({
  records: ids.map(id => ({ id })),
  warnings: [],
  cursorAfter: index => `after-${ids[index]}`,
  cursor: () => `after-${ids.at(-1)}`,
  ...more,
});

const stream = async (url = list, accept = 'application/x-ndjson') => {
  const headers = { authorization: `Bearer ${scene.key}`, accept, 'x-request-id': 'r1' };
  const answer = await scene.app.inject({ url, headers });
  return { status: answer.statusCode, headers: answer.headers, lines: answer.body.split('\n') };
};

describe('a list as JSON lines', () => {
  it('is every record of every page and an end', async () => {
    scene.engine.pages = async function* () {
      yield page(['n1', 'n2']);
      yield page([]);
      yield page(['n3'], { cursor: () => null });
    };
    const { status, headers, lines } = await stream();
    expect({ status, lines, type: headers['content-type'], cache: headers['cache-control'] }).toEqual({
      status: 200,
      lines: ['{"id":"n1"}', '{"id":"n2"}', '{"id":"n3"}', '{"@end":{"records":3,"next_cursor":null}}', ''],
      type: 'application/x-ndjson; charset=utf-8',
      cache: 'no-store',
    });
    expect(headers['x-request-id']).toBe('r1');
  });

  it('is an end alone where there is no record', async () => {
    scene.engine.pages = async function* () {
      yield page([], { cursor: () => null });
    };
    expect((await stream()).lines).toEqual(['{"@end":{"records":0,"next_cursor":null}}', '']);
  });

  it('shows warnings behind the record they concern, and counts them', async () => {
    const misfit = { code: 'MODEL_MISMATCH', message: 'No.', index: 1 };
    const skipped = { code: 'PROVIDER_FORBIDDEN', message: 'Left out.' };
    scene.engine.pages = async function* () {
      yield page(['n1']);
      yield page(['n2', 'n3', 'n4'], { warnings: [misfit, skipped], cursor: () => null });
    };
    expect((await stream()).lines).toEqual([
      '{"id":"n1"}',
      '{"@warning":{"code":"PROVIDER_FORBIDDEN","message":"Left out."}}',
      '{"id":"n2"}',
      '{"id":"n3"}',
      '{"@warning":{"code":"MODEL_MISMATCH","message":"No.","index":2}}',
      '{"id":"n4"}',
      '{"@end":{"records":4,"warnings":2,"next_cursor":null}}',
      '',
    ]);
  });

  it('asks the engine for the whole list unless a limit is given', async () => {
    await stream(`${list}&next_cursor=c1`);
    await stream(`${list}&limit=2500`);
    expect(scene.engine.calls.map(({ limit, cursor }) => ({ limit, cursor }))).toEqual([
      { limit: Infinity, cursor: 'c1' },
      { limit: 2500, cursor: undefined },
    ]);
  });

  it('answers a problem document when it fails before the first record', async () => {
    scene.engine.pages = async function* () {
      yield page([]);
      throw new PatchbayError('PROVIDER_RATE_LIMITED', 'Wait.', { retryAfterSeconds: 30 });
    };
    const { status, headers, lines } = await stream();
    expect({ status, type: headers['content-type'], after: headers['retry-after'] }).toEqual({
      status: 429,
      type: 'application/problem+json; charset=utf-8',
      after: '30',
    });
    expect(JSON.parse(lines.join('\n'))).toMatchObject({ code: 'PROVIDER_RATE_LIMITED', status: 429 });
  });

  it('ends with the error and the cursor to go on from when it fails later', async () => {
    scene.engine.pages = async function* () {
      yield page(['n1', 'n2']);
      throw new PatchbayError('PROVIDER_RATE_LIMITED', 'Wait.', { retryAfterSeconds: 30 });
    };
    const { status, lines } = await stream();
    expect({ status, records: lines.slice(0, 2), error: JSON.parse(lines[2] ?? ''), rest: lines.slice(3) }).toEqual({
      status: 200,
      records: ['{"id":"n1"}', '{"id":"n2"}'],
      error: {
        '@error': {
          type: '/errors/PROVIDER_RATE_LIMITED',
          title: 'The provider limits the rate of calls',
          status: 429,
          detail: 'Wait.',
          instance: '/requests/r1',
          code: 'PROVIDER_RATE_LIMITED',
          source: 'provider',
          retryable: true,
          request_id: 'r1',
          retry_after: 30,
          records: 2,
          next_cursor: 'after-n2',
        },
      },
      rest: [''],
    });
  });

  it('tells nothing of what went wrong inside, and logs it', async () => {
    scene.engine.pages = async function* () {
      yield page(['n1']);
      throw new Error('secret words');
    };
    const { lines } = await stream();
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ '@error': { code: 'INTERNAL', next_cursor: 'after-n1' } });
    expect(lines.join()).not.toContain('secret words');
    expect(JSON.stringify(scene.logged.map(({ message }) => message))).toContain('internal error');
  });

  it('says so when pages without a record never end', async () => {
    scene.engine.pages = async function* () {
      for (;;) yield page([], { cursor: () => 'far' });
    };
    expect((await stream()).lines).toEqual(['{"@end":{"records":0,"next_cursor":"far"}}', '']);
  });
});

describe('the header Accept', () => {
  it.each([
    ['application/x-ndjson', true],
    ['Application/X-NDJSON; q=0.5, */*;q=0.9', true],
    ['application/json;q=0.5, application/x-ndjson', true],
    ['application/x-ndjson;q=0', false],
    ['application/x-ndjson;q=0.2, application/json', false],
    ['*/*', false],
    ['text/x-application/x-ndjson', false],
  ])('%s asks for lines: %s', async (accept, isStream) => {
    const { headers } = await stream(list, accept);
    expect(headers['content-type'] === 'application/x-ndjson; charset=utf-8').toBe(isStream);
  });

  it('changes nothing for a single record', async () => {
    scene.engine.answer = () => Promise.resolve({ kind: 'single', record: { id: 'n1' }, warnings: [] });
    const { lines } = await stream(`/unified/talk/notes/n1?integrated_account_id=${account.id}`);
    expect(lines).toEqual(['{"id":"n1"}']);
  });
});

describe('a server on its way out', () => {
  it('is watched for by no stream whose caller went away before the first line', async () => {
    const own = await createScene();
    const { id } = await own.createAccount();
    own.engine.pages = async function* () {
      yield page(['n1'], { cursor: () => null });
    };
    own.app.addHook('onSend', async (_, reply, payload) => {
      if (payload instanceof Readable) reply.raw.destroy();
    });
    const headers = { authorization: `Bearer ${own.key}`, accept: 'application/x-ndjson' };
    const url = `/unified/talk/notes?integrated_account_id=${id}`;
    await expect(own.app.inject({ url, headers })).rejects.toThrow('response destroyed before completion');
    await expect.poll(() => getEventListeners(own.drain.signal, 'abort')).toEqual([]);
    await own.end();
  });

  it('ends a stream behind the record it is at', async () => {
    const own = await createScene();
    const { id } = await own.createAccount();
    own.engine.pages = async function* () {
      yield page(['n1']);
      own.drain.begin();
      yield page(['n2']);
      yield page(['n3'], { cursor: () => null });
    };
    const headers = { authorization: `Bearer ${own.key}`, accept: 'application/x-ndjson' };
    const { body } = await own.app.inject({ url: `/unified/talk/notes?integrated_account_id=${id}`, headers });
    const [record, last] = body.split('\n');
    expect({ record, last: JSON.parse(last ?? '') }).toMatchObject({
      record: '{"id":"n1"}',
      last: { '@error': { code: 'OVERLOADED', retryable: true, records: 1, next_cursor: 'after-n1' } },
    });
    await own.end();
  });

  it('ends it in the middle of a large page too', async () => {
    const own = await createScene();
    const { id } = await own.createAccount();
    const text = 'x'.repeat(40_000);
    own.engine.pages = async function* () {
      yield page(['n1', 'n2', 'n3'], {
        records: [
          { id: 'n1', text },
          { id: 'n2', text },
          { id: 'n3', text },
        ],
      });
    };
    const headers = { authorization: `Bearer ${own.key}`, accept: 'application/x-ndjson' };
    const url = `/unified/talk/notes?integrated_account_id=${id}`;
    const answer = await own.app.inject({ url, headers, payloadAsStream: true });
    own.drain.begin();
    let body = '';
    for await (const chunk of answer.stream()) body += String(chunk);
    const last = body.split('\n').at(-2) ?? '';
    expect(JSON.parse(last)).toMatchObject({ '@error': { records: 1, next_cursor: 'after-n1' } });
    await own.end();
  });
});
