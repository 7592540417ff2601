import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dial } from './graph-client.ts';
import { startScene, type Scene } from './scene.ts';

let scene: Scene;

beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.sandbox.close());

interface BatchAnswer {
  readonly responses: readonly {
    readonly id: string;
    readonly status: number;
    readonly body?: Readonly<Record<string, unknown>>;
  }[];
}

const batch = async (requests: readonly object[]): Promise<BatchAnswer> =>
  (await scene.user.api('/$batch').post({ requests })) as BatchAnswer;

/** Status and `Retry-After` of the same call, made one after the other. */
async function callTimes({ sandbox }: Scene, times: number, path: string): Promise<unknown[]> {
  const authorization = `Bearer ${sandbox.tokens.tenant1.delegated}`;
  const statuses: unknown[] = [];
  while (statuses.length < times) {
    const { status, headers } = await dial(sandbox.address, `https://graph.microsoft.com/v1.0${path}`, {
      headers: { authorization },
    });
    statuses.push([status, headers['retry-after']]);
  }
  return statuses;
}

describe('a batch', () => {
  it('answers each part with its own status, in order', async () => {
    const { responses } = await batch([
      { id: '1', method: 'GET', url: '/me?$select=id' },
      { id: '2', method: 'GET', url: '/teams/11111111-2222-4333-8444-555555555555' },
      { id: '3', method: 'GET', url: '/me', dependsOn: ['2'] },
      { id: '4', method: 'GET', url: '/me/joinedTeams?$top=1' },
    ]);
    expect(responses.map(({ id, status }) => [id, status])).toEqual([
      ['1', 200],
      ['2', 404],
      ['3', 424],
      ['4', 400],
    ]);
    expect(responses[0]?.body).toEqual({
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users(id)/$entity',
      id: scene.sandbox.tokens.tenant1.userId,
    });
  });

  it('writes', async () => {
    const url = `${scene.channelPath('EMEA')}/messages`;
    const { responses } = await batch([
      {
        id: 'a',
        method: 'POST',
        url,
        headers: { 'Content-Type': 'application/json' },
        body: { body: { content: 'batched' } },
      },
    ]);
    const newest = scene.channel('EMEA').messages.roots()[0]?.record;
    expect([responses[0]?.status, newest?.body.content]).toEqual([201, 'batched']);
  });

  const part = (id: string): object => ({ id, method: 'GET', url: '/me' });
  it.each([
    [
      'more than twenty parts',
      Array.from({ length: 21 }, (_, index) => part(String(index))),
      'Number of batch request steps exceeds the maximum value of 20.',
    ],
    ['none', [], 'Invalid batch payload format.'],
    ['the same id twice', [part('1'), part('1')], 'Duplicate request ids are not allowed in a batch.'],
    [
      'a whole address',
      [{ ...part('1'), url: 'https://graph.microsoft.com/v1.0/me' }],
      'Every batch request needs an id, a method and a relative url; one with a body needs a content-type.',
    ],
    [
      'a part that depends on none',
      [{ ...part('1'), dependsOn: ['9'] }],
      "dependsOn names '9', which is not in the batch.",
    ],
  ])('refuses %s', async (_, requests, message) => {
    await expect(batch(requests)).rejects.toMatchObject({ statusCode: 400, message });
  });
});

describe('faults and rates', () => {
  it('strike by the name of the endpoint; the official client waits and tries again', async () => {
    scene.sandbox.faults.add({ on: '/me/joinedTeams', effect: { kind: 'rate_limit', retryAfterSeconds: 1 } });
    scene.sandbox.clearRequests();
    const { value } = (await scene.user.api('/me/joinedTeams').get()) as { value: object[] };
    expect([value.length, scene.sandbox.requests.length, scene.sandbox.faults.pending()]).toEqual([7, 2, 0]);
  });

  it('names login pages and downloads too', async () => {
    scene.sandbox.clearRequests();
    await dial(scene.sandbox.address, 'https://login.microsoftonline.com/common/oauth2/v2.0/token', { method: 'POST' });
    await dial(scene.sandbox.address, 'https://contoso.sharepoint.com/sites/x/_layouts/15/download.aspx');
    await dial(scene.sandbox.address, `https://graph.microsoft.com/v1.0${scene.channelPath('EMEA')}/messages/delta`);
    expect(scene.sandbox.requests.map(({ operation }) => operation)).toEqual([
      'token',
      'download',
      '/teams/{team}/channels/{channel}/messages/delta',
    ]);
  });

  it('refuses a fifth call on one channel within a second, when the published rates hold', async () => {
    const strict = await startScene({ rates: 'published' });
    const statuses = await callTimes(strict, 5, `${strict.channelPath('EMEA')}/messages?$top=1`);
    await strict.sandbox.close();
    expect(statuses).toEqual([
      [200, undefined],
      [200, undefined],
      [200, undefined],
      [200, undefined],
      [429, '1'],
    ]);
  });
});
