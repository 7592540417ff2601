import type * as Graph from '@microsoft/microsoft-graph-types';
import type { Client } from '@microsoft/microsoft-graph-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { found, startScene, type Scene } from './scene.ts';

let scene: Scene;
let user: Client;
let app: Client;

beforeAll(async () => {
  scene = await startScene();
  ({ user, app } = scene);
});
afterAll(() => scene.sandbox.close());

const ids = (items: { id?: string }[]): string[] => items.map(item => item.id ?? '');
const isFalling = (values: number[]): boolean =>
  values.every((value, index) => value <= (values[index - 1] ?? Infinity));

describe('messages of a channel', () => {
  it('come as 5,000 roots in 100 pages, each once', async () => {
    const { items, pages } = await scene.walk<Graph.ChatMessage>(
      user,
      `${scene.channelPath('Telemetry firehose')}/messages?$top=50`,
    );
    expect({ count: items.length, different: new Set(ids(items)).size, pages }).toEqual({
      count: 5000,
      different: 5000,
      pages: 100,
    });
  });

  it('fill whole pages exactly, without an empty one at the end', async () => {
    const { items, pages } = await scene.walk<Graph.ChatMessage>(
      user,
      `${scene.channelPath('Release notes')}/messages?$top=50`,
    );
    expect({ count: items.length, pages }).toEqual({ count: 300, pages: 6 });
  });

  it('are roots only, the last modified first', async () => {
    const { items } = await scene.walk<Graph.ChatMessage>(user, `${scene.channelPath('Incidents')}/messages?$top=50`);
    expect(items.every(item => item.replyToId === null)).toBe(true);
    expect(isFalling(items.map(item => Date.parse(item.lastModifiedDateTime ?? '')))).toBe(true);
    expect(ids(items)).toEqual(
      ids(
        scene
          .channel('Incidents')
          .messages.roots()
          .map(({ record }) => record),
      ),
    );
  });

  it('come in twenties unless told otherwise, with the count of the page', async () => {
    const page = (await user.api(`${scene.channelPath('Release notes')}/messages`).get()) as { value: object[] };
    expect([page.value.length, Reflect.get(page, '@odata.count')]).toEqual([20, 20]);
  });

  it('are none in an empty channel', async () => {
    const { record, teamId } = scene.channel('Empty room');
    expect(await user.api(`${scene.channelPath('Empty room')}/messages`).get()).toEqual({
      '@odata.context': `https://graph.microsoft.com/v1.0/$metadata#teams('${teamId}')/channels('${encodeURIComponent(record.id)}')/messages`,
      '@odata.count': 0,
      value: [],
    });
  });

  it('link to the next page on the real host, with the token alone', async () => {
    const page = (await user.api(`${scene.channelPath('Release notes')}/messages?$top=2`).get()) as object;
    const link = new URL(Reflect.get(page, '@odata.nextLink') as string);
    expect([link.protocol, link.host, [...link.searchParams.keys()]]).toEqual([
      'https:',
      'graph.microsoft.com',
      ['$skiptoken'],
    ]);
  });

  it('move by what was read, not by number, when a message is written between pages', async () => {
    const path = `${scene.channelPath('Hand-over')}/messages`;
    const first = (await user.api(`${path}?$top=5`).get()) as { value: Graph.ChatMessage[] };
    await user.api(path).post({ body: { content: 'in between' } });
    const second = (await user.api(Reflect.get(first, '@odata.nextLink') as string).get()) as {
      value: Graph.ChatMessage[];
    };
    const [, ...before] = scene
      .channel('Hand-over')
      .messages.roots()
      .map(({ record }) => record.id);
    expect([...ids(first.value), ...ids(second.value)]).toEqual(before.slice(0, 10));
  });

  it('show their replies when expanded, two hundred at most, and where the rest is', async () => {
    const log = scene.channel('Incidents').messages;
    const longest = found(
      [...log.roots()].sort((a, b) => log.replies(b.record.id).length - log.replies(a.record.id).length)[0],
    );
    const path = `${scene.channelPath('Incidents')}/messages/${longest.record.id}`;
    const message = (await user.api(`${path}?$expand=replies`).get()) as Graph.ChatMessage;
    expect({
      replies: message.replies?.length,
      rest: Reflect.get(message, 'replies@odata.nextLink'),
    }).toEqual({ replies: 200, rest: `https://graph.microsoft.com/v1.0${path}/replies` });
    const { items } = await scene.walk<Graph.ChatMessage>(user, `${path}/replies?$top=50`);
    expect(ids(items)).toEqual(ids(log.replies(longest.record.id).map(({ record }) => record)));
    expect(isFalling(items.map(item => Date.parse(item.createdDateTime ?? '')))).toBe(true);
    expect(await user.api(`${path}/replies/${items[0]?.id}`).get()).toMatchObject({
      id: items[0]?.id,
      replyToId: longest.record.id,
    });
  });

  it('name system events only when later enum members are asked for', async () => {
    const path = `${scene.channelPath('Incidents')}/messages`;
    const plain = await scene.walk<Graph.ChatMessage>(user, `${path}?$top=50`);
    const asked = await scene.walk<Graph.ChatMessage>(user, `${path}?$top=50`, {
      Prefer: 'include-unknown-enum-members',
    });
    const kinds = ({ items }: { items: Graph.ChatMessage[] }) => [
      ...new Set(items.filter(item => item.from === null).map(item => item.messageType)),
    ];
    const system = found(asked.items.find(item => item.messageType === 'systemEventMessage'));
    expect([kinds(plain), kinds(asked)]).toEqual([['unknownFutureValue'], ['systemEventMessage']]);
    expect([system.body, Reflect.get(system.eventDetail ?? {}, '@odata.type')]).toEqual([
      { contentType: 'html', content: '<systemEventMessage/>' },
      expect.stringMatching(/^#microsoft\.graph\.\w+EventMessageDetail$/),
    ]);
  });

  it('stay in the list when they were deleted, without content', async () => {
    const { items } = await scene.walk<Graph.ChatMessage>(
      user,
      `${scene.channelPath('Release notes')}/messages?$top=50`,
    );
    const deleted = items.filter(item => item.deletedDateTime !== null);
    expect(deleted.length).toBeGreaterThan(0);
    expect(deleted.map(({ body, attachments, mentions }) => ({ body, attachments, mentions }))).toEqual(
      deleted.map(() => ({ body: { contentType: 'html', content: '' }, attachments: [], mentions: [] })),
    );
  });

  it('are followed by delta links that give what changed since', async () => {
    const path = `${scene.channelPath('Firmware')}/messages`;
    const { items } = await scene.walk<Graph.ChatMessage>(user, `${path}/delta?$top=50`);
    const page = (await user
      .api(`${path}/delta?$filter=lastModifiedDateTime gt 2025-11-29T00:00:00Z&$top=50`)
      .get()) as object;
    const posted = (await user.api(path).post({ body: { content: 'new' } })) as Graph.ChatMessage;
    const changes = (await user.api(Reflect.get(page, '@odata.deltaLink') as string).get()) as {
      value: Graph.ChatMessage[];
    };
    expect([items.length, ids(changes.value)]).toEqual([360, [posted.id]]);
  });

  it('are exported to apps with their replies', async () => {
    const { record, channels } = scene.team('Board');
    const count = [...channels.values()].reduce((sum, { messages }) => sum + messages.all().length, 0);
    const { items } = await scene.walk<Graph.ChatMessage>(
      app,
      `/teams/${record.id}/channels/getAllMessages?$top=50&model=A`,
    );
    expect({ count: items.length, withReplies: items.some(item => item.replyToId !== null) }).toEqual({
      count,
      withReplies: true,
    });
  });

  it('are exported within a time range', async () => {
    const filter =
      '$filter=lastModifiedDateTime gt 2025-01-01T00:00:00Z and lastModifiedDateTime lt 2025-03-01T00:00:00Z';
    const { items } = await scene.walk<Graph.ChatMessage>(
      app,
      `/teams/${scene.team('Board').record.id}/channels/getAllMessages?${filter}`,
    );
    const times = items.map(item => Date.parse(item.lastModifiedDateTime ?? ''));
    expect(times.length).toBeGreaterThan(0);
    expect(times.every(time => time > Date.UTC(2025, 0, 1) && time < Date.UTC(2025, 2, 1))).toBe(true);
  });
});

describe('messages of a chat', () => {
  it('are filtered by a time range together with the order', async () => {
    const path = `/chats/${scene.chat('Lunch crew 🍜').record.id}/messages`;
    const query =
      '$top=50&$orderby=lastModifiedDateTime desc&$filter=lastModifiedDateTime gt 2025-06-01T00:00:00Z and lastModifiedDateTime lt 2025-08-01T00:00:00Z';
    const { items } = await scene.walk<Graph.ChatMessage>(user, `${path}?${query}`);
    const wanted = scene
      .chat('Lunch crew 🍜')
      .messages.roots()
      .filter(({ modifiedMs }) => modifiedMs > Date.UTC(2025, 5, 1) && modifiedMs < Date.UTC(2025, 7, 1));
    expect(ids(items)).toEqual(ids(wanted.map(({ record }) => record)));
  });

  it('ignore a filter without the same order, as Graph does', async () => {
    const path = `/chats/${scene.chat('Lunch crew 🍜').record.id}/messages`;
    const { items } = await scene.walk<Graph.ChatMessage>(
      user,
      `${path}?$top=50&$filter=lastModifiedDateTime gt 2025-06-01T00:00:00Z`,
    );
    expect(items.length).toBe(340);
  });

  it('are exported to apps for one person', async () => {
    const { userId } = scene.sandbox.tokens.tenant1;
    const mine = [...scene.tenant.chats.values()].filter(({ members }) => members.has(userId));
    const { items } = await scene.walk<Graph.ChatMessage>(app, `/users/${userId}/chats/getAllMessages?$top=50`);
    expect(items.length).toBe(mine.reduce((sum, { messages }) => sum + messages.all().length, 0));
  });
});
