import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../sandbox/graph/store/message-log.ts';
import { startScene, type Scene } from '../sandbox/graph/scene.ts';
import type { SandboxEngine } from '../support/sandbox-engine.ts';
import { isShown, openGraphHouse } from './graph-house.ts';

let scene: Scene;
let house: SandboxEngine;

beforeAll(async () => {
  scene = await startScene();
  house = await openGraphHouse(scene.sandbox, 'msteams', scene.sandbox.tokens.tenant1.delegated);
});

afterAll(async () => {
  await house.close();
  await scene.sandbox.close();
});

/** `team~channel` of a channel, as it stands in ids. */
const placeOf = (name: string): string => `${scene.channel(name).teamId}~${scene.channel(name).record.id}`;

/** The messages of a walk of the official client that a list of ours shows. */
const officialMessages = async (path: string): Promise<Message['record'][]> => {
  const { items } = await scene.walk<Message['record']>(scene.user, path);
  return items.filter(record => isShown({ record }));
};

describe('the messages of a channel', () => {
  let theirs: Message['record'][];
  beforeAll(async () => {
    theirs = await officialMessages(`${scene.channelPath('Telemetry firehose')}/messages?$top=50`);
  });

  it.each([50, 200])('of 5,000 roots come once each in the order of the provider with limit %i', async limit => {
    const place = placeOf('Telemetry firehose');
    const { ids } = await house.walk('messages', { limit, query: { channel: { id: `t~${place}` } } });
    expect(theirs.length).toBeGreaterThan(4_000);
    expect(ids).toEqual(theirs.map(({ id }) => `m~${place}~${id}`));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([1, 7])('of 300 roots come once each in the order of the provider with limit %i', async limit => {
    const notes = await officialMessages(`${scene.channelPath('Release notes')}/messages?$top=50`);
    const place = placeOf('Release notes');
    const { ids, pages } = await house.walk('messages', { limit, query: { channel: { id: `t~${place}` } } });
    expect(ids).toEqual(notes.map(({ id }) => `m~${place}~${id}`));
    expect(pages.slice(0, -1).every(size => size === limit)).toBe(true);
  });

  it('are told apart by what asks for them', async () => {
    const { messages } = scene.channel('Release notes');
    const query = { channel: { id: `t~${placeOf('Release notes')}` } };
    const { ids } = await house.walk('messages', { limit: 100, query, include: ['system', 'deleted'] });
    expect(ids).toHaveLength(messages.roots().length);
    expect(messages.roots()).toHaveLength(300);
  });

  it('since a time are those of the store, and reading ends where nothing has changed since', async () => {
    const { messages } = scene.channel('Telemetry firehose');
    const sinceMs = messages.all().at(-200)?.createdMs ?? 0;
    const place = placeOf('Telemetry firehose');
    const expected = messages
      .roots()
      .filter(message => isShown(message) && message.createdMs > sinceMs)
      .map(({ record }) => `m~${place}~${record.id}`);
    scene.sandbox.clearRequests();
    const query = { channel: { id: `t~${place}` }, created_at: { gt: new Date(sinceMs).toISOString() } };
    const { ids } = await house.walk('messages', { limit: 500, query });
    expect(ids).toEqual(expected);
    expect(scene.sandbox.requests.length).toBeLessThan(10);
  });

  it('of one author are those of the store', async () => {
    const { messages } = scene.channel('Release notes');
    const place = placeOf('Release notes');
    const author = messages.roots().find(isShown)?.record.from?.user?.id;
    const expected = messages
      .roots()
      .filter(message => isShown(message) && message.record.from?.user?.id === author)
      .map(({ record }) => `m~${place}~${record.id}`);
    const query = { channel: { id: `t~${place}` }, author: { id: author } };
    const { ids } = await house.walk('messages', { limit: 5, query });
    expect(expected.length).toBeGreaterThan(0);
    expect(ids).toEqual(expected);
  });
});

describe('a thread', () => {
  it('comes once each, newest first, without its root', async () => {
    const { messages } = scene.channel('Incidents');
    const root = messages
      .roots()
      .reduce((best, one) =>
        messages.replies(one.record.id).length > messages.replies(best.record.id).length ? one : best,
      );
    const path = `${scene.channelPath('Incidents')}/messages/${root.record.id}/replies?$top=50`;
    const theirs = await officialMessages(path);
    const place = placeOf('Incidents');
    const { ids, records } = await house.walk('messages', {
      limit: 20,
      query: { parent: { id: `m~${place}~${root.record.id}` } },
    });
    expect(theirs.length).toBeGreaterThan(150);
    expect(ids).toEqual(theirs.map(({ id }) => `r~${place}~${root.record.id}~${id}`));
    expect(records.map(record => record['parent'])).toEqual(
      records.map(() => ({ id: `m~${place}~${root.record.id}`, type: 'message' })),
    );
  });
});

describe('a chat', () => {
  it.each([7, 50])('comes once each and newest first with limit %i', async limit => {
    const { record, messages } = scene.chat('Lunch crew 🍜');
    const newestFirst = [...messages.all()].reverse().filter(isShown);
    const { ids, records } = await house.walk('messages', {
      limit,
      query: { channel: { id: `c~${record.id}` } },
    });
    expect(ids).toEqual(newestFirst.map(message => `c~${record.id}~${message.record.id}`));
    expect(records.map(one => one['created_at'])).toEqual(
      newestFirst.map(({ createdMs }) => new Date(createdMs).toISOString()),
    );
  });

  it('between two times is that of the store', async () => {
    const { record, messages } = scene.chat('Lunch crew 🍜');
    const [from, to] = [messages.all()[100]?.createdMs ?? 0, messages.all()[200]?.createdMs ?? 0];
    const expected = [...messages.all()]
      .reverse()
      .filter(message => isShown(message) && message.createdMs >= from && message.createdMs <= to)
      .map(message => `c~${record.id}~${message.record.id}`);
    scene.sandbox.clearRequests();
    const { ids } = await house.walk('messages', {
      limit: 500,
      query: {
        channel: { id: `c~${record.id}` },
        created_at: { gte: new Date(from).toISOString(), lte: new Date(to).toISOString() },
      },
    });
    expect(ids).toEqual(expected);
    expect(scene.sandbox.requests.length).toBeLessThan(5);
  });
});

describe('a message that is written', () => {
  it('to a channel is answered, then seen by get, by list and by the official client, and so is a reply', async () => {
    const place = placeOf('Hand-over');
    const sent = await house.create('messages', {
      channel: { id: `t~${place}` },
      body: { format: 'html', content: '<p>A <b>new</b> word</p>' },
    });
    const id = String(sent['id']);
    expect(await house.get('messages', id)).toEqual(sent);
    const [newest] = (await house.list('messages', { limit: 1, query: { channel: { id: `t~${place}` } } })).records;
    expect(newest).toEqual(sent);
    const reply = await house.create('messages', {
      channel: { id: `t~${place}` },
      parent: { id },
      body: { format: 'text', content: '1 < 2 & 3' },
    });
    expect(await house.get('messages', String(reply['id']))).toEqual(reply);
    const root = id.split('~').at(-1) ?? '';
    const thread = await officialMessages(`${scene.channelPath('Hand-over')}/messages/${root}/replies`);
    expect(thread.map(({ body }) => body)).toEqual([{ contentType: 'text', content: '1 < 2 & 3' }]);
  });

  it('to a chat is seen by the official client', async () => {
    const chat = scene.chat('Release train').record.id;
    const sent = await house.create('messages', {
      channel: { id: `c~${chat}` },
      body: { format: 'text', content: 'all aboard' },
    });
    const [newest] = await officialMessages(`/chats/${encodeURIComponent(chat)}/messages?$top=1`);
    expect(sent['id']).toBe(`c~${chat}~${newest?.id ?? ''}`);
    expect(newest?.body).toEqual({ contentType: 'text', content: 'all aboard' });
    expect(await house.get('messages', String(sent['id']))).toEqual(sent);
  });
});
