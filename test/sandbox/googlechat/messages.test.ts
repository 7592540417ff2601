import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { chat_v1 } from '@googleapis/chat';
import { startGoogleChatSandbox, type GoogleChatSandbox } from '../../../sandbox/googlechat/sandbox.ts';
import { clientOf, get, refusalOf, send, sendJson } from './client.ts';
import { spaceNamed, testNow } from './places.ts';
import { walk } from './walk.ts';

let sandbox: GoogleChatSandbox;
let admin: chat_v1.Chat;
let app: chat_v1.Chat;

beforeAll(async () => {
  sandbox = await startGoogleChatSandbox({ now: () => testNow });
  admin = clientOf(sandbox, sandbox.accounts.admin.accessToken);
  app = clientOf(sandbox, sandbox.accounts.app.accessToken);
});
afterAll(() => sandbox.close());

describe('messages', () => {
  it('walks a space of 5,000 messages in both directions', async () => {
    const space = spaceNamed(sandbox, 'Engineering firehose');
    const seen = (order: string) =>
      walk(async pageToken => {
        const { data } = await admin.spaces.messages.list({
          parent: `spaces/${space.id}`,
          pageSize: 900,
          orderBy: order,
          fields: 'messages(name,privateMessageViewer/name),nextPageToken',
          ...(pageToken === undefined ? {} : { pageToken }),
        });
        return { items: data.messages, nextPageToken: data.nextPageToken };
      });
    const visible = space.messages.all
      .filter(message => message.deleted === undefined)
      .filter(message => message.privateTo === undefined || message.privateTo === sandbox.accounts.admin.userId)
      .map(message => `spaces/${space.id}/messages/${message.id}`);
    expect((await seen('create_time ASC')).items.map(message => message.name)).toEqual(visible);
    expect((await seen('createTime DESC')).items.map(message => message.name)).toEqual([...visible].reverse());
  });

  it('gives 25 messages unless asked otherwise and {} for an empty space', async () => {
    const { data } = await admin.spaces.messages.list({ parent: `spaces/${spaceNamed(sandbox, 'Company').id}` });
    const { data: empty } = await admin.spaces.messages.list({
      parent: `spaces/${spaceNamed(sandbox, 'Empty room').id}`,
    });
    expect(data.messages).toHaveLength(25);
    expect(empty).toEqual({});
  });

  it('shows deleted messages on request, without their content', async () => {
    const space = spaceNamed(sandbox, 'Release notes');
    const { data } = await admin.spaces.messages.list({
      parent: `spaces/${space.id}`,
      pageSize: 1000,
      showDeleted: true,
    });
    const deleted = data.messages?.filter(message => message.deleteTime !== undefined) ?? [];
    expect(deleted).toHaveLength(space.messages.all.filter(message => message.deleted !== undefined).length);
    expect([...new Set(deleted.map(message => message.text))]).toEqual([undefined]);
  });

  it('filters by thread and time', async () => {
    const space = spaceNamed(sandbox, 'Support desk');
    const reply = space.messages.all.find(message => space.messages.thread(message.threadId).length > 5);
    const parent = `spaces/${space.id}`;
    const threadId = reply?.threadId ?? '';
    const { data: thread } = await admin.spaces.messages.list({
      parent,
      filter: `thread.name = ${parent}/threads/${threadId}`,
      pageSize: 1000,
    });
    const second = thread.messages?.[1]?.createTime ?? '';
    const { data: later } = await admin.spaces.messages.list({
      parent,
      filter: `createTime > "${second}" AND thread.name = ${parent}/threads/${threadId}`,
      pageSize: 1000,
    });
    expect(thread.messages?.every(message => message.thread?.name === `${parent}/threads/${threadId}`)).toBe(true);
    expect(later.messages?.map(message => message.name)).toEqual(
      thread.messages?.slice(2).map(message => message.name),
    );
  });

  it('writes the text in the syntax asked for', async () => {
    const space = spaceNamed(sandbox, 'Release notes');
    const styled = space.messages.all.find(message =>
      message.content.some(span => span.kind === 'text' && span.strike === true),
    );
    const name = `spaces/${space.id}/messages/${styled?.id ?? ''}`;
    const read = async (syntax: string): Promise<chat_v1.Schema$Message> => {
      const { body } = await get(
        sandbox,
        `https://chat.googleapis.com/v1/${name}?markupSyntax=${syntax}`,
        sandbox.accounts.admin.accessToken,
      );
      return body as chat_v1.Schema$Message; // checked against the discovery document
    };
    const chat = await read('MARKUP_SYNTAX_CHAT');
    const markdown = await read('MARKUP_SYNTAX_MARKDOWN');
    expect(chat.formattedText).toMatch(/^\*.+\* _.+_, ~not this~ but `npm run build`/);
    expect(markdown.formattedText).toMatch(/^\*\*.+\*\* \*.+\*, ~~not this~~ but `npm run build`/);
    expect(markdown.text).toBe(chat.text);
  });

  it('cannot be listed by the app with chat.bot', async () => {
    const call = app.spaces.messages.list({ parent: `spaces/${spaceNamed(sandbox, 'Company').id}` });
    expect(await refusalOf(call)).toEqual({
      code: 403,
      status: 'PERMISSION_DENIED',
      message: 'Request had insufficient authentication scopes.',
    });
  });

  it('are searched over all spaces of the caller', async () => {
    const { body } = await sendJson(sandbox, {
      method: 'POST',
      address: 'https://chat.googleapis.com/v1/spaces/-/messages:search',
      token: sandbox.accounts.admin.accessToken,
      body: { filter: 'finance AND attachment:* AND space.space_type = "SPACE"', pageSize: 100 },
    });
    const { results } = body as { results: { message: chat_v1.Schema$Message }[] }; // checked against the discovery document
    expect(results.length).toBeGreaterThan(3);
    expect(
      results.filter(({ message }) => message.attachment === undefined || !/finance/i.test(message.text ?? '')),
    ).toEqual([]);
  });
});

describe('attachments and reactions', () => {
  it('gives metadata to the app and bytes to people in the space', async () => {
    const space = spaceNamed(sandbox, 'Release notes');
    const message = space.messages.all.find(candidate => candidate.attachments[0]?.source.kind === 'uploaded');
    const name = `spaces/${space.id}/messages/${message?.id ?? ''}/attachments/${message?.attachments[0]?.id ?? ''}`;
    const { data } = await app.spaces.messages.attachments.get({ name });
    expect(await refusalOf(admin.spaces.messages.attachments.get({ name }))).toMatchObject({ code: 403 });
    const resourceName = data.attachmentDataRef?.resourceName ?? '';
    const headers = { authorization: `Bearer ${sandbox.accounts.admin.accessToken}` };
    const media = await send(sandbox, `https://chat.googleapis.com/v1/media/${resourceName}?alt=media`, { headers });
    const first = await send(sandbox, `https://chat.googleapis.com/v1/media/${resourceName}?alt=media`, {
      headers: { ...headers, range: 'bytes=0-0' },
    });
    expect(media.headers['content-type']).toBe(data.contentType);
    expect(media.bytes).toEqual(sandbox.store.media.get(resourceName)?.content());
    expect([first.status, first.headers['content-range'], first.bytes]).toEqual([
      206,
      `bytes 0-0/${media.bytes.length}`,
      media.bytes.subarray(0, 1),
    ]);
  });

  it('lists reactions and filters them', async () => {
    const space = spaceNamed(sandbox, 'Company');
    const message = space.messages.all.find(
      candidate => candidate.reactions.length > 2 && candidate.privateTo === undefined,
    );
    const parent = `spaces/${space.id}/messages/${message?.id ?? ''}`;
    const { data } = await admin.spaces.messages.reactions.list({ parent });
    const userId = message?.reactions[0]?.userId ?? '';
    const { data: one } = await admin.spaces.messages.reactions.list({
      parent,
      filter: `user.name = "users/${userId}"`,
    });
    expect(data.reactions).toHaveLength(message?.reactions.length ?? 0);
    expect(one.reactions?.map(reaction => reaction.user?.name)).toEqual([`users/${userId}`]);
  });
});

describe('partial responses', () => {
  it('keep what the mask names', async () => {
    const token = sandbox.accounts.admin.accessToken;
    const { body } = await get(
      sandbox,
      'https://chat.googleapis.com/v1/spaces?pageSize=1&fields=spaces(spaceType,membershipCount/joinedDirectHumanUserCount)',
      token,
    );
    expect(body).toEqual({
      spaces: [{ spaceType: 'SPACE', membershipCount: { joinedDirectHumanUserCount: expect.any(Number) as number } }],
    });
  });
});
