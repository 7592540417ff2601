import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { OutboundRequest, StreamedReply } from '../../src/engine/ports.ts';
import { reply } from './raw-server.ts';
import { createScene, failureOf, type Scene } from './scene.ts';

const get: OutboundRequest = {
  method: 'GET',
  url: new URL('https://chat.example/files/1?v=2'),
  headers: { authorization: 'Bearer t' },
  hosts: ['chat.example'],
};

let scene: Scene | undefined;
afterEach(async () => {
  await scene?.close();
  scene = undefined;
});

const readAll = async ({ body }: StreamedReply): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
};

/** Writes until the socket takes no more for a while of turns; how many bytes it took. */
async function writeUntilFull(socket: Socket, limit: number): Promise<number> {
  const block = Buffer.alloc(64 * 1024, 'x');
  for (let idle = 0; idle < 300 && socket.bytesWritten < limit; await nextTurn()) {
    if (socket.writableNeedDrain) idle++;
    else {
      socket.write(block);
      idle = 0;
    }
  }
  return socket.bytesWritten;
}

describe('a streamed reply', () => {
  it('gives status, headers and the bytes, and asks for no content coding', async () => {
    scene = await createScene(socket =>
      socket.write(reply('206 Partial Content', ['Content-Type: image/png', 'Set-Cookie: a=b'], 'bytes')),
    );
    const answer = await scene.dispatcher.stream(get);
    expect({ ...answer, body: String(await readAll(answer)), sent: scene.server.requests[0]?.split('\r\n') }).toEqual({
      status: 206,
      headers: { 'content-type': 'image/png', 'content-length': '5' },
      body: 'bytes',
      sent: expect.arrayContaining([
        'GET /files/1?v=2 HTTP/1.1',
        'authorization: Bearer t',
        'accept-encoding: identity',
      ]),
    });
  });

  it('leaves a coding that was not asked for as it is', async () => {
    const packed = gzipSync('bytes');
    scene = await createScene(socket => socket.write(reply('200 OK', ['content-encoding: gzip'], packed)));
    const answer = await scene.dispatcher.stream(get);
    expect({ coding: answer.headers['content-encoding'], body: await readAll(answer) }).toEqual({
      coding: 'gzip',
      body: packed,
    });
  });

  it('uses its connection again when it was read to its end', async () => {
    scene = await createScene(socket => socket.write(reply('200 OK', [], 'bytes')));
    await readAll(await scene.dispatcher.stream(get));
    await nextTurn(); // the client looks at a connection for a turn before it uses it again
    await readAll(await scene.dispatcher.stream(get));
    expect(scene.server.sockets.length).toBe(1);
  });

  it('is answered before its body is there, and beside calls to the same host', async () => {
    scene = await createScene(
      (socket, request) => {
        if (request.includes('/files/')) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n');
        else socket.write(reply('200 OK', [], '{}'));
      },
      { maxConnections: 1, maxStreams: 1 },
    );
    const answer = await scene.dispatcher.stream(get);
    const { status } = await scene.dispatcher.send({ ...get, url: new URL('https://chat.example/api') });
    expect({ streamed: answer.status, sent: status }).toEqual({ streamed: 200, sent: 200 });
    answer.body.destroy();
  });

  it('lets the provider wait for its reader', async () => {
    const limit = 64 * 1024 * 1024;
    let full: Promise<number> = Promise.resolve(0);
    scene = await createScene(socket => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${limit}\r\n\r\n`);
      full = writeUntilFull(socket, limit);
    });
    const { body } = await scene.dispatcher.stream(get);
    const taken = await full;
    expect({ isHeldBack: taken < limit / 2, buffered: body.readableLength <= 256 * 1024 }).toEqual({
      isHeldBack: true,
      buffered: true,
    });
    body.destroy();
    await scene.server.whenClosed(0);
  });
});

describe('a streamed reply that ends early', () => {
  it('destroys its connection when nobody reads on', async () => {
    scene = await createScene(socket => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nbytes'));
    const { body } = await scene.dispatcher.stream(get);
    await once(body, 'readable');
    body.destroy();
    await scene.server.whenClosed(0);
    expect(scene.server.requests.length).toBe(1);
  });

  it('destroys its connection when its caller gives up', async () => {
    scene = await createScene(socket => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nbytes'));
    const caller = new AbortController();
    const answer = await scene.dispatcher.stream({ ...get, signal: caller.signal });
    const reading = failureOf(readAll(answer));
    caller.abort();
    await scene.server.whenClosed(0);
    expect(await reading).toMatchObject({ code: 'PROVIDER_TIMEOUT', reason: 'given_up' });
  });

  it('says when the provider closed in the middle', async () => {
    scene = await createScene(socket => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nbytes'));
    const answer = await scene.dispatcher.stream(get);
    expect(await failureOf(readAll(answer))).toMatchObject({ code: 'PROVIDER_UNAVAILABLE', reason: 'closed' });
  });

  it('tells a reader who comes late, and disturbs nobody else', async () => {
    scene = await createScene(socket => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nno length'));
    const answer = await scene.dispatcher.stream(get);
    while (!answer.body.closed) await nextTurn();
    expect(await failureOf(readAll(answer))).toMatchObject({ code: 'PROVIDER_MALFORMED', reason: 'not_http' });
  });

  it('says when the provider sends nothing more to a reader who waits', async () => {
    scene = await createScene(socket => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nbytes'), {
      idleTimeoutMs: 80,
    });
    const answer = await scene.dispatcher.stream(get);
    expect(await failureOf(readAll(answer))).toEqual({
      code: 'PROVIDER_TIMEOUT',
      message: 'chat.example sent nothing more for 80 ms.',
      reason: 'idle_timeout',
      sent: true,
    });
    await scene.server.whenClosed(0);
  });

  it('says when the provider does not begin', async () => {
    scene = await createScene(() => undefined, { firstByteTimeoutMs: 80 });
    expect(await failureOf(scene.dispatcher.stream(get))).toMatchObject({ reason: 'first_byte_timeout', sent: true });
    await scene.server.whenClosed(0);
  });

  it('takes the time that its caller has for the beginning', async () => {
    scene = await createScene(() => undefined);
    expect(await failureOf(scene.dispatcher.stream({ ...get, timeoutMs: 60 }))).toMatchObject({
      message: 'chat.example did not begin to answer within 60 ms.',
    });
  });
});

describe('where a streamed call may go', () => {
  it.each([
    ['https://elsewhere.example/x', 'The host "elsewhere.example" may not be called; allowed are chat.example.'],
    ['https://chat.example:8443/x', 'Only the default port of chat.example may be called, not 8443.'],
    ['ftp://chat.example/x', 'Only https: may be called, not ftp://chat.example.'],
    ['https://u:p@chat.example/x', 'The address of chat.example must not carry a user name or a password.'],
  ])('is checked as for any other: %s', async (address, message) => {
    scene = await createScene(socket => socket.write(reply('200 OK', [])));
    expect(await failureOf(scene.dispatcher.stream({ ...get, url: new URL(address) }))).toEqual({
      code: 'EGRESS_BLOCKED',
      message,
      reason: 'blocked',
      sent: false,
    });
    expect(scene.server.requests).toEqual([]);
  });

  it('is what the provider says for a redirect, which is not followed', async () => {
    scene = await createScene(socket => socket.write(reply('302 Found', ['Location: https://chat.example/other'])));
    const answer = await scene.dispatcher.stream(get);
    await readAll(answer);
    expect({ status: answer.status, to: answer.headers['location'], calls: scene.server.requests.length }).toEqual({
      status: 302,
      to: 'https://chat.example/other',
      calls: 1,
    });
  });
});
