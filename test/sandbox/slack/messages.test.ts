import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSlackSandbox, type SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { clientOf, codeOf } from './client.ts';
import { channelOf, peopleOf } from './places.ts';

const nowMs = 1_770_000_000_123;
let sandbox: SlackSandbox;
beforeAll(async () => {
  sandbox = await startSlackSandbox({ now: () => nowMs });
});
afterAll(() => sandbox.close());

const bot = () => clientOf(sandbox, sandbox.tokens.workspace1.bot);
const user = () => clientOf(sandbox, sandbox.tokens.workspace1.user);
const idOf = (name: string): string => channelOf(sandbox, name).id;

/** The newest messages of a channel, newest first. */
async function latest(channel: string, limit: number) {
  return (await bot().conversations.history({ channel, limit })).messages ?? [];
}

describe('chat.postMessage', () => {
  it('is seen by the next read, with the bot as author and the mrkdwn as rich text', async () => {
    const channel = idOf('hiring');
    const posted = await bot().chat.postMessage({
      channel,
      text: '*Hello* <@U0A> at <https://example.com|here> &amp; there',
    });
    const [message] = await latest(channel, 1);
    expect(posted.message?.ts).toBe(posted.ts);
    expect(message).toEqual({
      type: 'message',
      ts: '1770000000.123009',
      user: sandbox.tokens.workspace1.botUserId,
      bot_id: sandbox.tokens.workspace1.botId,
      app_id: sandbox.store.apps[0]?.id,
      team: sandbox.tokens.workspace1.teamId,
      bot_profile: posted.message?.bot_profile,
      text: '*Hello* <@U0A> at <https://example.com|here> &amp; there',
      blocks: [
        {
          type: 'rich_text',
          block_id: message?.blocks?.[0]?.block_id,
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'text', text: 'Hello', style: { bold: true } },
                { type: 'text', text: ' ' },
                { type: 'user', user_id: 'U0A' },
                { type: 'text', text: ' at ' },
                { type: 'link', url: 'https://example.com', text: 'here' },
                { type: 'text', text: ' & there' },
              ],
            },
          ],
        },
      ],
    });
  });

  it('gives each message of a channel its own ts, even at the same moment', async () => {
    const channel = idOf('hiring');
    const first = await bot().chat.postMessage({ channel, text: 'one' });
    const second = await bot().chat.postMessage({ channel, text: 'two' });
    const elsewhere = await bot().chat.postMessage({ channel: idOf('watercooler'), text: 'three' });
    expect([first.ts, second.ts, elsewhere.ts]).toEqual([
      '1770000000.123010',
      '1770000000.123011',
      '1770000000.123009',
    ]);
  });

  it('turns markdown into rich text and mrkdwn', async () => {
    const channel = idOf('random');
    const posted = await bot().chat.postMessage({
      channel,
      markdown_text: '# Plan\n- **one**\n- [two](https://example.com/2)\n\n> said',
    });
    expect(posted.message?.text).toBe('*Plan*\n• *one*\n• <https://example.com/2|two>\n\n&gt; said');
  });

  it('replies in a thread, and into the channel when broadcast', async () => {
    const channel = idOf('incidents');
    const parent = (await bot().chat.postMessage({ channel, text: 'parent' })).ts ?? '';
    const reply = (await bot().chat.postMessage({ channel, text: 'reply', thread_ts: parent })).ts ?? '';
    const broadcast = await bot().chat.postMessage({ channel, text: 'loud', thread_ts: parent, reply_broadcast: true });
    const thread = await bot().conversations.replies({ channel, ts: parent });
    const history = await latest(channel, 2);
    expect(thread.messages?.map(message => [message.ts, message.thread_ts])).toEqual([
      [parent, parent],
      [reply, parent],
      [broadcast.ts, parent],
    ]);
    expect(history.map(message => [message.ts, message.subtype, message.reply_count])).toEqual([
      [broadcast.ts, 'thread_broadcast', undefined],
      [parent, undefined, 2],
    ]);
  });

  it('finds a channel by name and a person by id', async () => {
    const person = peopleOf(sandbox)[30] ?? '';
    const named = await bot().chat.postMessage({ channel: '#hiring', text: 'by name' });
    const direct = await bot().chat.postMessage({ channel: person, text: 'direct' });
    const opened = await bot().conversations.open({ users: person });
    expect([named.channel, direct.channel]).toEqual([idOf('hiring'), opened.channel?.id]);
  });

  it('refuses what Slack refuses', async () => {
    const channel = idOf('hiring');
    const thread_ts = channelOf(sandbox, 'incidents').messages.roots[3]?.ts ?? '';
    expect([
      await codeOf(bot().chat.postMessage({ channel: 'C0NOWHERE', text: 'x' })),
      await codeOf(bot().chat.postMessage({ channel: idOf('payroll'), text: 'x' })),
      await codeOf(bot().chat.postMessage({ channel: idOf('project-cobalt'), text: 'x' })),
      await codeOf(bot().chat.postMessage({ channel, text: ' ' })),
      await codeOf(bot().chat.postMessage({ channel, text: 'x'.repeat(40_001) })),
      await codeOf(bot().chat.postMessage({ channel, markdown_text: 'x'.repeat(12_001) })),
      await codeOf(bot().apiCall('chat.postMessage', { channel, markdown_text: 'x', text: 'y' })),
      await codeOf(bot().chat.postMessage({ channel, text: 'x', thread_ts })),
      await codeOf(bot().apiCall('chat.postMessage', { channel, text: 'x', blocks: [{ type: 'foo' }] })),
      await codeOf(user().chat.postMessage({ channel: idOf('random'), text: 'x', thread_ts: 'soon' })),
    ]).toEqual([
      'channel_not_found',
      'channel_not_found',
      'is_archived',
      'no_text',
      'msg_too_long',
      'msg_too_long',
      'markdown_text_conflict',
      'thread_not_found',
      'invalid_blocks',
      'invalid_thread_ts',
    ]);
  });
});

describe('chat.update and chat.delete', () => {
  it('change and remove what the caller wrote', async () => {
    const channel = idOf('watercooler');
    const ts = (await bot().chat.postMessage({ channel, text: 'tpyo' })).ts ?? '';
    await bot().chat.update({ channel, ts, text: 'typo' });
    const [edited] = await latest(channel, 1);
    await bot().chat.delete({ channel, ts });
    const [next] = await latest(channel, 1);
    expect([edited?.text, edited?.edited, next?.ts === ts]).toEqual([
      'typo',
      { user: sandbox.tokens.workspace1.botUserId, ts: '1770000000.000000' },
      false,
    ]);
  });

  it('leave a tombstone of a parent with replies', async () => {
    const channel = idOf('watercooler');
    const ts = (await bot().chat.postMessage({ channel, text: 'parent' })).ts ?? '';
    const reply = (await bot().chat.postMessage({ channel, text: 'reply', thread_ts: ts })).ts;
    await bot().chat.delete({ channel, ts });
    const thread = await bot().conversations.replies({ channel, ts });
    expect(thread.messages?.map(message => [message.ts, Reflect.get(message, 'subtype'), message.text])).toEqual([
      [ts, 'tombstone', 'This message was deleted.'],
      [reply, undefined, 'reply'],
    ]);
  });

  it('refuse what others wrote', async () => {
    const channel = channelOf(sandbox, 'random');
    const ts =
      channel.messages.roots.find(message => message.bot_id === undefined && message.user !== undefined)?.ts ?? '';
    expect([
      await codeOf(bot().chat.update({ channel: channel.id, ts, text: 'mine now' })),
      await codeOf(bot().chat.delete({ channel: channel.id, ts })),
      await codeOf(bot().chat.delete({ channel: channel.id, ts: '1.000000' })),
    ]).toEqual(['cant_update_message', 'cant_delete_message', 'message_not_found']);
  });
});

describe('chat.getPermalink', () => {
  it('leads to the message, and to a reply in its thread', async () => {
    const channel = idOf('incidents');
    const parent = (await bot().chat.postMessage({ channel, text: 'parent' })).ts ?? '';
    const reply = (await bot().chat.postMessage({ channel, text: 'reply', thread_ts: parent })).ts ?? '';
    const first = await bot().chat.getPermalink({ channel, message_ts: parent });
    const second = await bot().chat.getPermalink({ channel, message_ts: reply });
    const base = `https://northwind-robotics.slack.com/archives/${channel}`;
    expect([first.permalink, second.permalink]).toEqual([
      `${base}/p${parent.replace('.', '')}`,
      `${base}/p${reply.replace('.', '')}?thread_ts=${parent}&cid=${channel}`,
    ]);
  });
});

describe('reactions', () => {
  it('are added, read, listed and removed', async () => {
    const channel = idOf('incidents');
    const timestamp = (await bot().chat.postMessage({ channel, text: 'react' })).ts ?? '';
    const place = { channel, timestamp };
    await bot().reactions.add({ ...place, name: 'eyes' });
    await user().reactions.add({ ...place, name: 'eyes' });
    const both = await bot().reactions.get(place);
    const again = await codeOf(bot().reactions.add({ ...place, name: 'eyes' }));
    const listed = await bot().reactions.list({ limit: 1000 });
    await bot().reactions.remove({ ...place, name: 'eyes' });
    const one = await bot().reactions.get(place);
    const { botUserId, userId } = sandbox.tokens.workspace1;
    expect([both.message?.reactions, again, one.message?.reactions]).toEqual([
      [{ name: 'eyes', users: [botUserId, userId], count: 2 }],
      'already_reacted',
      [{ name: 'eyes', users: [userId], count: 1 }],
    ]);
    expect(listed.items?.filter(item => item.message?.ts === timestamp)).toHaveLength(1);
    expect(await codeOf(bot().reactions.remove({ ...place, name: 'eyes' }))).toBe('no_reaction');
  });
});

describe('search.messages', () => {
  it('finds what was just written, for people only, newest first', async () => {
    const channel = idOf('incidents');
    await bot().chat.postMessage({ channel, text: 'a quetzalcoatlus landed' });
    await bot().chat.postMessage({ channel, text: 'the quetzalcoatlus left' });
    const found = await user().search.messages({ query: 'QUETZALCOATLUS in:incidents' });
    const elsewhere = await user().search.messages({ query: 'quetzalcoatlus in:random' });
    expect(found.messages?.matches?.map(match => match.text)).toEqual([
      'the quetzalcoatlus left',
      'a quetzalcoatlus landed',
    ]);
    expect([found.messages?.paging, elsewhere.messages?.total]).toEqual([
      { count: 20, total: 2, page: 1, pages: 1 },
      0,
    ]);
  });
});
