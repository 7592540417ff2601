import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FileAnswer, FileAsked } from '../../src/engine/call.ts';
import { PatchbayError } from '../../src/errors.ts';
import type { StoredAccount } from '../../src/store/store.ts';
import { createScene } from './scene.ts';
import type { Scene } from './scene.ts';

let scene: Scene;
let account: StoredAccount;
let print: string;
let asked: FileAsked;
beforeAll(async () => {
  scene = await createScene();
  account = await scene.createAccount();
  print = `/unified/talk/notes/n1/print?integrated_account_id=${account.id}`;
});
afterAll(() => scene.end());
beforeEach(() => {
  scene.engine.calls.length = 0;
});

type File = Extract<FileAnswer, { kind: 'file' }>;

/** Lets the engine answer a file of five bytes. */
const answerFile = (more: Partial<File> = {}): Readable => {
  const body = Readable.from(['He', 'llo'], { objectMode: false });
  scene.engine.file = (_, what) => {
    asked = what;
    const headers = { 'content-type': 'text/plain', 'content-length': '5', 'set-cookie': 'a=b', 'x-vendor': '1' };
    return Promise.resolve({ kind: 'file', status: 200, fileName: 'plan ü.txt', headers, body, ...more });
  };
  return body;
};

const get = async (headers: Record<string, string> = {}, method: 'GET' | 'HEAD' | 'POST' = 'GET', url = print) => {
  const answer = await scene.app.inject({ method, url, headers: { authorization: `Bearer ${scene.key}`, ...headers } });
  const { date: _, connection: __, 'x-request-id': ___, 'keep-alive': ____, ...rest } = answer.headers;
  return { status: answer.statusCode, headers: rest, body: answer.body };
};

const safe = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
};
const named = `attachment; filename="plan _.txt"; filename*=UTF-8''plan%20%C3%BC.txt`;

describe('a method that answers a file', () => {
  it('hands it through with its type, length and name, and with none of the other headers of the provider', async () => {
    answerFile();
    expect(await get()).toEqual({
      status: 200,
      headers: { ...safe, 'content-type': 'text/plain', 'content-length': '5', 'content-disposition': named },
      body: 'Hello',
    });
    expect(scene.engine.calls.map(({ resource, id, method }) => ({ resource, id, method }))).toEqual([
      { resource: 'notes', id: 'n1', method: 'print' },
    ]);
  });

  it('gives a range where the provider does', async () => {
    answerFile({
      status: 206,
      headers: { 'content-range': 'bytes 1-5/9', 'accept-ranges': 'bytes', 'content-length': '5', etag: '"v1"' },
      contentType: 'image/png',
    });
    const { status, headers } = await get({ range: 'bytes=1-5', 'if-range': '"v1"' });
    expect({ status, headers, asked }).toEqual({
      status: 206,
      headers: {
        ...safe,
        'content-type': 'image/png',
        'content-length': '5',
        'content-range': 'bytes 1-5/9',
        'accept-ranges': 'bytes',
        etag: '"v1"',
        'content-disposition': named,
      },
      asked: { range: 'bytes=1-5', ifRange: '"v1"' },
    });
  });

  it('says when the range is outside', async () => {
    scene.engine.file = () =>
      Promise.resolve({ kind: 'file', status: 416, headers: { 'content-range': 'bytes */9', 'content-length': '30' } });
    expect(await get({ range: 'bytes=20-' })).toEqual({
      status: 416,
      headers: { ...safe, 'content-range': 'bytes */9', 'content-length': '0' },
      body: '',
    });
  });

  it.each(['bytes=0-1,3-4', 'lines=1-2', 'bytes=a-b', 'bytes=-'])(
    'asks for the whole when the range is %s',
    async range => {
      answerFile();
      await get({ range, 'if-range': '"v1"' });
      expect(asked).toEqual({});
    },
  );

  it('tells a HEAD what a GET would get, and leaves the file', async () => {
    const body = answerFile();
    const { status, headers, body: text } = await get({}, 'HEAD');
    expect({ status, headers, text, isLeft: body.destroyed }).toEqual({
      status: 200,
      headers: { ...safe, 'content-type': 'text/plain', 'content-length': '5', 'content-disposition': named },
      text: '',
      isLeft: true,
    });
  });

  it('redirects to a link that needs no credential', async () => {
    scene.engine.file = () => Promise.resolve({ kind: 'redirect', url: 'https://docs.example.com/plan' });
    const { status, headers } = await get();
    expect({ status, location: headers['location'] }).toEqual({
      status: 302,
      location: 'https://docs.example.com/plan',
    });
  });

  it.each([
    ['text/html\r\nx: y', 'application/octet-stream'],
    ['nonsense', 'application/octet-stream'],
    ['text/html; charset=utf-8', 'text/html; charset=utf-8'],
    ['', 'application/octet-stream'],
  ])('takes %j for the type %s', async (given, type) => {
    answerFile({ headers: { 'content-type': given } });
    expect((await get()).headers['content-type']).toBe(type);
  });

  it('answers a problem document where there is none', async () => {
    scene.engine.file = () => Promise.reject(new PatchbayError('PROVIDER_NOT_FOUND', 'It was deleted.'));
    const { status, body } = await get();
    expect({ status, code: (JSON.parse(body) as { code: string }).code }).toEqual({
      status: 404,
      code: 'PROVIDER_NOT_FOUND',
    });
  });

  it('takes no parameter but the account', async () => {
    const { status, body } = await get({}, 'GET', `${print}&fields=id`);
    expect({ status, body: JSON.parse(body) as unknown }).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/fields', message: 'is not known here; there are integrated_account_id' }] },
    });
  });

  it.each([
    ['GET', 'archive', 'talk/notes has no method "archive" that answers a file'],
    ['GET', 'get', 'talk/notes has no method "get" that answers a file'],
    ['POST', 'print', '"print" answers a file: it is asked for with GET.'],
  ] as const)('is not reached by %s …/%s', async (method, name, detail) => {
    const { status, body } = await get({}, method, print.replace('print', name));
    expect({ status, body: JSON.parse(body) as unknown }).toMatchObject({
      status: 404,
      body: { code: 'ROUTE_NOT_FOUND', detail: expect.stringContaining(detail) as unknown },
    });
  });
});
