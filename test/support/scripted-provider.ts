import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import type { UpstreamCall } from './case-file.ts';

/** What was sent to a provider, in the form a case writes it down. */
export type SentRequest = Required<UpstreamCall['request']>;

/** A loopback server that plays a provider from a script. */
export interface ScriptedProvider {
  readonly port: number;
  /** What the script's entries got, in the script's order; requests it does not foresee stand behind them. */
  readonly received: () => readonly (SentRequest | undefined)[];
  close(): Promise<void>;
}

/**
 * Starts a server that answers each request with the first entry of the script that foresees it and was not used yet:
 * calls that go out side by side may arrive in any order. What no entry foresees takes the place of the first unused
 * one, so that a comparison shows the difference, and is answered with a status no case uses.
 */
export async function startScriptedProvider(script: readonly UpstreamCall[]): Promise<ScriptedProvider> {
  const received: (SentRequest | undefined)[] = script.map(() => undefined);
  const server = createServer((message, response) => {
    void readSent(message).then(sent => {
      const free = script.flatMap((_, index) => (received[index] === undefined ? [index] : []));
      const match = free.find(index => isForeseen(script[index], sent));
      const place = match ?? free[0] ?? received.length;
      received[place] = sent;
      answer(response, match === undefined ? { status: 599, body: 'not in the script' } : (script[match]?.reply ?? {}));
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    received: () => received,
    close: () =>
      new Promise(resolve => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** The request with everything a case leaves open filled in: no query, no body, and only the headers it names. */
export function foreseen({ request }: UpstreamCall, sent: SentRequest | undefined): SentRequest {
  const headers = Object.fromEntries(Object.keys(request.headers ?? {}).map(name => [name, sent?.headers[name] ?? '']));
  return { query: {}, body: undefined, ...request, headers: { ...headers, ...request.headers } };
}

function isForeseen(entry: UpstreamCall | undefined, sent: SentRequest): boolean {
  return entry !== undefined && isDeepStrictEqual(foreseen(entry, sent), narrowed(sent, entry));
}

/** What was sent, with the headers that a case names alone. */
export function narrowed(sent: SentRequest, { request }: UpstreamCall): SentRequest {
  const headers = Object.fromEntries(Object.keys(request.headers ?? {}).map(name => [name, sent.headers[name] ?? '']));
  return { ...sent, headers };
}

async function readSent(message: IncomingMessage): Promise<SentRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString('utf8');
  const url = new URL(message.url ?? '/', 'http://provider');
  return {
    method: message.method ?? '',
    host: message.headers.host ?? '',
    path: url.pathname,
    query: mapOf(url.searchParams),
    headers: Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, String(value)])),
    body: readBody(text, message.headers['content-type'] ?? ''),
  };
}

function readBody(text: string, contentType: string): unknown {
  if (text === '') return undefined;
  if (contentType.startsWith('application/json')) return JSON.parse(text) as unknown;
  return contentType.startsWith('application/x-www-form-urlencoded') ? mapOf(new URLSearchParams(text)) : text;
}

function mapOf(parameters: URLSearchParams): Record<string, string | readonly string[]> {
  const names = [...new Set(parameters.keys())];
  return Object.fromEntries(
    names.map(name => {
      const values = parameters.getAll(name);
      return [name, values.length > 1 ? values : (values[0] ?? '')];
    }),
  );
}

function answer(response: ServerResponse, { status = 200, headers = {}, body }: UpstreamCall['reply']): void {
  const isText = typeof body === 'string';
  response.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json; charset=utf-8', ...headers });
  response.end(body === undefined ? '' : isText ? body : JSON.stringify(body));
}
