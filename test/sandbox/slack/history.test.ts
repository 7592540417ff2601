import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSlackSandbox, type SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { clientOf } from './client.ts';
import { channelOf } from './places.ts';

let sandbox: SlackSandbox;
beforeAll(async () => {
  sandbox = await startSlackSandbox();
});
afterAll(() => sandbox.close());

const bot = () => clientOf(sandbox, sandbox.tokens.workspace1.bot);

/** Five neighbouring top-level messages of a channel, oldest first. */
function neighbours(name: string): { id: string; ts: string[] } {
  const channel = channelOf(sandbox, name);
  return { id: channel.id, ts: channel.messages.roots.slice(40, 45).map(message => message.ts) };
}

describe('conversations.history', () => {
  it('leaves both bounds out unless asked to include them', async () => {
    const { id, ts } = neighbours('release-notes');
    const range = { channel: id, oldest: ts[0] ?? '', latest: ts[4] ?? '' };
    const exclusive = await bot().conversations.history(range);
    const inclusive = await bot().conversations.history({ ...range, inclusive: true });
    expect([exclusive.messages?.map(message => message.ts), inclusive.messages?.map(message => message.ts)]).toEqual([
      [ts[3], ts[2], ts[1]],
      [ts[4], ts[3], ts[2], ts[1], ts[0]],
    ]);
  });

  it('gives one message when both bounds are its ts', async () => {
    const { id, ts } = neighbours('release-notes');
    const only = ts[2] ?? '';
    const answer = await bot().conversations.history({
      channel: id,
      oldest: only,
      latest: only,
      inclusive: true,
      limit: 1,
    });
    expect([
      answer.messages?.map(message => message.ts),
      answer.has_more,
      answer.response_metadata?.next_cursor,
    ]).toEqual([[only], false, undefined]);
  });

  it('takes bounds with a short fraction or none', async () => {
    const { id, ts } = neighbours('release-notes');
    const seconds = (ts[1] ?? '').split('.')[0] ?? '';
    const answer = await bot().conversations.history({ channel: id, oldest: seconds, latest: ts[3] ?? '' });
    expect(answer.messages?.map(message => message.ts)).toEqual([ts[2], ts[1]]);
  });

  it('is empty for a channel without messages', async () => {
    const answer = await bot().conversations.history({ channel: channelOf(sandbox, 'empty-room').id });
    expect([answer.messages, answer.has_more]).toEqual([[], false]);
  });

  it('shows a broadcast reply with its parent, and no other reply', async () => {
    const channel = channelOf(sandbox, 'support-desk');
    const broadcast = channel.messages.roots.find(message => message.subtype === 'thread_broadcast');
    const ts = broadcast?.ts ?? '';
    const answer = await bot().conversations.history({ channel: channel.id, oldest: ts, latest: ts, inclusive: true });
    const shown = answer.messages?.[0];
    expect([shown?.subtype, shown?.thread_ts, shown?.root?.ts]).toEqual([
      'thread_broadcast',
      broadcast?.thread_ts,
      broadcast?.thread_ts,
    ]);
  });

  it('counts the replies of a parent', async () => {
    const channel = channelOf(sandbox, 'support-desk');
    const parent = channel.messages.roots.find(message => channel.messages.replies(message.ts).length > 2);
    const ts = parent?.ts ?? '';
    const replies = channel.messages.replies(ts);
    const answer = await bot().conversations.history({ channel: channel.id, oldest: ts, latest: ts, inclusive: true });
    expect([answer.messages?.[0]?.reply_count, answer.messages?.[0]?.latest_reply]).toEqual([
      replies.length,
      replies.at(-1)?.ts,
    ]);
  });
});

describe('conversations.replies', () => {
  it('gives a message without replies alone, and a reply alone when asked with its own ts', async () => {
    const channel = channelOf(sandbox, 'support-desk');
    const lonely = channel.messages.roots.find(message => message.thread_ts === undefined)?.ts ?? '';
    const parent = channel.messages.roots.find(message => channel.messages.replies(message.ts).length > 0)?.ts ?? '';
    const reply = channel.messages.replies(parent)[0]?.ts ?? '';
    const first = await bot().conversations.replies({ channel: channel.id, ts: lonely });
    const second = await bot().conversations.replies({ channel: channel.id, ts: reply });
    expect([first.messages?.map(message => message.ts), second.messages?.map(message => message.ts)]).toEqual([
      [lonely],
      [reply],
    ]);
  });

  it('gives one reply beside its parent when both bounds are its ts', async () => {
    const channel = channelOf(sandbox, 'support-desk');
    const parent = channel.messages.roots.find(message => channel.messages.replies(message.ts).length > 3)?.ts ?? '';
    const reply = channel.messages.replies(parent)[2]?.ts ?? '';
    const range = { oldest: reply, latest: reply, inclusive: true, limit: 1 };
    const answer = await bot().conversations.replies({ channel: channel.id, ts: parent, ...range });
    expect(answer.messages?.map(message => message.ts)).toEqual([parent, reply]);
  });
});
