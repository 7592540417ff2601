import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { chat_v1 } from '@googleapis/chat';
import { startGoogleChatSandbox, type GoogleChatSandbox } from '../../../sandbox/googlechat/sandbox.ts';
import { clientOf, refusalOf, send, sendJson } from './client.ts';
import { spaceNamed, testNow } from './places.ts';

let sandbox: GoogleChatSandbox;
let admin: chat_v1.Chat;
let member: chat_v1.Chat;
let app: chat_v1.Chat;
let parent: string;

beforeAll(async () => {
  sandbox = await startGoogleChatSandbox({ now: () => testNow });
  admin = clientOf(sandbox, sandbox.accounts.admin.accessToken);
  member = clientOf(sandbox, sandbox.accounts.member.accessToken);
  app = clientOf(sandbox, sandbox.accounts.app.accessToken);
  parent = `spaces/${spaceNamed(sandbox, 'Project Atlas').id}`;
});
afterAll(() => sandbox.close());

describe('messages.create', () => {
  it('writes a message that the next read has', async () => {
    const { status, body } = await sendJson(sandbox, {
      method: 'POST',
      address: `https://chat.googleapis.com/v1/${parent}/messages`,
      token: sandbox.accounts.admin.accessToken,
      body: { text: '**Hi** <users/all>', markupSyntax: 'MARKUP_SYNTAX_MARKDOWN' },
    });
    const { data } = await admin.spaces.messages.list({ parent, pageSize: 1, orderBy: 'createTime DESC' });
    expect(status).toBe(200);
    expect(body).toEqual({ ...data.messages?.[0], formattedText: '**Hi** <users/all>' });
    expect(data.messages?.[0]).toMatchObject({
      text: 'Hi @all',
      formattedText: '*Hi* <users/all>',
      createTime: '2025-12-01T12:00:00.000127Z',
      annotations: [{ type: 'USER_MENTION', startIndex: 3, length: 4, userMention: { type: 'MENTION' } }],
    });
  });

  it('answers in a thread only with a reply option', async () => {
    const { data: root } = await admin.spaces.messages.create({ parent, requestBody: { text: 'root' } });
    const thread = { name: root.thread?.name ?? '' };
    const { data: reply } = await admin.spaces.messages.create({
      parent,
      messageReplyOption: 'REPLY_MESSAGE_OR_FAIL',
      requestBody: { text: 'reply', thread },
    });
    const { data: other } = await admin.spaces.messages.create({ parent, requestBody: { text: 'other', thread } });
    expect([reply.thread, reply.threadReply]).toEqual([root.thread, true]);
    expect([other.thread?.name === root.thread?.name, other.threadReply]).toEqual([false, undefined]);
  });

  it('starts a new thread or fails where the thread does not exist', async () => {
    const thread = { name: `${parent}/threads/nowhere` };
    const { data } = await admin.spaces.messages.create({
      parent,
      messageReplyOption: 'REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD',
      requestBody: { text: 'a', thread },
    });
    const failing = admin.spaces.messages.create({
      parent,
      messageReplyOption: 'REPLY_MESSAGE_OR_FAIL',
      requestBody: { text: 'a', thread },
    });
    expect(data.threadReply).toBeUndefined();
    expect(await refusalOf(failing)).toEqual({ code: 404, status: 'NOT_FOUND', message: 'The thread was not found.' });
  });

  it('keeps the messages of one thread key together', async () => {
    const create = (text: string) =>
      app.spaces.messages.create({
        parent,
        messageReplyOption: 'REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD',
        requestBody: { text, thread: { threadKey: 'build 7' } },
      });
    const [first, second] = [await create('started'), await create('passed')];
    expect(second.data.thread).toEqual(first.data.thread);
  });

  it('gives the first message again for the same request ID, and refuses it to another user', async () => {
    const create = (client: chat_v1.Chat, text: string) =>
      client.spaces.messages.create({ parent, requestId: 'r-1', requestBody: { text } });
    const [first, again] = [await create(admin, 'one'), await create(admin, 'two')];
    expect(again.data).toEqual(first.data);
    expect(await refusalOf(create(member, 'three'))).toMatchObject({ code: 409, status: 'ALREADY_EXISTS' });
  });

  it('finds a message by the ID the client chose', async () => {
    const { data } = await app.spaces.messages.create({
      parent,
      messageId: 'client-build-7',
      requestBody: { text: 'seven' },
    });
    const { data: found } = await app.spaces.messages.get({ name: `${parent}/messages/client-build-7` });
    expect([found.name, found.clientAssignedMessageId]).toEqual([data.name, 'client-build-7']);
    expect(
      await refusalOf(app.spaces.messages.create({ parent, messageId: 'client-build-7', requestBody: { text: 'x' } })),
    ).toMatchObject({ code: 409 });
    expect(
      await refusalOf(app.spaces.messages.create({ parent, messageId: 'Build 7', requestBody: { text: 'x' } })),
    ).toMatchObject({ code: 400 });
  });

  it('refuses empty messages, large ones and cards of people', async () => {
    const create = (requestBody: chat_v1.Schema$Message) =>
      refusalOf(admin.spaces.messages.create({ parent, requestBody }));
    expect(await create({ text: ' ' })).toEqual({
      code: 400,
      status: 'INVALID_ARGUMENT',
      message: 'Message cannot be empty.',
    });
    expect(await create({ text: 'é'.repeat(16_001) })).toMatchObject({
      code: 400,
      message: 'The message is larger than 32000 bytes.',
    });
    expect(await create({ cardsV2: [{ cardId: 'a', card: {} }] })).toMatchObject({
      code: 400,
      message: 'Message cannot have cards for requests carrying human credentials.',
    });
  });

  it('shows a private message of the app to its viewer only', async () => {
    const privateMessageViewer = { name: `users/${sandbox.accounts.admin.userId}` };
    const { data } = await app.spaces.messages.create({ parent, requestBody: { text: 'psst', privateMessageViewer } });
    const name = data.name ?? '';
    expect((await admin.spaces.messages.get({ name })).data.text).toBe('psst');
    expect(await refusalOf(member.spaces.messages.get({ name }))).toMatchObject({ code: 404 });
  });

  it('attaches an uploaded file', async () => {
    const json = 'content-type: application/json\r\n\r\n{"filename":"a.txt"}';
    const body = `--b\r\n${json}\r\n--b\r\ncontent-type: text/plain\r\n\r\nhello\r\n--b--`;
    const headers = {
      authorization: `Bearer ${sandbox.accounts.admin.accessToken}`,
      'content-type': 'multipart/related; boundary=b',
    };
    const upload = await send(
      sandbox,
      `https://chat.googleapis.com/upload/v1/${parent}/attachments:upload?uploadType=multipart`,
      { method: 'POST', headers, body },
    );
    const { attachmentDataRef } = JSON.parse(upload.bytes.toString('utf8')) as chat_v1.Schema$UploadAttachmentResponse; // checked against the discovery document
    const { data } = await admin.spaces.messages.create({
      parent,
      requestBody: { attachment: [{ attachmentDataRef: attachmentDataRef ?? {} }] },
    });
    const [attachment] = data.attachment ?? [];
    const media = await send(
      sandbox,
      `https://chat.googleapis.com/v1/media/${attachment?.attachmentDataRef?.resourceName ?? ''}?alt=media`,
      { headers },
    );
    expect([attachment?.contentName, attachment?.contentType, attachment?.source]).toEqual([
      'a.txt',
      'text/plain',
      'UPLOADED_CONTENT',
    ]);
    expect(media.bytes.toString('utf8')).toBe('hello');
  });
});

describe('messages.patch and delete', () => {
  it('edits own messages only', async () => {
    const { data } = await admin.spaces.messages.create({ parent, requestBody: { text: 'teh' } });
    const name = data.name ?? '';
    const { data: edited } = await admin.spaces.messages.patch({
      name,
      updateMask: 'text',
      requestBody: { text: 'the' },
    });
    expect([edited.text, edited.lastUpdateTime]).toEqual(['the', '2025-12-01T12:00:00.000239Z']);
    expect(
      await refusalOf(member.spaces.messages.patch({ name, updateMask: 'text', requestBody: { text: 'x' } })),
    ).toMatchObject({ code: 403 });
    expect(await refusalOf(admin.spaces.messages.patch({ name, updateMask: 'sender', requestBody: {} }))).toMatchObject(
      { code: 400, message: 'Invalid update mask path: sender' },
    );
    expect(await refusalOf(admin.spaces.messages.patch({ name, requestBody: {} }))).toMatchObject({
      code: 400,
      message: 'The update mask is required.',
    });
  });

  it('deletes a thread only by force and leaves tombstones', async () => {
    const { data: root } = await member.spaces.messages.create({ parent, requestBody: { text: 'root' } });
    const name = root.name ?? '';
    await member.spaces.messages.create({
      parent,
      messageReplyOption: 'REPLY_MESSAGE_OR_FAIL',
      requestBody: { text: 'reply', thread: { name: root.thread?.name ?? '' } },
    });
    expect(await refusalOf(member.spaces.messages.delete({ name }))).toMatchObject({
      code: 400,
      status: 'FAILED_PRECONDITION',
    });
    expect((await member.spaces.messages.delete({ name, force: true })).data).toEqual({});
    expect(await refusalOf(member.spaces.messages.get({ name }))).toMatchObject({ code: 404 });
    const filter = `thread.name = ${root.thread?.name ?? ''}`;
    const { data } = await member.spaces.messages.list({ parent, filter, showDeleted: true });
    expect(data.messages?.map(message => message.deletionMetadata?.deletionType)).toEqual([
      'CREATOR_VIA_APP',
      'CREATOR_VIA_APP',
    ]);
  });
});

describe('reactions', () => {
  it('are added, counted and taken back', async () => {
    const { data } = await admin.spaces.messages.create({ parent, requestBody: { text: 'ship it' } });
    const { data: reaction } = await member.spaces.messages.reactions.create({
      parent: data.name ?? '',
      requestBody: { emoji: { unicode: '🚢' } },
    });
    const counted = await admin.spaces.messages.get({ name: data.name ?? '' });
    await member.spaces.messages.reactions.delete({ name: reaction.name ?? '' });
    const after = await admin.spaces.messages.get({ name: data.name ?? '' });
    expect(counted.data.emojiReactionSummaries).toEqual([{ emoji: { unicode: '🚢' }, reactionCount: 1 }]);
    expect(after.data.emojiReactionSummaries).toBeUndefined();
  });
});
