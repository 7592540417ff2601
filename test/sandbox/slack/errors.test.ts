import { WebAPIPlatformError } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSlackSandbox, type SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { callApi, clientOf, send } from './client.ts';
import { channelOf, peopleOf } from './places.ts';

let sandbox: SlackSandbox;
beforeAll(async () => {
  sandbox = await startSlackSandbox();
});
afterAll(() => sandbox.close());

const token = () => sandbox.tokens.workspace1.bot;

/** The body of the error the client throws. */
async function failureOf(call: Promise<unknown>): Promise<unknown> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof WebAPIPlatformError)) return error;
  const { ok, error: code, needed } = error.data as { ok: boolean; error: string; needed?: string };
  return { ok, error: code, ...(needed === undefined ? {} : { needed }) };
}

describe('tokens', () => {
  it('are refused by the name of what is wrong with them', async () => {
    const { expired, revoked, inactive } = sandbox.tokens.special;
    const test = (value: string) => failureOf(clientOf(sandbox, value).auth.test());
    expect([
      await callApi(sandbox, 'auth.test'),
      await test('xoxb-unknown'),
      await test(expired),
      await test(revoked),
      await test(inactive),
      await callApi(sandbox, 'auth.test', { query: { token: token() } }),
    ]).toEqual([
      { ok: false, error: 'not_authed' },
      { ok: false, error: 'invalid_auth' },
      { ok: false, error: 'token_expired' },
      { ok: false, error: 'token_revoked' },
      { ok: false, error: 'account_inactive' },
      { ok: false, error: 'not_authed' },
    ]);
  });

  it('may come in a form instead of the header', async () => {
    const body = new URLSearchParams({ token: token() }).toString();
    const answer = await callApi(sandbox, 'auth.test', { contentType: 'application/x-www-form-urlencoded', body });
    expect(answer).toMatchObject({
      ok: true,
      team_id: sandbox.tokens.workspace1.teamId,
      bot_id: sandbox.tokens.workspace1.botId,
    });
  });

  it('need the scope of the method, and of the kind of conversation', async () => {
    const narrow = clientOf(sandbox, sandbox.tokens.special.narrow);
    expect([
      await failureOf(narrow.team.info()),
      await failureOf(narrow.conversations.list({ types: 'public_channel,im' })),
      await failureOf(narrow.conversations.history({ channel: channelOf(sandbox, 'general').id })),
      (await narrow.conversations.list({ limit: 1 })).ok,
    ]).toEqual([
      { ok: false, error: 'missing_scope', needed: 'team:read' },
      { ok: false, error: 'missing_scope', needed: 'im:read' },
      { ok: false, error: 'missing_scope', needed: 'channels:history,groups:history,mpim:history,im:history' },
      true,
    ]);
  });

  it('of a bot may not search', async () => {
    expect(await failureOf(clientOf(sandbox, token()).search.messages({ query: 'release' }))).toEqual({
      ok: false,
      error: 'not_allowed_token_type',
    });
  });

  it('of a whole organization need a workspace named on lists', async () => {
    const client = clientOf(sandbox, sandbox.tokens.organization);
    const { teamId } = sandbox.tokens.workspace3;
    const me = await client.auth.test();
    expect([
      me.is_enterprise_install,
      await failureOf(client.users.list({ limit: 1 })),
      await failureOf(client.users.list({ limit: 1, team_id: 'T0ELSEWHERE' })),
      (await client.users.list({ limit: 1, team_id: teamId })).members?.length,
    ]).toEqual([true, { ok: false, error: 'missing_argument' }, { ok: false, error: 'team_access_not_granted' }, 1]);
  });

  it('leave out e-mail addresses without the scope for them', async () => {
    const user = peopleOf(sandbox)[0] ?? '';
    const narrow = await clientOf(sandbox, sandbox.tokens.special.narrow).users.info({ user });
    const wide = await clientOf(sandbox, token()).users.info({ user });
    expect([narrow.user?.profile?.email, typeof wide.user?.profile?.email]).toEqual([undefined, 'string']);
  });
});

describe('headers', () => {
  it('tell the scopes granted and needed and the id of the request', async () => {
    const reply = await send(sandbox, '/api/team.info', {
      headers: { authorization: `Bearer ${sandbox.tokens.special.narrow}` },
    });
    expect({
      status: reply.status,
      granted: reply.headers['x-oauth-scopes'],
      accepted: reply.headers['x-accepted-oauth-scopes'],
      id: reply.headers['x-slack-req-id']?.length,
    }).toEqual({ status: 200, granted: 'channels:read,users:read', accepted: 'team:read', id: 32 });
  });
});

describe('arguments', () => {
  const ask = (method: string, query: Record<string, string>) => callApi(sandbox, method, { token: token(), query });

  it('that are required are named when they are missing', async () => {
    expect(await ask('conversations.replies', {})).toEqual({
      ok: false,
      error: 'invalid_arguments',
      response_metadata: {
        messages: ['[ERROR] missing required field: channel', '[ERROR] missing required field: ts'],
      },
    });
  });

  it('have bounds', async () => {
    const { id } = channelOf(sandbox, 'general');
    expect([
      await ask('conversations.history', { channel: id, limit: '1000' }),
      await ask('conversations.list', { limit: '0' }),
      await ask('conversations.members', { channel: id, limit: '1001' }),
      await ask('users.list', {}),
    ]).toEqual([
      {
        ok: false,
        error: 'invalid_arguments',
        response_metadata: { messages: ['[ERROR] must be less than 1000 [json-pointer:/limit]'] },
      },
      {
        ok: false,
        error: 'invalid_arguments',
        response_metadata: { messages: ['[ERROR] must be greater than 0 [json-pointer:/limit]'] },
      },
      { ok: false, error: 'invalid_limit' },
      { ok: false, error: 'limit_required' },
    ]);
  });

  it('of the wrong kind get the error of their method', async () => {
    const { id } = channelOf(sandbox, 'general');
    expect([
      await ask('conversations.history', { channel: id, oldest: 'yesterday' }),
      await ask('conversations.history', { channel: id, latest: '1e9' }),
      await ask('conversations.replies', { channel: id, ts: '1.000001' }),
      await ask('conversations.list', { types: 'public_channel,secret' }),
      await ask('files.list', { types: 'tapes' }),
      await ask('no.such.method', {}),
    ]).toEqual([
      { ok: false, error: 'invalid_ts_oldest' },
      { ok: false, error: 'invalid_ts_latest' },
      { ok: false, error: 'thread_not_found' },
      { ok: false, error: 'invalid_types' },
      { ok: false, error: 'unknown_type' },
      { ok: false, error: 'unknown_method', req_method: 'no.such.method' },
    ]);
  });

  it('name things that exist and that the caller may see', async () => {
    const payroll = channelOf(sandbox, 'payroll').id;
    const design = channelOf(sandbox, 'design-crits').id;
    expect([
      await ask('conversations.info', { channel: 'C0NOWHERE' }),
      await ask('conversations.info', { channel: payroll }),
      await ask('conversations.history', { channel: payroll }),
      await ask('conversations.history', { channel: design }),
      await ask('users.info', { user: 'U0NOBODY' }),
      await ask('users.lookupByEmail', { email: 'nobody@example.com' }),
      await ask('bots.info', { bot: 'B0NONE' }),
      await ask('files.info', { file: 'F0NONE' }),
      await ask('usergroups.users.list', { usergroup: 'S0NONE' }),
      await ask('team.info', { team: 'T0NONE' }),
    ]).toEqual([
      { ok: false, error: 'channel_not_found' },
      { ok: false, error: 'channel_not_found' },
      { ok: false, error: 'channel_not_found' },
      { ok: false, error: 'not_in_channel' },
      { ok: false, error: 'user_not_found' },
      { ok: false, error: 'users_not_found' },
      { ok: false, error: 'bot_not_found' },
      { ok: false, error: 'file_not_found' },
      { ok: false, error: 'no_such_subteam' },
      { ok: false, error: 'team_not_found' },
    ]);
  });
});

describe('bodies', () => {
  const post = (method: string, contentType: string | undefined, body: string) =>
    callApi(sandbox, method, { token: token(), body, ...(contentType === undefined ? {} : { contentType }) });

  it('may be JSON for methods that write; without a charset there is a warning', async () => {
    const channel = channelOf(sandbox, 'general').id;
    const body = JSON.stringify({ channel, text: 'from JSON' });
    const plain = await post('chat.postMessage', 'application/json', body);
    const withCharset = await post('chat.postMessage', 'application/json; charset=utf-8', body);
    expect(plain).toMatchObject({
      ok: true,
      warning: 'missing_charset',
      response_metadata: { warnings: ['missing_charset'] },
    });
    expect(withCharset).not.toHaveProperty('warning');
  });

  it('of JSON are not looked at by methods that read', async () => {
    const body = JSON.stringify({ channel: channelOf(sandbox, 'general').id });
    expect(await post('conversations.info', 'application/json; charset=utf-8', body)).toEqual({
      ok: false,
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] missing required field: channel'] },
    });
  });

  it('that cannot be read are refused by the name of what is wrong', async () => {
    expect([
      await post('chat.postMessage', 'application/json; charset=utf-8', '{"channel"'),
      await post('chat.postMessage', 'application/json; charset=utf-8', '[]'),
      await post('chat.postMessage', 'application/json; charset=utf-7', '{}'),
      await post('chat.postMessage', 'text/plain', 'channel=C1'),
      await post('chat.postMessage', undefined, 'channel=C1'),
      await post('chat.postMessage', 'multipart/form-data; boundary=x', 'nonsense'),
    ]).toEqual([
      { ok: false, error: 'invalid_json' },
      { ok: false, error: 'json_not_object' },
      { ok: false, error: 'invalid_charset' },
      { ok: false, error: 'invalid_post_type' },
      { ok: false, error: 'missing_post_type' },
      { ok: false, error: 'invalid_form_data' },
    ]);
  });

  it('come with the verb of the method', async () => {
    const reply = await send(sandbox, '/api/chat.postMessage?channel=C1', {
      headers: { authorization: `Bearer ${token()}` },
    });
    expect([reply.status, reply.headers.allow]).toEqual([405, 'POST']);
  });
});
