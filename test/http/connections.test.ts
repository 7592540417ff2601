import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/engine/call.ts';
import { createScene } from './scene.ts';
import type { Scene } from './scene.ts';

let scene: Scene;
let port: number;
const sockets: Socket[] = [];

const listen = async (limits: Parameters<typeof createScene>[0]): Promise<void> => {
  scene = await createScene(limits);
  await scene.app.listen({ host: '127.0.0.1', port: 0 });
  const address = scene.app.server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
};
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await scene.end();
});

/** Opens a connection, sends bytes, and gives what came back until it was closed. */
async function exchange(bytes: string): Promise<{ status: string; body: unknown }> {
  const socket = await open();
  socket.write(bytes);
  return readAnswer(await untilClosed(socket));
}

async function open(): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** Has the engine stream records without an end, after a silence; resolves when nobody wants more of them. */
function streamForEver({ silenceMs = 0 } = {}): Promise<string> {
  return new Promise(resolve => {
    scene.engine.pages = async function* (call) {
      call.signal?.addEventListener('abort', () => resolve('left'), { once: true });
      await new Promise(wake => setTimeout(wake, silenceMs));
      for (let page = 0; ; page++) {
        const records = Array.from({ length: 100 }, (_, index) => ({
          id: `${page}-${index}`,
          text: 'x'.repeat(1_000),
        }));
        yield { records, warnings: [], cursorAfter: () => null, cursor: () => null };
      }
    };
  });
}

async function askForStream(): Promise<Socket> {
  const account = await scene.createAccount();
  const socket = await open();
  socket.write(
    `GET /unified/talk/notes?integrated_account_id=${account.id} HTTP/1.1\r\nHost: a\r\n` +
      `Accept: application/x-ndjson\r\nAuthorization: Bearer ${scene.key}\r\n\r\n`,
  );
  return socket;
}

async function untilClosed(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', chunk => (text += chunk.toString()));
  await once(socket, 'close');
  return text;
}

function readAnswer(text: string): { status: string; body: unknown } {
  const [head = '', body = ''] = text.split('\r\n\r\n');
  return { status: head.split('\r\n')[0] ?? '', body: body === '' ? undefined : JSON.parse(body) };
}

describe('a client that says too little', () => {
  beforeEach(() => listen({ headersTimeoutMs: 150, requestTimeoutMs: 300, checkIntervalMs: 50 }));

  it('ends headers that never end with 408', async () => {
    expect(await exchange('GET /healthz HTTP/1.1\r\nHost: a\r\nX: ')).toMatchObject({
      status: 'HTTP/1.1 408 Request Timeout',
      body: { code: 'REQUEST_TIMEOUT', status: 408 },
    });
  });

  it('ends a body that never comes with 408', async () => {
    const head = `POST /integrated-accounts HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${scene.key}`;
    expect(await exchange(`${head}\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{"a"`)).toMatchObject(
      {
        status: 'HTTP/1.1 408 Request Timeout',
        body: { code: 'REQUEST_TIMEOUT', status: 408 },
      },
    );
  });
});

describe('a client that reads too little', () => {
  beforeEach(() => listen({ checkIntervalMs: 50, stalledTimeoutMs: 2_000 }));

  it('ends when its client stops reading, and with it what was being read for it', async () => {
    const left = streamForEver();
    const socket = await askForStream();
    socket.pause();
    expect(await left).toBe('left');
    expect(scene.logged.map(({ message }) => message)).toContain('connection ended: its client stopped reading');
  });

  it('goes on when its client reads slowly, and while its client waits for us', async () => {
    const left = streamForEver({ silenceMs: 2_500 });
    const socket = await askForStream();
    const lengths: number[] = [];
    for (let reads = 0; reads < 6; reads++) {
      await once(socket, 'readable');
      await new Promise(resolve => setTimeout(resolve, 20));
      lengths.push(socket.read()?.length ?? 0);
    }
    expect(lengths.every(length => length > 0)).toBe(true);
    socket.destroy();
    expect(await left).toBe('left');
  });
});

describe('connections', () => {
  beforeEach(() => listen({}));

  it('gives what never became a request the headers of every other answer', async () => {
    const socket = await open();
    socket.write('hello\r\n\r\n');
    const [head = '', body = ''] = (await untilClosed(socket)).split('\r\n\r\n');
    const { request_id: id } = JSON.parse(body) as { request_id: string };
    expect(head.split('\r\n')).toEqual([
      'HTTP/1.1 400 Bad Request',
      `x-request-id: ${id}`,
      'cache-control: no-store',
      'x-content-type-options: nosniff',
      'content-type: application/problem+json; charset=utf-8',
      `content-length: ${body.length}`,
      'connection: close',
    ]);
  });

  it('answers once and closes when it will not read the body', async () => {
    const head =
      'POST /integrated-accounts HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 10';
    expect(await exchange(`${head}\r\n\r\n{"a"`)).toMatchObject({
      status: 'HTTP/1.1 401 Unauthorized',
      body: { code: 'ACCESS_KEY_MISSING' },
    });
  });

  it.each([
    ['no HTTP', 'hello\r\n\r\n', 'HTTP/1.1 400 Bad Request', 'REQUEST_INVALID'],
    ['no host', 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n', 'HTTP/1.1 400 Bad Request', 'REQUEST_INVALID'],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      'HTTP/1.1 400 Bad Request',
      'REQUEST_INVALID',
    ],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
      'HTTP/1.1 400 Bad Request',
      'REQUEST_INVALID',
    ],
    [
      'headers that are too long',
      `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      'HTTP/1.1 413 Content Too Large',
      'REQUEST_TOO_LARGE',
    ],
  ])('refuses %s and closes', async (_, bytes, status, code) => {
    expect(await exchange(bytes)).toMatchObject({ status, body: { code } });
  });

  it('serves a request that expects what nobody knows', async () => {
    expect(await exchange('GET /healthz HTTP/1.1\r\nHost: a\r\nExpect: wonders\r\nConnection: close\r\n\r\n')).toEqual({
      status: 'HTTP/1.1 200 OK',
      body: { status: 'ok' },
    });
  });

  it('refuses two Host headers and closes', async () => {
    expect(await exchange('GET /healthz HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n')).toMatchObject({
      status: 'HTTP/1.1 400 Bad Request',
      body: { code: 'REQUEST_INVALID', detail: 'The request has more than one Host header.' },
    });
  });

  it('tells the engine when its caller is gone', async () => {
    const account = await scene.createAccount();
    const gone = new Promise<string>(resolve => {
      scene.engine.answer = call =>
        new Promise<Answer>(() => call.signal?.addEventListener('abort', () => resolve('gone'), { once: true }));
    });
    const socket = await open();
    socket.write(
      `GET /unified/talk/notes?integrated_account_id=${account.id} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${scene.key}\r\n\r\n`,
    );
    while (scene.engine.calls.length === 0) await new Promise(resolve => setTimeout(resolve, 5));
    socket.destroy();
    expect(await gone).toBe('gone');
  });

  it('does not take the end of a body for the end of the caller', async () => {
    const account = await scene.createAccount();
    scene.engine.answer = async call => {
      await new Promise(resolve => setTimeout(resolve, 60));
      return { kind: 'single', record: { id: String(call.signal?.aborted) }, warnings: [] };
    };
    const body = '{"text":"hi"}';
    const head = `POST /unified/talk/notes?integrated_account_id=${account.id} HTTP/1.1\r\nHost: a\r\nConnection: close`;
    const answer = await exchange(
      `${head}\r\nAuthorization: Bearer ${scene.key}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    expect(answer).toEqual({ status: 'HTTP/1.1 201 Created', body: { id: 'false' } });
  });

  it('answers what it has accepted before it closes', async () => {
    const account = await scene.createAccount();
    let release = (): void => undefined;
    scene.engine.answer = () =>
      new Promise<Answer>(resolve => {
        release = () => resolve({ kind: 'single', record: { id: 'late' }, warnings: [] });
      });
    const socket = await open();
    const answered = untilClosed(socket);
    socket.write(
      `GET /unified/talk/notes/n1?integrated_account_id=${account.id} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${scene.key}\r\n\r\n`,
    );
    while (scene.engine.calls.length === 0) await new Promise(resolve => setTimeout(resolve, 5));
    const closed = scene.app.close();
    await new Promise(resolve => setTimeout(resolve, 30));
    release();
    await closed;
    expect(readAnswer(await answered)).toEqual({ status: 'HTTP/1.1 200 OK', body: { id: 'late' } });
  });
});
