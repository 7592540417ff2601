import { afterEach, describe, expect, it } from 'vitest';
import type { OutboundRequest } from '../../src/engine/ports.ts';
import { createScene, failureOf } from './scene.ts';
import type { Scene } from './scene.ts';
import { reply } from './raw-server.ts';

const get: OutboundRequest = {
  method: 'GET',
  url: new URL('https://chat.example/api/list?limit=2'),
  headers: {},
  hosts: ['chat.example'],
};
const post: OutboundRequest = {
  ...get,
  method: 'POST',
  body: '{"a":1}',
  headers: { 'content-type': 'application/json' },
};

let scene: Scene | undefined;
afterEach(async () => {
  await scene?.close();
  scene = undefined;
});

describe('time-outs', () => {
  it('ends a call whose reply does not begin, and destroys its connection', async () => {
    scene = await createScene(() => undefined, { firstByteTimeoutMs: 80 });
    expect(await failureOf(scene.dispatcher.send(post))).toEqual({
      code: 'PROVIDER_TIMEOUT',
      message: 'chat.example did not begin to answer within 80 ms.',
      reason: 'first_byte_timeout',
      sent: true,
    });
    await scene.server.whenClosed(0);
  });

  it('ends a body that drips, by the total', async () => {
    const drips: NodeJS.Timeout[] = [];
    scene = await createScene(
      socket => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n');
        drips.push(setInterval(() => socket.write('x'), 20));
      },
      { firstByteTimeoutMs: 600, totalTimeoutMs: 1_000 },
    );
    expect(await failureOf(scene.dispatcher.send(get))).toEqual({
      code: 'PROVIDER_TIMEOUT',
      message: 'chat.example did not finish its answer within 1000 ms.',
      reason: 'total_timeout',
      sent: true,
    });
    drips.forEach(clearInterval);
    await scene.server.whenClosed(0);
  });

  it('takes the smaller of the request and the configuration for the total', async () => {
    scene = await createScene(() => undefined);
    expect(await failureOf(scene.dispatcher.send({ ...get, timeoutMs: 600 }))).toEqual({
      code: 'PROVIDER_TIMEOUT',
      message: 'chat.example did not finish its answer within 600 ms.',
      reason: 'total_timeout',
      sent: true,
    });
  });

  it('gives a call up when its caller does', async () => {
    const caller = new AbortController();
    scene = await createScene(() => caller.abort());
    expect(await failureOf(scene.dispatcher.send({ ...get, signal: caller.signal }))).toEqual({
      code: 'PROVIDER_TIMEOUT',
      message: 'The call to chat.example was given up before it was answered.',
      reason: 'given_up',
      sent: true,
    });
    await scene.server.whenClosed(0);
  });

  it('does not send for a caller who has already given up', async () => {
    scene = await createScene(() => undefined);
    expect(await failureOf(scene.dispatcher.send({ ...get, signal: AbortSignal.abort() }))).toEqual({
      code: 'PROVIDER_TIMEOUT',
      message: 'The call to chat.example was given up before it was answered.',
      reason: 'given_up',
      sent: false,
    });
    expect(scene.server.sockets).toEqual([]);
  });

  it('does not send a request whose time ran out while it waited for a connection', async () => {
    scene = await createScene(() => undefined, { maxConnections: 1, totalTimeoutMs: 120 });
    const first = failureOf(scene.dispatcher.send(get));
    expect(await failureOf(scene.dispatcher.send({ ...post, timeoutMs: 60 }))).toEqual({
      code: 'PROVIDER_TIMEOUT',
      message: 'chat.example did not finish its answer within 60 ms.',
      reason: 'total_timeout',
      sent: false,
    });
    await first;
    expect(scene.server.requests.filter(request => request.startsWith('POST'))).toEqual([]);
  });
});

describe('broken connections', () => {
  it('says that nothing was sent when no connection could be made', async () => {
    scene = await createScene(() => undefined);
    await scene.server.close();
    expect(await failureOf(scene.dispatcher.send(post))).toEqual({
      code: 'PROVIDER_UNAVAILABLE',
      message: 'No connection to chat.example could be made (ECONNREFUSED).',
      reason: 'connect',
      sent: false,
    });
    scene = undefined;
  });

  it('says that it was sent when the connection is reset instead of a reply', async () => {
    scene = await createScene(socket => socket.resetAndDestroy());
    expect(await failureOf(scene.dispatcher.send(post))).toEqual({
      code: 'PROVIDER_UNAVAILABLE',
      message: 'chat.example closed the connection before its answer was complete (ECONNRESET).',
      reason: 'closed',
      sent: true,
    });
  });

  it.each([
    ['a declared length', 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf'],
    ['chunks', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n'],
    ['headers', 'HTTP/1.1 200 OK\r\nx: '],
  ])('never takes half a reply for a whole one: %s', async (_, bytes) => {
    scene = await createScene(socket => socket.end(bytes));
    expect(await failureOf(scene.dispatcher.send(get))).toEqual({
      code: 'PROVIDER_UNAVAILABLE',
      message: 'chat.example closed the connection before its answer was complete (UND_ERR_SOCKET).',
      reason: 'closed',
      sent: true,
    });
  });

  it.each([
    ['a declared length', 'content-length: 10\r\n\r\nhalf', ' (UND_ERR_RES_CONTENT_LENGTH_MISMATCH)'],
    ['chunks', 'transfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n', ''],
  ])('nor where the reply was to be the last of its connection: %s', async (_, rest, detail) => {
    scene = await createScene(socket => socket.end(`HTTP/1.1 200 OK\r\nconnection: close\r\n${rest}`));
    expect(await failureOf(scene.dispatcher.send(get))).toEqual({
      code: 'PROVIDER_UNAVAILABLE',
      message: `chat.example closed the connection before its answer was complete${detail}.`,
      reason: 'closed',
      sent: true,
    });
  });

  it('knows what is not HTTP', async () => {
    scene = await createScene(socket => socket.end('220 mail.example ESMTP\r\n'));
    expect(await failureOf(scene.dispatcher.send(get))).toEqual({
      code: 'PROVIDER_MALFORMED',
      message: 'chat.example answered with something that is not HTTP.',
      reason: 'not_http',
      sent: true,
    });
  });

  it('refuses a length that is declared twice', async () => {
    scene = await createScene(socket =>
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\nabc'),
    );
    expect(await failureOf(scene.dispatcher.send(get))).toEqual({
      code: 'PROVIDER_MALFORMED',
      message: 'chat.example answered with something that is not HTTP (UND_ERR_RES_CONTENT_LENGTH_MISMATCH).',
      reason: 'not_http',
      sent: true,
    });
  });

  it('ends the calls under way when it is closed', async () => {
    let begun = (): void => undefined;
    const arrived = new Promise<void>(resolve => {
      begun = resolve;
    });
    scene = await createScene(() => begun());
    const running = failureOf(scene.dispatcher.send(post));
    await arrived;
    await scene.dispatcher.close();
    expect(await running).toEqual({
      code: 'PROVIDER_UNAVAILABLE',
      message: 'chat.example closed the connection before its answer was complete (UND_ERR_DESTROYED).',
      reason: 'closed',
      sent: true,
    });
  });

  it('serves on after every fault', async () => {
    let turn = 0;
    scene = await createScene(socket =>
      turn++ === 0 ? socket.resetAndDestroy() : socket.write(reply('200 OK', [], 'fine')),
    );
    await failureOf(scene.dispatcher.send(get));
    const { body } = await scene.dispatcher.send(get);
    expect(Buffer.from(body).toString()).toBe('fine');
  });
});
