import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSlackSandbox, type SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import type { StoredFile } from '../../../sandbox/slack/store/workspace.ts';
import { clientOf, codeOf, dialledClientOf, dialledFetch, send } from './client.ts';
import { channelOf, workspaceOf } from './places.ts';

let sandbox: SlackSandbox;
beforeAll(async () => {
  sandbox = await startSlackSandbox({ now: () => 1_770_000_000_000 });
});
afterAll(() => sandbox.close());

const bot = () => clientOf(sandbox, sandbox.tokens.workspace1.bot);

/** A file of the seed that is shared in a channel. */
function sharedIn(channel: string, accept: (file: StoredFile) => boolean): StoredFile {
  const { id } = channelOf(sandbox, channel);
  const file = [...workspaceOf(sandbox).files.values()].find(
    candidate => [...candidate.record.channels, ...candidate.record.groups].includes(id) && accept(candidate),
  );
  if (file === undefined) throw new Error(`The seed has no such file in ${channel}.`);
  return file;
}

const download = (address: string | undefined, token: string) =>
  dialledFetch(sandbox)(address ?? '', { headers: { authorization: `Bearer ${token}` } });

describe('uploads', () => {
  it('of the official client arrive in the channel and can be read back byte by byte', async () => {
    const channel = channelOf(sandbox, 'hiring').id;
    const bytes = Buffer.from([0, 1, 2, 254, 255]);
    const client = dialledClientOf(sandbox, sandbox.tokens.workspace1.bot);
    await client.filesUploadV2({
      channel_id: channel,
      file: bytes,
      filename: 'raw.png',
      title: 'Raw',
      initial_comment: 'see this',
    });
    const [message] = (await bot().conversations.history({ channel, limit: 1 })).messages ?? [];
    const file = message?.files?.[0];
    const { file: info } = await bot().files.info({ file: file?.id ?? '' });
    const back = await download(info?.url_private_download, sandbox.tokens.workspace1.bot);
    expect([message?.text, file?.title, info?.size, info?.mimetype]).toEqual(['see this', 'Raw', 5, 'image/png']);
    expect(Buffer.from(await back.arrayBuffer())).toEqual(bytes);
    expect([info?.shares?.public?.[channel]?.[0]?.ts, info?.channels]).toEqual([message?.ts, [channel]]);
  });

  it('take raw bytes of the promised number only, and complete once', async () => {
    const { upload_url: address = '', file_id: id = '' } = await bot().files.getUploadURLExternal({
      filename: 'a.txt',
      length: 3,
    });
    const path = new URL(address).pathname;
    const early = await codeOf(bot().files.completeUploadExternal({ files: [{ id }] }));
    const short = await send(sandbox, path, { host: 'files.slack.com', method: 'POST', body: 'ab' });
    const right = await send(sandbox, path, { host: 'files.slack.com', method: 'POST', body: 'abc' });
    const done = await bot().files.completeUploadExternal({ files: [{ id, title: 'A' }] });
    const again = await codeOf(bot().files.completeUploadExternal({ files: [{ id }] }));
    expect([early, short.status, right.text, done.files?.[0]?.title, again]).toEqual([
      'file_update_failed',
      400,
      'OK - 3',
      'A',
      'file_not_found',
    ]);
  });
});

describe('downloads', () => {
  it('give the bytes with the token of the Web API', async () => {
    const file = sharedIn('general', ({ deleted, record }) => !deleted && record.filetype === 'pdf');
    const reply = await download(file.record.url_private_download, sandbox.tokens.workspace1.bot);
    const bytes = Buffer.from(await reply.arrayBuffer());
    expect([reply.status, reply.headers.get('content-type'), bytes.length, bytes.subarray(0, 5).toString()]).toEqual([
      200,
      'application/pdf',
      file.record.size,
      '%PDF-',
    ]);
  });

  it('show the sign-in page, with status 200, to whoever may not see the file', async () => {
    const open = sharedIn('general', ({ deleted, record }) => !deleted && record.filetype === 'pdf').record;
    const hidden = [...workspaceOf(sandbox).files.values()].find(
      ({ record }) => !record.is_external && [...record.channels, ...record.groups, ...record.ims].length === 0,
    )?.record;
    const replies = [
      await download(open.url_private_download, 'xoxb-unknown'),
      await download(open.url_private_download, sandbox.tokens.workspace2.bot),
      await download(hidden?.url_private_download, sandbox.tokens.workspace1.bot),
    ];
    expect(replies.map(reply => [reply.status, reply.headers.get('content-type')])).toEqual([
      [200, 'text/html; charset=utf-8'],
      [200, 'text/html; charset=utf-8'],
      [200, 'text/html; charset=utf-8'],
    ]);
  });
});

describe('files.list and files.info', () => {
  it('filter by channel, user, type and time', async () => {
    const channel = channelOf(sandbox, 'general').id;
    const file = sharedIn('general', ({ deleted, record }) => !deleted && record.filetype === 'png').record;
    const asked = {
      channel,
      user: file.user,
      types: 'images',
      ts_from: String(file.created),
      ts_to: String(file.created),
    };
    const found = await bot().files.list(asked);
    expect(found.files?.map(entry => entry.id)).toEqual([file.id]);
  });

  it('leave out what is deleted, and what the plan hides unless asked for it', async () => {
    const visible = await bot().files.list({ count: 200 });
    const all = await bot().files.list({ count: 200, show_files_hidden_by_limit: true });
    const deleted = sharedIn('general', file => file.deleted).record.id;
    expect([
      visible.files?.some(file => file.mode === 'hidden_by_limit'),
      all.files?.some(file => file.mode === 'hidden_by_limit'),
    ]).toEqual([false, true]);
    expect(await codeOf(bot().files.info({ file: deleted }))).toBe('file_deleted');
  });

  it('give the whole object where a message holds a stub that says to ask', async () => {
    const channel = channelOf(sandbox, 'general');
    const stub = channel.messages
      .all()
      .flatMap(message => message.files ?? [])
      .find(file => file.file_access === 'check_file_info');
    const { file } = await bot().files.info({ file: stub?.id ?? '' });
    expect([Object.keys(stub ?? {}).includes('url_private'), file?.id, typeof file?.url_private]).toEqual([
      false,
      stub?.id,
      'string',
    ]);
  });
});

describe('files.delete', () => {
  it('leaves a tombstone in the message, and nothing to read', async () => {
    const channel = channelOf(sandbox, 'hiring').id;
    const client = dialledClientOf(sandbox, sandbox.tokens.workspace1.bot);
    await client.filesUploadV2({ channel_id: channel, content: 'gone soon', filename: 'gone.txt' });
    const [message] = (await bot().conversations.history({ channel, limit: 1 })).messages ?? [];
    const id = message?.files?.[0]?.id ?? '';
    await bot().files.delete({ file: id });
    const [after] = (await bot().conversations.history({ channel, limit: 1 })).messages ?? [];
    expect([
      after?.files,
      await codeOf(bot().files.info({ file: id })),
      await codeOf(bot().files.delete({ file: id })),
    ]).toEqual([[{ id, mode: 'tombstone' }], 'file_deleted', 'file_deleted']);
  });

  it('is refused for the files of others', async () => {
    const file = sharedIn(
      'general',
      ({ deleted, record }) => !deleted && record.user !== sandbox.tokens.workspace1.botUserId,
    ).record;
    expect(await codeOf(bot().files.delete({ file: file.id }))).toBe('cant_delete_file');
  });
});
