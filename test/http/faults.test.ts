import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PatchbayError } from '../../src/errors.ts';
import type { StoredAccount } from '../../src/store/store.ts';
import { createScene } from './scene.ts';
import type { Scene } from './scene.ts';

let scene: Scene;
let account: StoredAccount;
beforeAll(async () => {
  scene = await createScene();
  account = await scene.createAccount();
});
afterAll(() => scene.end());
beforeEach(() => {
  scene.engine.calls.length = 0;
  scene.engine.answer = () => Promise.resolve({ kind: 'single', record: { id: 'n1', text: 'hi' }, warnings: [] });
});

const notes = '/unified/talk/notes';

describe('a unified call that fails', () => {
  it('answers the same for an account that never was and for one of another environment', async () => {
    const foreign = 'acc_000000000000000000000000';
    const { status, body } = await scene.call({ url: `${notes}?integrated_account_id=${foreign}`, headers: withId() });
    expect({ status, body }).toEqual({
      status: 404,
      body: problem(
        'ACCOUNT_NOT_FOUND',
        404,
        'There is no such integrated account',
        `There is no integrated account "${foreign}".`,
      ),
    });
  });

  it('says where in a definition an expression failed', async () => {
    scene.engine.answer = () =>
      Promise.reject(
        new PatchbayError('EXPRESSION_FAILED', 'D3030: Cannot read "x" as a number (at chat/unified/talk/n.yaml:3:9)', {
          place: 'chat/unified/talk/n.yaml:3:9',
          expressionCode: 'D3030',
          position: 0,
          token: 'number',
          hint: 'Fields here: `id`.',
        }),
      );
    const { status, body } = await scene.call({ url: `${notes}?integrated_account_id=${account.id}` });
    expect({ status, body }).toMatchObject({
      status: 502,
      body: {
        detail: 'D3030: Cannot read "x" as a number (at chat/unified/talk/n.yaml:3:9)',
        code: 'EXPRESSION_FAILED',
        source: 'mapping',
        expression: {
          place: 'chat/unified/talk/n.yaml:3:9',
          code: 'D3030',
          token: 'number',
          hint: 'Fields here: `id`.',
        },
      },
    });
  });

  it('passes a fault of the provider on, with what the provider said', async () => {
    scene.engine.answer = () =>
      Promise.reject(
        new PatchbayError('PROVIDER_RATE_LIMITED', 'Chat limits the rate of calls.', {
          provider: { name: 'chat', status: 429, code: 'ratelimited', reference: 'r-9' },
          retryAfterSeconds: 29.2,
        }),
      );
    const { status, headers, body } = await scene.call({
      url: `${notes}?integrated_account_id=${account.id}`,
      headers: withId(),
    });
    expect({ status, wait: headers['retry-after'], type: headers['content-type'], body }).toEqual({
      status: 429,
      wait: '30',
      type: 'application/problem+json; charset=utf-8',
      body: {
        type: '/errors/PROVIDER_RATE_LIMITED',
        title: 'The provider limits the rate of calls',
        status: 429,
        detail: 'Chat limits the rate of calls.',
        instance: '/requests/test-1',
        code: 'PROVIDER_RATE_LIMITED',
        source: 'provider',
        retryable: true,
        request_id: 'test-1',
        provider: { name: 'chat', status: 429, code: 'ratelimited', reference: 'r-9' },
      },
    });
  });

  it('tells a caller nothing of an error that is not ours, and the log everything', async () => {
    const cause = new Error('password=hunter2 at 10.0.0.7');
    scene.engine.answer = () => Promise.reject(cause);
    const { status, body } = await scene.call({
      url: `${notes}?integrated_account_id=${account.id}`,
      headers: withId(),
    });
    expect({ status, body }).toEqual({
      status: 500,
      body: {
        ...problem(
          'INTERNAL',
          500,
          'An internal error happened',
          'Something went wrong on our side. The log has the reason under the request id test-1.',
        ),
        source: 'engine',
      },
    });
    expect(scene.logged.filter(line => line.level === 'error')).toEqual([
      { level: 'error', fields: { request_id: 'test-1', error: cause }, message: 'internal error' },
    ]);
  });
});

const withId = (): Record<string, string> => ({ authorization: `Bearer ${scene.key}`, 'x-request-id': 'test-1' });

const problem = (
  code: string,
  status: number,
  title: string,
  detail: string,
  errors?: unknown,
): Record<string, unknown> => ({
  type: `/errors/${code}`,
  title,
  status,
  detail,
  instance: '/requests/test-1',
  code,
  source: 'request',
  retryable: false,
  request_id: 'test-1',
  ...(errors === undefined ? {} : { errors }),
});
