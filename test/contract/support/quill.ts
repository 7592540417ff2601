import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the fake answers with. */
export interface QuillAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object goes out as JSON, a text as it is. */
  readonly body?: object | string;
}

/** What becomes of an answer: another one, none for now, or a connection that breaks. */
export type Mood = (usual: QuillAnswer, url: string) => QuillAnswer | 'hang' | 'close';

/** The provider behind test/fixtures/contract/integrations/quill: it can do everything, and fails as it is told. */
export interface Quill {
  /** For a dial map. */
  readonly port: number;
  /** From the next request on; `undefined`: it answers as usual. */
  mood: Mood | undefined;
  /** Breaks the connections that wait for an answer. */
  release(): void;
  close(): Promise<void>;
}

/** Starts one on loopback. */
export async function startQuill(): Promise<Quill> {
  const waiting = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      const usual = usualAnswer(request);
      const given = quill.mood === undefined ? usual : quill.mood(usual, request.url ?? '');
      if (given === 'hang') waiting.add(response);
      else if (given === 'close') response.destroy();
      else write(response, given);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const quill: Quill = {
    // A server that listens on a port has an address of this form.
    port: (server.address() as AddressInfo).port,
    mood: undefined,
    release() {
      for (const response of waiting) response.destroy();
      waiting.clear();
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return quill;
}

function write(response: ServerResponse, { status, headers, body }: QuillAnswer): void {
  const isText = typeof body === 'string';
  const text = isText ? body : JSON.stringify(body ?? {});
  response.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json', ...headers }).end(text);
}

const record = {
  uid: 'x1',
  title: 'The first',
  moment: '2025-01-02T03:04:05.000Z',
  seconds: 1_735_787_045,
};

function usualAnswer({ method = '', url = '', headers }: IncomingMessage): QuillAnswer {
  const [path = ''] = url.split('?');
  if (path === '/v1/me') return { status: 200, body: { ok: true, me: { desk: 'd1', pace: 100_000 } } };
  if (path.endsWith('/bytes')) return bytesOf(headers.range);
  if (method === 'GET' || path.startsWith('/v1/search/')) {
    return { status: 200, body: { ok: true, records: [record, { ...record, uid: 'x2' }], next: null } };
  }
  return { status: method === 'POST' ? 201 : 200, body: { ok: true, record } };
}

const content = 'Hello';

function bytesOf(range: string | undefined): QuillAnswer {
  if (range === undefined) return { status: 200, headers: { 'accept-ranges': 'bytes' }, body: content };
  const first = Number(/^bytes=(\d+)/.exec(range)?.[1] ?? 0);
  if (first >= content.length)
    return { status: 416, headers: { 'content-range': `bytes */${content.length}` }, body: '' };
  const last = content.length - 1;
  const headers = { 'content-range': `bytes ${first}-${last}/${content.length}`, 'accept-ranges': 'bytes' };
  return { status: 206, headers, body: content.slice(first) };
}
