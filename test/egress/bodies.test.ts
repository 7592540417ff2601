import { setImmediate } from 'node:timers/promises';
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { OutboundRequest } from '../../src/engine/ports.ts';
import { reply } from './raw-server.ts';
import { createScene, failureOf } from './scene.ts';
import type { Scene } from './scene.ts';

const get: OutboundRequest = {
  method: 'GET',
  url: new URL('https://chat.example/api'),
  headers: {},
  hosts: ['chat.example'],
};
const mebibyte = 1024 * 1024;

let scene: Scene | undefined;
afterEach(async () => {
  await scene?.close();
  scene = undefined;
});

describe('replies', () => {
  it('sends what it was given to the real host, and returns what came back', async () => {
    scene = await createScene(socket =>
      socket.write(
        reply(
          '201 Created',
          ['Content-Type: application/json', 'X-Request-Id: r1', 'Link: <a>', 'Link: <b>', 'Set-Cookie: s=1'],
          '{"id":1}',
        ),
      ),
    );
    const answer = await scene.dispatcher.send({
      ...get,
      method: 'POST',
      url: new URL('https://chat.example/api/chat.post?a=%2F&b=1#part'),
      headers: { authorization: 'Bearer t1', 'content-type': 'application/json' },
      body: '{"text":"hé"}',
    });
    expect({ ...answer, body: Buffer.from(answer.body).toString() }).toEqual({
      status: 201,
      headers: { 'content-type': 'application/json', 'x-request-id': 'r1', link: '<a>, <b>', 'content-length': '8' },
      body: '{"id":1}',
    });
    expect(scene.server.requests).toEqual([
      [
        'POST /api/chat.post?a=%2F&b=1 HTTP/1.1',
        'host: chat.example',
        'connection: keep-alive',
        'accept-encoding: gzip, deflate, br',
        'user-agent: patchbay',
        'authorization: Bearer t1',
        'content-type: application/json',
        'content-length: 14',
        '',
        '{"text":"h\u00c3\u00a9"}',
      ].join('\r\n'),
    ]);
  });

  it('returns a redirect as it is and follows none', async () => {
    scene = await createScene(socket => socket.write(reply('302 Found', ['location: https://evil.example/'])));
    const { status, headers } = await scene.dispatcher.send(get);
    expect({ status, headers }).toEqual({
      status: 302,
      headers: { location: 'https://evil.example/', 'content-length': '0' },
    });
    expect(scene.server.requests.length).toBe(1);
  });

  it('reads past informational replies', async () => {
    scene = await createScene(socket =>
      socket.write(
        Buffer.concat([Buffer.from('HTTP/1.1 103 Early Hints\r\nlink: <x>\r\n\r\n'), reply('200 OK', [], 'ok')]),
      ),
    );
    const answer = await scene.dispatcher.send(get);
    expect({ ...answer, body: Buffer.from(answer.body).toString() }).toEqual({
      status: 200,
      headers: { 'content-length': '2' },
      body: 'ok',
    });
  });

  it('uses a connection again', async () => {
    scene = await createScene(socket => socket.write(reply('200 OK', [], 'ok')));
    for (let round = 0; round < 5; round++) {
      await scene.dispatcher.send(get);
      // The client looks at a finished connection one turn of the event loop later.
      await setImmediate();
    }
    expect(scene.server.sockets.length).toBe(1);
  });

  it('opens no more connections to a host than allowed', async () => {
    scene = await createScene(socket => setTimeout(() => socket.write(reply('200 OK', [], 'ok')), 10), {
      maxConnections: 3,
    });
    const { dispatcher } = scene;
    const answers = await Promise.all(Array.from({ length: 12 }, () => dispatcher.send(get)));
    expect(answers.map(answer => answer.status)).toEqual(Array.from({ length: 12 }, () => 200));
    expect(scene.server.sockets.length).toBe(3);
  });

  it.each([
    [
      'a value with a line break',
      { 'x-a': 'a\r\nx-b: c' },
      'The value of the header "x-a" holds a character that cannot be sent.',
    ],
    [
      'a value beyond Latin-1',
      { authorization: 'Bearer \u2026' },
      'The value of the header "authorization" holds a character that cannot be sent.',
    ],
    ['a name with a space', { 'x a': 'b' }, 'The header "x a" cannot be sent.'],
    ['a host of its own', { host: 'evil.example' }, 'The header "host" cannot be sent.'],
    ['a length of its own', { 'content-length': '1' }, 'The header "content-length" cannot be sent.'],
  ])('refuses %s', async (_, headers, message) => {
    scene = await createScene(socket => socket.write(reply('200 OK', [], 'ok')));
    expect(await failureOf(scene.dispatcher.send({ ...get, headers }))).toEqual({ code: 'REQUEST_INVALID', message });
    expect(scene.server.requests).toEqual([]);
  });
});

describe('content codings', () => {
  it.each([
    ['gzip', gzipSync('{"a":"b"}')],
    ['x-gzip', gzipSync('{"a":"b"}')],
    ['GZIP', gzipSync('{"a":"b"}')],
    ['deflate', deflateSync('{"a":"b"}')],
    ['deflate', deflateRawSync('{"a":"b"}')],
    ['br', brotliCompressSync('{"a":"b"}')],
  ])('undoes %s', async (encoding, bytes) => {
    scene = await createScene(socket =>
      socket.write(reply('200 OK', [`content-encoding: ${encoding}`, 'x-a: 1'], bytes)),
    );
    const answer = await scene.dispatcher.send(get);
    expect({ ...answer, body: Buffer.from(answer.body).toString() }).toEqual({
      status: 200,
      headers: { 'x-a': '1' },
      body: '{"a":"b"}',
    });
  });

  it.each([
    ['gzip', gzipSync('{"a":"b"}').subarray(0, 15), 'Z_BUF_ERROR'],
    ['gzip', Buffer.from('plain text'), 'Z_DATA_ERROR'],
    ['zstd', Buffer.from('x'), 'its content-encoding was not asked for'],
    ['gzip, gzip', gzipSync(gzipSync('x')), 'its content-encoding was not asked for'],
    ['constructor', Buffer.from('x'), 'its content-encoding was not asked for'],
  ])('refuses a body in %s that it cannot undo', async (encoding, bytes, detail) => {
    scene = await createScene(socket => socket.write(reply('200 OK', [`content-encoding: ${encoding}`], bytes)));
    expect(await failureOf(scene.dispatcher.send(get))).toEqual({
      code: 'PROVIDER_MALFORMED',
      message: `The body of chat.example cannot be decompressed (${detail}).`,
      reason: 'encoding',
      sent: true,
    });
  });
});

describe('sizes', () => {
  it.each([
    ['gzip', gzipSync(Buffer.alloc(64 * mebibyte))],
    ['deflate', deflateSync(Buffer.alloc(64 * mebibyte))],
    ['br', brotliCompressSync(Buffer.alloc(64 * mebibyte), { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })],
  ])('stops a bomb in %s long before it is unpacked', async (encoding, bytes) => {
    scene = await createScene(socket => socket.write(reply('200 OK', [`content-encoding: ${encoding}`], bytes)), {
      maxBytes: 8 * mebibyte,
    });
    const before = process.memoryUsage().rss;
    expect(await failureOf(scene.dispatcher.send(get))).toMatchObject({
      code: 'PROVIDER_RESPONSE_TOO_LARGE',
      reason: 'too_large',
      sent: true,
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(48 * mebibyte);
  });

  it('says so when a body grows beyond its ratio', async () => {
    scene = await createScene(socket =>
      socket.write(reply('200 OK', ['content-encoding: gzip'], gzipSync(Buffer.alloc(4 * mebibyte)))),
    );
    expect(await failureOf(scene.dispatcher.send(get))).toEqual({
      code: 'PROVIDER_RESPONSE_TOO_LARGE',
      message: 'The answer of chat.example is too large: it grows to more than 200 times its compressed size.',
      reason: 'too_large',
      sent: true,
    });
  });

  it('lets a small body have any ratio', async () => {
    scene = await createScene(socket =>
      socket.write(reply('200 OK', ['content-encoding: gzip'], gzipSync(Buffer.alloc(mebibyte)))),
    );
    expect((await scene.dispatcher.send(get)).body.length).toBe(mebibyte);
  });

  it.each([
    ['declared', 'HTTP/1.1 200 OK\r\ncontent-length: 10000000000\r\n\r\n'],
    ['not declared', `HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(2_000)}`],
    ['chunked', `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n7d0\r\n${'x'.repeat(2_000)}\r\n`],
  ])('refuses a body that is too large (%s) and destroys its connection', async (_, bytes) => {
    scene = await createScene(socket => socket.write(bytes), { maxBytes: 1_000 });
    expect(await failureOf(scene.dispatcher.send(get))).toEqual({
      code: 'PROVIDER_RESPONSE_TOO_LARGE',
      message: 'The answer of chat.example is too large: more than 1000 bytes.',
      reason: 'too_large',
      sent: true,
    });
    await scene.server.whenClosed(0);
  });

  it('takes a body of exactly the limit', async () => {
    scene = await createScene(socket => socket.write(reply('200 OK', [], 'x'.repeat(1_000))), { maxBytes: 1_000 });
    expect((await scene.dispatcher.send(get)).body.length).toBe(1_000);
  });

  it('takes the length of a reply to HEAD for what it is', async () => {
    scene = await createScene(socket => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10000000000\r\n\r\n'));
    const { status, body } = await scene.dispatcher.send({ ...get, method: 'HEAD' });
    expect({ status, length: body.length }).toEqual({ status: 200, length: 0 });
  });

  it('refuses headers without end', async () => {
    scene = await createScene(socket => socket.write(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(40_000)}\r\n\r\n`));
    expect(await failureOf(scene.dispatcher.send(get))).toEqual({
      code: 'PROVIDER_RESPONSE_TOO_LARGE',
      message: 'The answer of chat.example is too large: its headers are too long.',
      reason: 'too_large',
      sent: true,
    });
  });
});
