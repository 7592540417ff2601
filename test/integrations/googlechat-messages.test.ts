import type { chat_v1 } from '@googleapis/chat';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGoogleChatSandbox, type GoogleChatSandbox } from '../../sandbox/googlechat/sandbox.ts';
import { isReply } from '../../sandbox/googlechat/store/message-log.ts';
import { clientOf, sendJson } from '../sandbox/googlechat/client.ts';
import { spaceNamed } from '../sandbox/googlechat/places.ts';
import { walk } from '../sandbox/googlechat/walk.ts';
import type { SandboxEngine } from '../support/sandbox-engine.ts';
import { openGoogleChat, rootIds, sendMessage, visibleMessages } from './googlechat-house.ts';

let sandbox: GoogleChatSandbox;
let house: SandboxEngine;
let official: chat_v1.Chat;

beforeAll(async () => {
  sandbox = await startGoogleChatSandbox();
  const { accessToken } = sandbox.accounts.admin;
  house = await openGoogleChat(sandbox, 'user', accessToken);
  official = clientOf(sandbox, accessToken);
});

afterAll(async () => {
  await house.close();
  await sandbox.close();
});

/** The messages of a space as the official client reads them, newest first. */
const officialMessages = async (spaceId: string): Promise<chat_v1.Schema$Message[]> => {
  const { items } = await walk(async pageToken => {
    const { data } = await official.spaces.messages.list({
      parent: `spaces/${spaceId}`,
      pageSize: 1000,
      orderBy: 'createTime DESC',
      ...(pageToken === undefined ? {} : { pageToken }),
    });
    return { items: data.messages, nextPageToken: data.nextPageToken };
  });
  return items;
};

/** `spaces/S/messages/M` as our id. */
const idOf = (name: string | null | undefined): string =>
  String(name).replace(/^spaces\/(.*)\/messages\/(.*)$/, '$1~$2');

describe('the messages of a space', () => {
  it.each([50, 200])('of 5,000 roots come once each and newest first with limit %i', async limit => {
    const { id } = spaceNamed(sandbox, 'Engineering firehose');
    const theirs = await officialMessages(id);
    const { ids } = await house.walk('messages', { limit, query: { channel: { id } } });
    expect(theirs.length).toBeGreaterThan(4_700);
    expect(ids).toEqual(theirs.map(({ name }) => idOf(name)));
    expect(ids).toEqual(rootIds(spaceNamed(sandbox, 'Engineering firehose'), sandbox.accounts.admin.userId));
  });

  it.each([1, 7])('of 300 roots among replies come once each and newest first with limit %i', async limit => {
    const { id } = spaceNamed(sandbox, 'Release notes');
    const theirs = await officialMessages(id);
    const { ids, pages } = await house.walk('messages', { limit, query: { channel: { id } } });
    expect(ids).toEqual(theirs.filter(({ threadReply }) => threadReply !== true).map(({ name }) => idOf(name)));
    expect(pages.slice(0, -1).every(size => size === limit)).toBe(true);
  });

  it('are told with those that were deleted when asked for', async () => {
    const space = spaceNamed(sandbox, 'Release notes');
    const { ids } = await house.walk('messages', {
      limit: 100,
      query: { channel: { id: space.id } },
      include: ['deleted'],
    });
    const { userId } = sandbox.accounts.admin;
    const hidden = ({ privateTo, senderId }: { privateTo?: string; senderId: string }): boolean =>
      privateTo !== undefined && privateTo !== userId && senderId !== userId;
    const roots = space.messages.all.filter(message => !isReply(message) && !hidden(message));
    expect([...ids].sort()).toEqual(roots.map(({ id }) => `${space.id}~${id}`).sort());
  });

  it('are those between two times, to the millisecond', async () => {
    const space = spaceNamed(sandbox, 'Release notes');
    const all = (await house.walk('messages', { limit: 1000, query: { channel: { id: space.id } } })).records;
    const [newest, oldest] = [String(all[40]?.['created_at']), String(all[90]?.['created_at'])];
    const between = await house.walk('messages', {
      limit: 30,
      query: { channel: { id: space.id }, created_at: { gt: oldest, lte: newest } },
    });
    expect(between.records).toEqual(all.slice(40, 90));
  });

  it('lists the replies of a thread once each, oldest first, without the root', async () => {
    const space = spaceNamed(sandbox, 'Release notes');
    const visible = visibleMessages(space, sandbox.accounts.admin.userId);
    const repliesOf = (thread: string) => visible.filter(message => isReply(message) && message.threadId === thread);
    const { threadId } = visible.reduce((best, next) =>
      repliesOf(next.threadId).length > repliesOf(best.threadId).length ? next : best,
    );
    const replies = repliesOf(threadId);
    const { ids, records } = await house.walk('messages', {
      limit: 7,
      query: { parent: { id: `${space.id}~${threadId}.${threadId}` } },
    });
    expect(replies.length).toBeGreaterThan(50);
    expect(ids).toEqual(replies.map(({ id }) => `${space.id}~${id}`));
    expect([...new Set(records.map(record => JSON.stringify(record['parent'])))]).toEqual([
      JSON.stringify({ id: `${space.id}~${threadId}.${threadId}`, type: 'message' }),
    ]);
  });

  it('asks with one call for the names of all authors whom Chat does not name', async () => {
    const { id } = spaceNamed(sandbox, 'Support desk');
    const query = { channel: { id } };
    const plain = await house.list('messages', { limit: 400, query });
    const authors = plain.records.map(({ author }) => author as { id: string; name?: string });
    const unnamed = new Set(authors.filter(({ name }) => name === undefined).map(author => `people/${author.id}`));
    sandbox.clearRequests();
    const expanded = await house.list('messages', { limit: 400, query, expand: ['author'] });
    const asked = sandbox.requests.filter(({ path }) => path === '/v1/people:batchGet');
    expect(unnamed.size).toBeGreaterThan(5);
    expect(
      asked.map(({ target }) => new URL(target, 'https://people.googleapis.com').searchParams.getAll('resourceNames')),
    ).toEqual([[...unnamed]]);
    // They have left the organization, too: the People API shows none of them any more.
    expect(expanded.records).toEqual(plain.records);
  });

  it('lists the attachments that the store has, each in its message, of replies too', async () => {
    const space = spaceNamed(sandbox, 'Release notes');
    const messages = visibleMessages(space, sandbox.accounts.admin.userId);
    expect(messages.filter(message => isReply(message) && message.attachments.length > 0).length).toBeGreaterThan(5);
    const expected = messages
      .toReversed()
      .flatMap(({ id, attachments }) => attachments.map(attachment => `${space.id}~${id}~${attachment.id}`));
    const { ids } = await house.walk('attachments', { limit: 40, query: { channel: { id: space.id } } });
    expect(expected.length).toBeGreaterThan(20);
    expect(ids).toEqual(expected);
  });
});

describe('messages everywhere', () => {
  it('are the roots of every space the account is in, under one cursor', async () => {
    const { ids: channels } = await house.walk('channels', { limit: 100 });
    const { userId } = sandbox.accounts.admin;
    const expected = channels.flatMap(id => {
      const space = sandbox.store.spaces.get(id);
      return space === undefined ? [] : rootIds(space, userId);
    });
    const { ids } = await house.walk('messages', { limit: 1000 });
    expect(ids).toEqual(expected);
  });

  it('hold attachments that come once each, under one cursor', async () => {
    const { ids: channels } = await house.walk('channels', { limit: 100 });
    const { userId } = sandbox.accounts.admin;
    const expected = channels.flatMap(id => {
      const space = sandbox.store.spaces.get(id);
      const messages = space === undefined ? [] : visibleMessages(space, userId);
      return messages
        .toReversed()
        .flatMap(message => message.attachments.map(({ id: own }) => `${id}~${message.id}~${own}`));
    });
    const { ids } = await house.walk('attachments', { limit: 300 });
    expect(ids).toEqual(expected);
  });

  it('are searched as Google searches them', async () => {
    // The client of this version does not know the method yet.
    const { body } = await sendJson(sandbox, {
      method: 'POST',
      address: 'https://chat.googleapis.com/v1/spaces/-/messages:search',
      token: sandbox.accounts.admin.accessToken,
      body: { filter: '"on-call rota"', pageSize: 100 },
    });
    const { results } = body as { results: { message: chat_v1.Schema$Message }[] };
    const { records } = await house.list('messages', { limit: 100, query: { search: 'on-call rota' } });
    expect(records.length).toBeGreaterThan(10);
    expect(records.map(({ id }) => id)).toEqual(results.map(({ message }) => idOf(message.name)));
  });

  it('are found by their author, without replies', async () => {
    const { userId } = sandbox.accounts.member;
    const found = [...sandbox.store.spaces.values()]
      .filter(space => space.members.has(sandbox.accounts.admin.userId) && !space.facts.singleUserBotDm)
      .flatMap(space =>
        visibleMessages(space, sandbox.accounts.admin.userId)
          .filter(message => message.senderId === userId && message.privateTo === undefined && !isReply(message))
          .map(({ id }) => `${space.id}~${id}`),
      );
    const { ids } = await house.walk('messages', { limit: 30, query: { author: { id: userId } } });
    expect([...ids].sort()).toEqual(found.sort());
  });
});

describe('a message that is written', () => {
  it('is answered, then seen by get, by list and by the official client', async () => {
    const { id: channel } = spaceNamed(sandbox, 'Release notes');
    const sent = await sendMessage(house, 'first', {
      channel: { id: channel },
      body: { format: 'markdown', content: 'A **new** word' },
    });
    const id = String(sent['id']);
    expect(sent['body']).toEqual({ format: 'markdown', content: 'A **new** word' });
    expect(await house.get('messages', id)).toEqual(sent);
    const [newest] = (await house.list('messages', { limit: 1, query: { channel: { id: channel } } })).records;
    expect(newest).toEqual(sent);
    const reply = await sendMessage(house, 'second', {
      channel: { id: channel },
      parent: { id },
      body: { format: 'text', content: 'and *an* answer' },
    });
    const answers = await house.list('messages', { query: { parent: { id } } });
    expect(answers.records).toEqual([reply]);
    const name = `spaces/${channel}/messages/${String(reply['id']).split('~')[1] ?? ''}`;
    const { data } = await official.spaces.messages.get({ name });
    expect({ text: data.text, threadReply: data.threadReply }).toEqual({ text: 'and *an* answer', threadReply: true });
  });

  it('is written once when the connection breaks after Google took it', async () => {
    const space = spaceNamed(sandbox, 'Release notes');
    const before = space.messages.all.length;
    sandbox.faults.add({ on: '/v1/spaces/{space}/messages', effect: { kind: 'reset', when: 'after' } });
    const sent = await sendMessage(house, 'third', {
      channel: { id: space.id },
      body: { format: 'markdown', content: 'once' },
    });
    expect(sandbox.faults.pending()).toBe(0);
    expect(space.messages.all.slice(before).map(({ id }) => `${space.id}~${id}`)).toEqual([sent['id']]);
  });

  it('is not written at all where it cannot be the reply it is meant to be', async () => {
    const space = spaceNamed(sandbox, 'Release notes');
    const before = space.messages.all.length;
    const refused = sendMessage(house, 'fourth', {
      channel: { id: space.id },
      parent: { id: `${space.id}~AAAAAAAAAAA.AAAAAAAAAAA` },
      body: { format: 'markdown', content: 'to nobody' },
    });
    await expect(refused).rejects.toMatchObject({ code: 'PROVIDER_NOT_FOUND' });
    expect(space.messages.all.length).toBe(before);
  });
});
