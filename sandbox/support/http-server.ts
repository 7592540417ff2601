import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createFaultScript, type FaultEffect, type FaultScript } from './fault-script.ts';
import { htmlReply, jsonReply, type ReceivedRequest, type Reply } from './http-message.ts';
import { readRequest, RequestTooLarge } from './read-request.ts';
import { createRequestLog, type RequestLog } from './request-log.ts';

/** What a provider brings to the shell. */
export interface HttpServerOptions {
  /** Port on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  /** The provider's name for a call; fault scripts and the log use it. */
  readonly operationOf: (host: string, path: string) => string;
  readonly handle: (request: ReceivedRequest) => Reply | Promise<Reply>;
  /** The provider's form of a rate limit answer. */
  readonly rateLimited: (retryAfterSeconds: number) => Reply;
}

/** A running fake: its address, what it received and what will go wrong. */
export interface HttpServer {
  /** `127.0.0.1:4010` */
  readonly address: string;
  /** `http://127.0.0.1:4010` */
  readonly url: string;
  readonly log: RequestLog;
  readonly faults: FaultScript;
  /** Ends every connection, also hanging ones. */
  close(): Promise<void>;
}

/** Starts plain HTTP on the loopback address: reads, logs, lets faults strike, answers. */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const log = createRequestLog();
  const faults = createFaultScript();
  const closing = new AbortController();
  const connections = new Map<Socket, number>();
  let sequence = 0;
  let connectionCount = 0;

  const server = createServer((message, response) => {
    // A client that gives up is not an error of the fake.
    response.on('error', () => response.destroy());
    void answer(message, response).catch((error: unknown) => fail(response, error));
  });
  server.on('connection', socket => {
    connections.set(socket, ++connectionCount);
    socket.on('close', () => connections.delete(socket));
  });

  async function answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(message, {
      sequence: ++sequence,
      connection: connections.get(message.socket) ?? 0,
      operationOf: options.operationOf,
    });
    log.add(request);
    const effect = faults.take(request.operation);
    if (effect === undefined) send(response, await options.handle(request));
    else await strike(effect, request, response, options, closing.signal);
  }

  await listen(server, options.port);
  const { port } = server.address() as AddressInfo; // listening on TCP, so an AddressInfo
  const address = `127.0.0.1:${port}`;
  return {
    address,
    url: `http://${address}`,
    log,
    faults,
    close: () =>
      new Promise(resolve => {
        closing.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function strike(
  effect: FaultEffect,
  request: ReceivedRequest,
  response: ServerResponse,
  options: HttpServerOptions,
  signal: AbortSignal,
): Promise<void> {
  switch (effect.kind) {
    case 'reply':
      return send(response, { status: effect.status, headers: effect.headers ?? {}, body: effect.body ?? '' });
    case 'rate_limit':
      return send(response, options.rateLimited(effect.retryAfterSeconds));
    case 'html':
      return send(response, htmlReply(effect.status, '<html><body><h1>upstream</h1></body></html>'));
    case 'hang':
      return;
    case 'reset':
      if (effect.when === 'after') await options.handle(request);
      response.socket?.resetAndDestroy();
      return;
    case 'delay':
      await pause(effect.ms, signal);
      return send(response, await options.handle(request));
    case 'rewrite':
      return send(response, effect.rewrite(await options.handle(request)));
    case 'truncate':
      return truncate(response, await options.handle(request), effect.bytes);
    case 'drip':
      return drip(response, await options.handle(request), effect, signal);
  }
}

function send(response: ServerResponse, reply: Reply): void {
  const body = startReply(response, reply);
  response.end(body);
}

/** Writes status and headers with the full length and returns the bytes still to send. */
function startReply(response: ServerResponse, reply: Reply): Buffer {
  const body = typeof reply.body === 'string' ? Buffer.from(reply.body, 'utf8') : reply.body;
  // Without a date the same seed gives the same bytes.
  response.sendDate = false;
  response.writeHead(reply.status, { 'content-length': body.length, ...reply.headers });
  return body;
}

function truncate(response: ServerResponse, reply: Reply, bytes: number): void {
  const body = startReply(response, reply);
  response.write(body.subarray(0, bytes), () => response.socket?.destroySoon());
}

async function drip(
  response: ServerResponse,
  reply: Reply,
  pace: { readonly bytes: number; readonly everyMs: number },
  signal: AbortSignal,
): Promise<void> {
  const body = startReply(response, reply);
  const step = Math.max(1, pace.bytes);
  for (let offset = 0; offset < body.length && !response.destroyed; offset += step) {
    response.write(body.subarray(offset, offset + step));
    await pause(pace.everyMs, signal);
  }
  response.end();
}

/** Waits, or returns at once when the server closes. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}

function fail(response: ServerResponse, error: unknown): void {
  if (response.destroyed || response.headersSent) return void response.destroy();
  if (error instanceof RequestTooLarge) return send(response, jsonReply(413, { error: error.message }));
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  send(response, jsonReply(500, { error: 'The sandbox itself failed.', detail }));
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
