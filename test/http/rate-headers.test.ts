import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PatchbayError } from '../../src/errors.ts';
import type { StoredAccount } from '../../src/store/store.ts';
import { createScene, type Scene } from './scene.ts';

let scene: Scene;
let account: StoredAccount;
beforeAll(async () => {
  scene = await createScene();
  account = await scene.createAccount();
});
afterAll(() => scene.end());

const rate = { limit: 50, remaining: 47, resetSeconds: 12 };

/** Status and rate headers of an answer. */
async function rated(url: string): Promise<readonly unknown[]> {
  const { status, headers } = await scene.call({ url: `${url}?integrated_account_id=${account.id}` });
  const names = ['ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset', 'retry-after'];
  return [status, ...names.map(name => headers[name])];
}

describe('the rate headers of an answer', () => {
  it('tell what is left of the tightest rate a unified call met', async () => {
    scene.engine.answer = () =>
      Promise.resolve({ kind: 'page', records: [], nextCursor: null, prevCursor: null, warnings: [], rate });
    expect(await rated('/unified/talk/notes')).toEqual([200, '50', '47', '12', undefined]);
    scene.engine.answer = () => Promise.resolve({ kind: 'single', record: { id: 'n1' }, warnings: [], rate });
    expect(await rated('/unified/talk/notes/n1')).toEqual([200, '50', '47', '12', undefined]);
  });

  it('tell it of a call by proxy', async () => {
    scene.engine.proxyAnswer = () => Promise.resolve({ kind: 'single', record: {}, rate });
    expect(await rated('/proxy/notes/list')).toEqual([200, '50', '47', '12', undefined]);
  });

  it('are not there where no rate is declared', async () => {
    scene.engine.answer = () => Promise.resolve({ kind: 'single', record: { id: 'n1' }, warnings: [] });
    expect(await rated('/unified/talk/notes/n1')).toEqual([200, undefined, undefined, undefined, undefined]);
  });

  it('are there when our own count refuses a call', async () => {
    scene.engine.answer = () =>
      Promise.reject(
        new PatchbayError('PROVIDER_RATE_LIMITED', 'Used up.', {
          retryAfterSeconds: 7,
          rate: { limit: 50, remaining: 0, resetSeconds: 2 },
        }),
      );
    expect(await rated('/unified/talk/notes')).toEqual([429, '50', '0', '2', '7']);
  });
});
