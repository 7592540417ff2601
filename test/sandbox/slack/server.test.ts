import { WebAPIHTTPError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSlackSandbox, type SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { callApi, clientOf, send } from './client.ts';
import { channelOf } from './places.ts';

let sandbox: SlackSandbox;
beforeAll(async () => {
  sandbox = await startSlackSandbox();
});
beforeEach(() => {
  sandbox.faults.clear();
  sandbox.clearRequests();
});
afterAll(() => sandbox.close());

const token = () => sandbox.tokens.workspace1.bot;
const bot = () => clientOf(sandbox, token());
const failure = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );

describe('hosts', () => {
  it('have their own paths, whatever address is dialled', async () => {
    const status = async (host: string, path: string) => (await send(sandbox, path, { host })).status;
    expect([
      await status('slack.com', '/api/auth.test'),
      await status('files.slack.com', '/api/auth.test'),
      await status('files.slack.com', '/files-pri/T0A-F0A/a.txt'),
      await status('slack.com', '/files-pri/T0A-F0A/a.txt'),
      await status(sandbox.address, '/files-pri/T0A-F0A/a.txt'),
      await status('slack.com', '/elsewhere'),
    ]).toEqual([200, 404, 200, 404, 200, 404]);
  });
});

describe('the request log', () => {
  it('holds what was received, raw and parsed', async () => {
    await callApi(sandbox, 'auth.test', {
      token: token(),
      query: { a: '1' },
      contentType: 'application/x-www-form-urlencoded',
      body: 'b=2&c=%C3%A9',
    });
    const [entry] = sandbox.requests;
    expect(entry).toEqual({
      sequence: entry?.sequence,
      connection: entry?.connection,
      operation: 'auth.test',
      method: 'POST',
      target: '/api/auth.test?a=1',
      host: 'slack.com',
      path: '/api/auth.test',
      query: { a: '1' },
      headers: entry?.headers,
      rawHeaders: entry?.rawHeaders,
      raw: Buffer.from('b=2&c=%C3%A9'),
      form: { b: '2', c: 'é' },
    });
    expect([entry?.headers.authorization, sandbox.requests.length]).toEqual([`Bearer ${token()}`, 1]);
  });
});

describe('faults', () => {
  it('strike the next calls of their method only, in turn', async () => {
    sandbox.faults.add({ on: 'team.info', times: 2, after: 1, effect: { kind: 'reply', status: 500, body: 'broken' } });
    const status = async (method: string) => {
      const headers = { authorization: `Bearer ${token()}` };
      return (await send(sandbox, `/api/${method}`, { headers })).status;
    };
    const seen = [
      await status('team.info'),
      await status('auth.test'),
      await status('team.info'),
      await status('team.info'),
      await status('team.info'),
    ];
    expect([seen, sandbox.faults.pending()]).toEqual([[200, 200, 500, 500, 200], 0]);
  });

  it('limit the rate, which the client waits out and retries', async () => {
    sandbox.faults.add({ on: 'team.info', effect: { kind: 'rate_limit', retryAfterSeconds: 1 } });
    const client = clientOf(sandbox, token(), { retryConfig: { retries: 1, minTimeout: 1, maxTimeout: 1 } });
    const { team } = await client.team.info();
    expect([team?.id, sandbox.requests.map(request => request.operation)]).toEqual([
      sandbox.tokens.workspace1.teamId,
      ['team.info', 'team.info'],
    ]);
  });

  it('limit the rate in Slack’s form', async () => {
    sandbox.faults.add({ on: 'team.info', times: 2, effect: { kind: 'rate_limit', retryAfterSeconds: 30 } });
    const error = await failure(clientOf(sandbox, token(), { rejectRateLimitedCalls: true }).team.info());
    const reply = await send(sandbox, '/api/team.info');
    expect(error instanceof WebAPIRateLimitedError && error.retryAfter).toBe(30);
    expect([reply.status, reply.headers['retry-after'], reply.text]).toEqual([
      429,
      '30',
      '{"ok":false,"error":"ratelimited"}',
    ]);
  });

  it('answer as a gateway does', async () => {
    sandbox.faults.add({ on: '*', effect: { kind: 'html', status: 503 } });
    const error = await failure(bot().team.info());
    expect(error instanceof WebAPIHTTPError && [error.statusCode, error.headers['content-type']]).toEqual([
      503,
      'text/html; charset=utf-8',
    ]);
  });

  it('reset the connection before or after a write took effect', async () => {
    const channel = channelOf(sandbox, 'hiring').id;
    const post = (text: string) => failure(bot().chat.postMessage({ channel, text }));
    sandbox.faults.add({ on: 'chat.postMessage', effect: { kind: 'reset', when: 'before' } });
    sandbox.faults.add({ on: 'chat.postMessage', effect: { kind: 'reset', when: 'after' } });
    const errors = [await post('lost'), await post('kept')];
    const { messages } = await bot().conversations.history({ channel, limit: 2 });
    expect(errors.map(error => error instanceof WebAPIRequestError)).toEqual([true, true]);
    expect(messages?.map(message => message.text).filter(text => text === 'lost' || text === 'kept')).toEqual(['kept']);
  });

  it('cut the answer off, change it, slow it down or never give it', async () => {
    sandbox.faults.add({ on: 'team.info', effect: { kind: 'truncate', bytes: 20 } });
    sandbox.faults.add({
      on: 'users.list',
      effect: { kind: 'rewrite', rewrite: reply => ({ ...reply, body: '{"ok":true,"members":"none"}' }) },
    });
    sandbox.faults.add({ on: 'auth.test', effect: { kind: 'drip', bytes: 200, everyMs: 1 } });
    sandbox.faults.add({ on: 'bots.info', effect: { kind: 'hang' } });
    const hanging = clientOf(sandbox, token(), { timeout: 50 });
    const cut = await failure(bot().team.info());
    const changed = await bot().users.list({ limit: 1 });
    const slow = await bot().auth.test();
    const never = await failure(hanging.bots.info({ bot: 'B1' }));
    expect([cut instanceof Error, changed.members, slow.ok, never instanceof WebAPIRequestError]).toEqual([
      true,
      'none',
      true,
      true,
    ]);
  });
});

describe('rates', () => {
  it('of the tiers are counted per minute, method and token when asked for', async () => {
    let nowMs = 1_770_000_000_000;
    const strict = await startSlackSandbox({ now: () => nowMs, rates: 'tiers' });
    const ask = async (method: string) =>
      (await callApi(strict, method, { token: strict.tokens.workspace3.bot, query: { limit: '1' } })) as {
        error?: string;
      };
    const calls = await Promise.all(Array.from({ length: 21 }, () => ask('users.list')));
    const other = await ask('conversations.list');
    nowMs += 60_000;
    const later = await ask('users.list');
    await strict.close();
    expect([calls.filter(call => call.error === 'ratelimited').length, other.error, later.error]).toEqual([
      1,
      undefined,
      undefined,
    ]);
  });

  it('of an app outside the marketplace allow one short page of history a minute', async () => {
    const unlisted = await startSlackSandbox({ now: () => 1_770_000_000_000, rates: 'unlisted' });
    const client = clientOf(unlisted, unlisted.tokens.workspace1.bot, { rejectRateLimitedCalls: true });
    const channel = channelOf(unlisted, 'release-notes').id;
    const page = await client.conversations.history({ channel, limit: 200 });
    const error = await failure(client.conversations.history({ channel, limit: 200 }));
    await unlisted.close();
    expect([page.messages?.length, page.has_more, error instanceof WebAPIRateLimitedError && error.retryAfter]).toEqual(
      [15, true, 60],
    );
  });
});

describe('the same seed', () => {
  it('gives the same bytes over HTTP', async () => {
    const options = { now: () => 1_770_000_000_000 };
    const servers = [await startSlackSandbox(options), await startSlackSandbox(options)];
    const [first, second] = await Promise.all(
      servers.map(async server => {
        const headers = { authorization: `Bearer ${server.tokens.workspace2.bot}` };
        const users = await send(server, '/api/users.list?limit=200', { headers });
        const channels = await send(server, '/api/conversations.list?limit=20', { headers });
        return [users, channels];
      }),
    );
    await Promise.all(servers.map(server => server.close()));
    expect(first).toEqual(second);
  });
});
