import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSlackSandbox, type SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { callApi, clientOf } from './client.ts';
import { channelOf, workspaceOf } from './places.ts';
import { walkPages } from './walk.ts';

let sandbox: SlackSandbox;
beforeAll(async () => {
  sandbox = await startSlackSandbox();
});
afterAll(() => sandbox.close());

const allTypes = 'public_channel,private_channel,mpim,im';
const bot = () => clientOf(sandbox, sandbox.tokens.workspace1.bot);
const user = () => clientOf(sandbox, sandbox.tokens.workspace1.user);

/** Channels of the first workspace that one of its users is in or that are public. */
function visibleTo(userId: string): string[] {
  const channels = [...workspaceOf(sandbox).channels.values()];
  return channels
    .filter(channel => channel.kind === 'public' || channel.members.has(userId))
    .map(channel => channel.id);
}

describe('full pagination by the official client', () => {
  it('gives each of 900 users once, whatever the limit', async () => {
    const ids = [...workspaceOf(sandbox).users.keys()];
    const by200 = await walkPages(bot(), 'users.list', { limit: 200 }, { list: 'members', id: 'id' });
    const by37 = await walkPages(bot(), 'users.list', { limit: 37 }, { list: 'members', id: 'id' });
    expect([ids.length, by200.ids, by37.ids]).toEqual([900, ids, ids]);
  });

  it('gives each conversation the bot may see once, and none it may not', async () => {
    const walk = await walkPages(
      bot(),
      'conversations.list',
      { types: allTypes, limit: 7 },
      { list: 'channels', id: 'id' },
    );
    expect([walk.ids, walk.ids.length]).toEqual([visibleTo(sandbox.tokens.workspace1.botUserId), 30]);
  });

  it('shows a person other private conversations than the bot', async () => {
    const walk = await walkPages(
      user(),
      'conversations.list',
      { types: allTypes, limit: 100 },
      { list: 'channels', id: 'id' },
    );
    expect([walk.ids, walk.ids.length]).toEqual([visibleTo(sandbox.tokens.workspace1.userId), 32]);
  });

  it('cuts conversations into pages before it filters them, so that pages may be short or empty and go on', async () => {
    const walk = await walkPages(
      bot(),
      'conversations.list',
      { types: 'im', limit: 8 },
      { list: 'channels', id: 'id' },
    );
    expect(walk.sizes).toEqual([0, 0, 0, 4]);
  });

  it('gives the 5,000 messages of a channel once, newest first', async () => {
    const channel = channelOf(sandbox, 'engineering-firehose');
    const newestFirst = channel.messages.roots.map(message => message.ts).reverse();
    const by50 = await walkPages(
      bot(),
      'conversations.history',
      { channel: channel.id, limit: 50 },
      { list: 'messages', id: 'ts' },
    );
    const by200 = await walkPages(
      bot(),
      'conversations.history',
      { channel: channel.id, limit: 200 },
      { list: 'messages', id: 'ts' },
    );
    expect(newestFirst).toHaveLength(5000);
    expect([by50.ids, by200.ids]).toEqual([newestFirst, newestFirst]);
  });

  it('gives the 300 top-level messages of a channel once, one and seven at a time', async () => {
    const channel = channelOf(sandbox, 'release-notes');
    const newestFirst = channel.messages.roots.map(message => message.ts).reverse();
    const by1 = await walkPages(
      bot(),
      'conversations.history',
      { channel: channel.id, limit: 1 },
      { list: 'messages', id: 'ts' },
    );
    const by7 = await walkPages(
      bot(),
      'conversations.history',
      { channel: channel.id, limit: 7 },
      { list: 'messages', id: 'ts' },
    );
    expect(newestFirst).toHaveLength(300);
    expect([by1.ids, by7.ids]).toEqual([newestFirst, newestFirst]);
  });

  it('holds fewer than the limit on some pages of a history and still goes on', async () => {
    const { id } = channelOf(sandbox, 'release-notes');
    const walk = await walkPages(
      bot(),
      'conversations.history',
      { channel: id, limit: 20 },
      { list: 'messages', id: 'ts' },
    );
    expect([...new Set(walk.sizes.slice(0, -1))].sort()).toEqual([19, 20]);
  });

  it('leads every page of a thread with its parent and gives each reply once, oldest first', async () => {
    const channel = channelOf(sandbox, 'support-desk');
    const parent = channel.messages.roots.find(message => channel.messages.replies(message.ts).length >= 100)?.ts ?? '';
    const replies = channel.messages.replies(parent).map(message => message.ts);
    const args = { channel: channel.id, ts: parent, limit: 25 };
    const walk = await walkPages(bot(), 'conversations.replies', args, { list: 'messages', id: 'ts' });
    const starts = walk.sizes.map((_, page) => walk.sizes.slice(0, page).reduce((sum, size) => sum + size, 0));
    expect(starts.map(start => walk.ids[start])).toEqual(walk.sizes.map(() => parent));
    expect(walk.ids.filter(ts => ts !== parent)).toEqual(replies);
  });

  it('gives each member of a channel once, also when one leaves during the walk', async () => {
    const channel = channelOf(sandbox, 'sales-emea');
    const members = [...channel.members.keys()];
    const first = await bot().conversations.members({ channel: channel.id, limit: 10 });
    channel.members.delete(members[10] ?? '');
    const args = { channel: channel.id, limit: 10, cursor: first.response_metadata?.next_cursor };
    const rest = await walkPages(bot(), 'conversations.members', args, { list: 'members' });
    expect([...(first.members ?? []), ...rest.ids]).toEqual(members.filter(member => member !== members[10]));
  });

  it('gives the conversations of a user', async () => {
    const { botUserId } = sandbox.tokens.workspace1;
    const channels = [...workspaceOf(sandbox).channels.values()].filter(channel => channel.members.has(botUserId));
    const walk = await walkPages(
      bot(),
      'users.conversations',
      { types: allTypes, limit: 6 },
      { list: 'channels', id: 'id' },
    );
    expect(walk.ids).toEqual(channels.map(channel => channel.id));
  });

  it('pages files by number', async () => {
    const whole = await user().files.list({ count: 200, page: 1 });
    const second = await user().files.list({ count: 50, page: 2 });
    expect(second.files).toEqual(whole.files?.slice(50, 100));
    expect(second.paging).toEqual({
      count: 50,
      total: whole.paging?.total,
      page: 2,
      pages: Math.ceil((whole.paging?.total ?? 0) / 50),
    });
  });
});

describe('cursors', () => {
  it('end in = and are opaque, and stand for a position that later writes do not move', async () => {
    const channel = channelOf(sandbox, 'hiring');
    const before = channel.messages.roots.map(message => message.ts).reverse();
    const first = await bot().conversations.history({ channel: channel.id, limit: 3 });
    const cursor = first.response_metadata?.next_cursor ?? '';
    await bot().chat.postMessage({ channel: channel.id, text: 'in between' });
    const second = await bot().conversations.history({ channel: channel.id, limit: 3, cursor });
    expect(cursor).toMatch(/^[A-Za-z0-9+/]+=+$/);
    expect(second.messages?.map(message => message.ts)).toEqual(before.slice(3, 6));
  });

  it('are refused when garbled, of another method or of another channel', async () => {
    const { bot: token } = sandbox.tokens.workspace1;
    const channel = channelOf(sandbox, 'general').id;
    const other = channelOf(sandbox, 'random').id;
    const page = await bot().conversations.history({ channel, limit: 3 });
    const cursor = page.response_metadata?.next_cursor ?? '';
    const ask = (method: string, query: Record<string, string>) => callApi(sandbox, method, { token, query });
    expect([
      await ask('conversations.history', { channel, cursor: 'bm9uc2Vuc2U=' }),
      await ask('conversations.history', { channel, cursor: cursor.slice(0, -1) }),
      await ask('conversations.history', { channel: other, cursor }),
      await ask('users.list', { limit: '10', cursor }),
    ]).toEqual([
      { ok: false, error: 'invalid_cursor' },
      { ok: false, error: 'invalid_cursor' },
      { ok: false, error: 'invalid_cursor' },
      { ok: false, error: 'invalid_cursor' },
    ]);
  });
});
