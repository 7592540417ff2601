import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSlackSandbox, type SlackSandbox } from '../../sandbox/slack/sandbox.ts';
import { openSandboxEngine, type SandboxEngine } from '../support/sandbox-engine.ts';

let sandbox: SlackSandbox;
let house: SandboxEngine;
let official: WebClient;

beforeAll(async () => {
  sandbox = await startSlackSandbox();
  const { bot } = sandbox.tokens.workspace1;
  house = await openSandboxEngine({
    integration: 'slack',
    dial: `slack.com=${sandbox.address},files.slack.com=${sandbox.address}`,
    credentials: { bot: { access_token: bot } },
  });
  official = new WebClient(bot, { slackApiUrl: `${sandbox.url}/api/`, allowAbsoluteUrls: false });
});

afterAll(async () => {
  await house.close();
  await sandbox.close();
});

/** Every record of a paginated method of the official client. */
async function officialAll(
  method: string,
  key: string,
  options: Record<string, unknown> = {},
): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  for await (const page of official.paginate(method, { limit: 200, ...options })) {
    // The page type of a method named at run time says nothing of its list.
    found.push(...(Reflect.get(page, key) as Record<string, unknown>[]));
  }
  return found;
}

const channelNamed = async (name: string): Promise<string> => {
  const channels = await officialAll('conversations.list', 'channels', { types: 'public_channel,private_channel' });
  return String(channels.find(channel => channel['name'] === name)?.['id']);
};

const isSystem = (message: Record<string, unknown>): boolean =>
  message['subtype'] !== undefined &&
  !['bot_message', 'file_share', 'me_message', 'thread_broadcast'].includes(String(message['subtype']));

describe('every resource', () => {
  it.each(['organizations', 'workspaces', 'groups', 'channels', 'members', 'messages', 'attachments'])(
    'lists %s that fit the model, and gets each of the first page by its id',
    async resource => {
      const page = await house.list(resource, { limit: 25 });
      expect(page.warnings).toEqual([]);
      expect(page.records.length).toBeGreaterThan(0);
      for (const record of page.records) expect(await house.get(resource, String(record['id']))).toEqual(record);
    },
  );

  it('lists the channels that the official client lists', async () => {
    const theirs = await officialAll('conversations.list', 'channels', {
      types: 'public_channel,private_channel,mpim,im',
    });
    const { ids } = await house.walk('channels', { limit: 17 });
    expect(ids).toEqual(theirs.map(channel => channel['id']));
  });

  it('lists the members that the official client lists', async () => {
    const theirs = await officialAll('users.list', 'members');
    const { ids } = await house.walk('members', { limit: 100 });
    expect(ids).toEqual(theirs.map(member => member['id']));
  });

  it('lists the user groups that the official client lists', async () => {
    const theirs = await official.usergroups.list();
    const { ids } = await house.walk('groups', { limit: 3 });
    expect(ids).toEqual(theirs.usergroups?.map(group => group.id));
  });

  it('lists the files that the official client lists', async () => {
    const theirs: (string | undefined)[] = [];
    for (let page = 1, last = 1; page <= last; page++) {
      const answer = await official.files.list({ page, count: 100 });
      theirs.push(
        ...(answer.files ?? []).filter(file => (file as { mode?: string }).mode !== 'tombstone').map(file => file.id),
      );
      last = answer.paging?.pages ?? 1;
    }
    const { ids } = await house.walk('attachments', { limit: 30 });
    expect(ids).toEqual(theirs);
  });
});

describe('the messages of a channel', () => {
  it.each([50, 200])('of 5,000 roots come once each and newest first with limit %i', async limit => {
    const channel = await channelNamed('engineering-firehose');
    const history = await officialAll('conversations.history', 'messages', { channel });
    const roots = history.filter(
      message => !isSystem(message) && (message['thread_ts'] ?? message['ts']) === message['ts'],
    );
    const { ids } = await house.walk('messages', { limit, query: { channel: { id: channel } } });
    expect(history.length).toBeGreaterThanOrEqual(5_000);
    expect(ids).toEqual(roots.map(message => `${channel}~~${String(message['ts'])}`));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([1, 7])('of 300 roots come once each and newest first with limit %i', async limit => {
    const channel = await channelNamed('release-notes');
    const history = await officialAll('conversations.history', 'messages', { channel });
    const roots = history.filter(
      message => !isSystem(message) && (message['thread_ts'] ?? message['ts']) === message['ts'],
    );
    const { ids, pages } = await house.walk('messages', { limit, query: { channel: { id: channel } } });
    expect(history).toHaveLength(300);
    expect(ids).toEqual(roots.map(message => `${channel}~~${String(message['ts'])}`));
    expect(pages.slice(0, -1).every(size => size === limit)).toBe(true);
  });

  it('lists the replies of a thread once each, oldest first, without the root', async () => {
    const channel = await channelNamed('release-notes');
    const history = await officialAll('conversations.history', 'messages', { channel });
    const root = history.reduce((best, message) =>
      Number(message['reply_count'] ?? 0) > Number(best['reply_count'] ?? 0) ? message : best,
    );
    const replies = await officialAll('conversations.replies', 'messages', { channel, ts: root['ts'], limit: 2 });
    const theirs = [...new Set(replies.map(reply => String(reply['ts'])))].filter(ts => ts !== root['ts']);
    const { ids, records } = await house.walk('messages', {
      limit: 2,
      query: { parent: { id: `${channel}~~${String(root['ts'])}` } },
    });
    expect(ids).toEqual(theirs.map(ts => `${channel}~${String(root['ts'])}~${ts}`));
    expect(
      records.every(record => (record['parent'] as { id: string }).id === `${channel}~~${String(root['ts'])}`),
    ).toBe(true);
  });
});

describe('a message that is written', () => {
  it('is answered, then seen by get, by list and by the official client', async () => {
    const channel = await channelNamed('release-notes');
    const sent = await house.create('messages', {
      channel: { id: channel },
      body: { format: 'markdown', content: 'A **new** word' },
    });
    const id = String(sent['id']);
    expect(await house.get('messages', id)).toEqual(sent);
    const [newest] = (await house.list('messages', { limit: 1, query: { channel: { id: channel } } })).records;
    expect(newest).toEqual(sent);
    const reply = await house.create('messages', {
      channel: { id: channel },
      parent: { id },
      body: { format: 'markdown', content: 'and an answer' },
    });
    const thread = await official.conversations.replies({ channel, ts: id.split('~')[2] ?? '' });
    expect(thread.messages?.map(message => message.ts)).toEqual([id.split('~')[2], String(reply['id']).split('~')[2]]);
  });
});

describe('a provider that misbehaves', () => {
  it('shows no token in any error', async () => {
    const { bot } = sandbox.tokens.workspace1;
    const failures = await Promise.allSettled([
      house.get('channels', 'C00000000'),
      house.list('messages', { query: { channel: { id: 'C00000000' } } }),
      house.list('channels', { query: { search: bot } }),
      house.list('channels', { cursor: bot }),
    ]);
    const messages = failures.map(failure =>
      failure.status === 'rejected' ? JSON.stringify({ ...failure.reason, text: String(failure.reason) }) : '',
    );
    expect(failures.map(failure => failure.status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
    expect(messages.filter(message => message.includes(bot))).toEqual([]);
  });
});
