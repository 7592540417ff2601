import type * as Graph from '@microsoft/microsoft-graph-types';
import type { Client } from '@microsoft/microsoft-graph-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dial } from './graph-client.ts';
import { found, startScene, type Scene } from './scene.ts';

let scene: Scene;
let user: Client;
let app: Client;

beforeAll(async () => {
  scene = await startScene();
  ({ user, app } = scene);
});
afterAll(() => scene.sandbox.close());

describe('writing', () => {
  it('posts a message that later reads show first', async () => {
    const path = `${scene.channelPath('EMEA')}/messages`;
    const person = found(scene.tenant.users.get(scene.sandbox.tokens.tenant1.userId));
    const posted = (await user.api(path).post({
      subject: 'Hi',
      importance: 'high',
      body: { contentType: 'html', content: '<p>Hello</p>' },
    })) as Graph.ChatMessage;
    const page = (await user.api(`${path}?$top=1`).get()) as { value: Graph.ChatMessage[] };
    const { '@odata.context': _, ...message } = posted as Graph.ChatMessage & { '@odata.context': string };
    expect(page.value).toEqual([message]);
    expect({
      subject: posted.subject,
      importance: posted.importance,
      body: posted.body,
      author: posted.from?.user?.displayName,
    }).toEqual({
      subject: 'Hi',
      importance: 'high',
      body: { contentType: 'html', content: '<p>Hello</p>' },
      author: person.displayName,
    });
  });

  it('posts replies and chat messages, with mentions and files', async () => {
    const path = `${scene.channelPath('EMEA')}/messages`;
    const root = (await user.api(path).post({ body: { content: 'root' } })) as Graph.ChatMessage;
    const reply = (await user.api(`${path}/${root.id}/replies`).post({
      body: { contentType: 'html', content: '<at id="0">Ada</at> <attachment id="f1"></attachment>' },
      mentions: [
        {
          id: 0,
          mentionText: 'Ada',
          mentioned: { user: { id: scene.sandbox.tokens.tenant1.userId, displayName: 'Ada' } },
        },
      ],
      attachments: [
        { id: 'f1', contentType: 'reference', contentUrl: 'https://contoso.sharepoint.com/a.docx', name: 'a.docx' },
      ],
    })) as Graph.ChatMessage;
    const said = (await user
      .api(`/chats/${scene.chat('Release train').record.id}/messages`)
      .post({ body: { content: 'hi' } })) as Graph.ChatMessage;
    expect([reply.replyToId, reply.attachments?.[0]?.name, reply.mentions?.[0]?.mentionText]).toEqual([
      root.id,
      'a.docx',
      'Ada',
    ]);
    expect([said.chatId, said.channelIdentity, said.webUrl]).toEqual([
      scene.chat('Release train').record.id,
      null,
      null,
    ]);
  });

  it('edits, deletes and restores a person’s own message', async () => {
    const path = `${scene.channelPath('EMEA')}/messages`;
    const { id } = (await user.api(path).post({ body: { content: 'draft' } })) as Graph.ChatMessage;
    const read = async (): Promise<unknown> => {
      const { body, lastEditedDateTime, deletedDateTime } = (await user
        .api(`${path}/${id}`)
        .get()) as Graph.ChatMessage;
      return { content: body?.content, edited: lastEditedDateTime !== null, deleted: deletedDateTime !== null };
    };
    await user.api(`${path}/${id}`).patch({ body: { content: 'final' } });
    const edited = await read();
    await user.api(`${path}/${id}/softDelete`).post({});
    const deleted = await read();
    await user.api(`${path}/${id}/undoSoftDelete`).post({});
    expect([edited, deleted, await read()]).toEqual([
      { content: 'final', edited: true, deleted: false },
      { content: '', edited: true, deleted: true },
      { content: 'final', edited: true, deleted: false },
    ]);
  });

  it('answers a change with 204 and nothing else', async () => {
    const path = `${scene.channelPath('EMEA')}/messages`;
    const { id } = (await user.api(path).post({ body: { content: 'draft' } })) as Graph.ChatMessage;
    const { status, headers, bytes } = await dial(
      scene.sandbox.address,
      `https://graph.microsoft.com/v1.0${path}/${id}`,
      {
        method: 'PATCH',
        headers: {
          authorization: `Bearer ${scene.sandbox.tokens.tenant1.delegated}`,
          'content-type': 'application/json',
        },
        body: '{"body":{"content":"final"}}',
      },
    );
    expect([status, bytes.length, headers['content-type']]).toEqual([204, 0, undefined]);
  });

  const refused: readonly (readonly [title: string, body: object, statusCode: number])[] = [
    ['no body', {}, 400],
    ['an empty text', { body: { content: '' } }, 400],
    ['a content type there is not', { body: { contentType: 'markdown', content: 'x' } }, 400],
    ['a property there is not', { body: { content: 'x' }, colour: 'red' }, 400],
    [
      'a mention without its marker',
      { body: { content: 'x' }, mentions: [{ id: 0, mentionText: 'A', mentioned: {} }] },
      400,
    ],
    [
      'an attachment without its marker',
      { body: { content: 'x' }, attachments: [{ id: '1', contentType: 'reference' }] },
      400,
    ],
    ['an importance there is not', { body: { content: 'x' }, importance: 'low' }, 400],
    ['too much text', { body: { content: 'x'.repeat(28 * 1024 + 1) } }, 413],
  ];
  it.each(refused)('refuses %s', async (_, body, statusCode) => {
    await expect(user.api(`${scene.channelPath('EMEA')}/messages`).post(body)).rejects.toMatchObject({ statusCode });
  });

  it('refuses to change the message of somebody else', async () => {
    const other = found(
      scene
        .channel('EMEA')
        .messages.roots()
        .find(({ record }) => record.from?.user != null && record.from.user.id !== scene.sandbox.tokens.tenant1.userId),
    );
    await expect(
      user.api(`${scene.channelPath('EMEA')}/messages/${other.record.id}`).patch({ body: { content: 'x' } }),
    ).rejects.toMatchObject({ statusCode: 403 });
  });

  it('refuses to post into an archived channel', async () => {
    await expect(
      user.api(`${scene.channelPath('Temp migration')}/messages`).post({ body: { content: 'x' } }),
    ).rejects.toMatchObject({ statusCode: 403 });
  });

  it('does not let an app post', async () => {
    await expect(
      app.api(`${scene.channelPath('EMEA')}/messages`).post({ body: { content: 'x' } }),
    ).rejects.toMatchObject({
      statusCode: 403,
      message: expect.stringContaining("API requires one of 'Teamwork.Migrate.All'") as string,
    });
  });
});
