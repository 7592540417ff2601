import type * as Graph from '@microsoft/microsoft-graph-types';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentOf } from '../../../sandbox/graph/download.ts';
import type { AttachmentRecord } from '../../../sandbox/graph/store/records.ts';
import { dial } from './graph-client.ts';
import { found, startScene, type Scene } from './scene.ts';

let scene: Scene;
let nowMs = Date.UTC(2025, 11, 1, 9);

beforeAll(async () => {
  scene = await startScene({ now: () => nowMs });
});
afterAll(() => scene.sandbox.close());

function firstFile(channel: string): AttachmentRecord {
  const attachments = scene
    .channel(channel)
    .messages.all()
    .flatMap(({ record }) => record.attachments);
  return found(attachments.find(({ contentType }) => contentType === 'reference'));
}

const share = (url: string | null): string => `/shares/u!${Buffer.from(url ?? '').toString('base64url')}/driveItem`;
const itemOf = async (file: AttachmentRecord): Promise<Graph.DriveItem> =>
  (await scene.user.api(share(file.contentUrl)).get()) as Graph.DriveItem;
const downloadUrl = (item: Graph.DriveItem): string => Reflect.get(item, '@microsoft.graph.downloadUrl') as string;

describe('a file of a message', () => {
  it('is found by its address, with size, type, author and a download address', async () => {
    const file = firstFile('Firmware');
    const item = await itemOf(file);
    expect([
      item.name,
      item.eTag,
      new URL(downloadUrl(item)).host,
      typeof item.size,
      typeof item.file?.mimeType,
    ]).toEqual([file.name, `"{${file.id.toUpperCase()}},1"`, 'contoso.sharepoint.com', 'number', 'string']);
    expect(await scene.user.api(`/drives/${item.parentReference?.driveId}/items/${item.id}`).get()).toMatchObject({
      id: item.id,
      name: item.name,
    });
  });

  it('is found before anything of its channel was read', async () => {
    const { contentUrl } = firstFile('Firmware');
    const other = await startScene();
    const item = (await other.user.api(share(contentUrl)).get()) as Graph.DriveItem;
    await other.sandbox.close();
    expect(item.webUrl).toBe(contentUrl);
  });

  it('is downloaded from its address without a token, and refused with one', async () => {
    const item = await itemOf(firstFile('Firmware'));
    const plain = await dial(scene.sandbox.address, downloadUrl(item));
    const withToken = await dial(scene.sandbox.address, downloadUrl(item), { headers: { authorization: 'Bearer x' } });
    const record = found(scene.tenant.drives.find(item.parentReference?.driveId ?? '', item.id ?? ''));
    expect([plain.status, plain.bytes.equals(contentOf(record)), plain.bytes.length, withToken.status]).toEqual([
      200,
      true,
      item.size,
      401,
    ]);
  });

  it('is downloaded by the official client, which follows the redirect without its token', async () => {
    const item = await itemOf(firstFile('Firmware'));
    scene.sandbox.clearRequests();
    const content = (await scene.user
      .api(`/drives/${item.parentReference?.driveId}/items/${item.id}/content`)
      .responseType('arraybuffer' as never)
      .get()) as ArrayBuffer;
    expect([
      content.byteLength,
      scene.sandbox.requests.map(({ operation, headers }) => [operation, headers.authorization !== undefined]),
    ]).toEqual([
      item.size,
      [
        ['/drives/{drive}/items/{item}/content', true],
        ['download', false],
      ],
    ]);
  });

  it('is downloaded in parts', async () => {
    const item = await itemOf(firstFile('Firmware'));
    const part = await dial(scene.sandbox.address, downloadUrl(item), { headers: { range: 'bytes=10-19' } });
    const beyond = await dial(scene.sandbox.address, downloadUrl(item), { headers: { range: 'bytes=99999999-' } });
    expect([part.status, part.bytes.length, part.headers['content-range'], beyond.status]).toEqual([
      206,
      10,
      `bytes 10-19/${item.size}`,
      416,
    ]);
  });

  it('has an address that works for an hour', async () => {
    const url = downloadUrl(await itemOf(firstFile('Firmware')));
    nowMs += 3_600_001;
    expect((await dial(scene.sandbox.address, url)).status).toBe(401);
  });

  it('of a chat lies in the OneDrive of its sender', async () => {
    const attachments = scene
      .chat('Lunch crew 🍜')
      .messages.all()
      .flatMap(({ record }) => record.attachments);
    const item = await itemOf(found(attachments.find(({ contentType }) => contentType === 'reference')));
    expect([new URL(downloadUrl(item)).host, item.parentReference?.driveType]).toEqual([
      'contoso-my.sharepoint.com',
      'business',
    ]);
  });
});

describe('the files of a channel', () => {
  it('lie in its folder', async () => {
    const folder = (await scene.user.api(`${scene.channelPath('Firmware')}/filesFolder`).get()) as Graph.DriveItem;
    const path = `/drives/${folder.parentReference?.driveId}/items/${folder.id}/children`;
    const { items } = await scene.walk<Graph.DriveItem>(scene.user, `${path}?$top=5`);
    const attached = scene
      .channel('Firmware')
      .messages.all()
      .flatMap(({ record }) => record.attachments.filter(({ contentType }) => contentType === 'reference'));
    expect(folder.name).toBe('Firmware');
    expect(attached.every(({ contentUrl }) => items.some(item => item.webUrl === contentUrl))).toBe(true);
  });

  it('are not content of the folder itself', async () => {
    const folder = (await scene.user.api(`${scene.channelPath('Firmware')}/filesFolder`).get()) as Graph.DriveItem;
    const path = `/drives/${folder.parentReference?.driveId}/items/${folder.id}/content`;
    await expect(scene.user.api(path).get()).rejects.toMatchObject({ statusCode: 400, code: 'invalidRequest' });
  });

  it.each([
    ['an address there is no file at', share('https://contoso.sharepoint.com/sites/x/none.docx'), 404, 'itemNotFound'],
    ['a share token that is none', '/shares/abc/driveItem', 400, 'invalidRequest'],
    ['an item there is not', '/drives/b!x/items/01X', 404, 'itemNotFound'],
  ])('does not find %s', async (_, path, statusCode, code) => {
    await expect(scene.user.api(path).get()).rejects.toMatchObject({ statusCode, code });
  });
});
