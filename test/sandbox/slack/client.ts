import { request as httpRequest } from 'node:http';
import { WebAPIPlatformError, WebClient, type FetchFunction, type Logger, type WebClientOptions } from '@slack/web-api';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';

const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => 'error' as ReturnType<Logger['getLevel']>, // the enum's value, which the package's types do not accept
  setName: () => undefined,
};

/** Slack's own client, calling the sandbox at its loopback address. */
export function clientOf(sandbox: SlackSandbox, token: string, options: WebClientOptions = {}): WebClient {
  return new WebClient(token, {
    slackApiUrl: `${sandbox.url}/api/`,
    logger: silent,
    retryConfig: { retries: 0 },
    ...options,
  });
}

/** Slack's own client with Slack's own addresses; every connection is dialled at the sandbox. */
export function dialledClientOf(sandbox: SlackSandbox, token: string): WebClient {
  return new WebClient(token, { logger: silent, retryConfig: { retries: 0 }, fetch: dialledFetch(sandbox) });
}

/** `fetch` for any https address, sent to the sandbox over plain HTTP with the address's Host. */
export function dialledFetch(sandbox: SlackSandbox): FetchFunction {
  return async (address, init = {}) => {
    const url = new URL(address);
    const encoded = new Response(typeof init.body === 'string' ? init.body : (init.body ?? null));
    const body = Buffer.from(await encoded.arrayBuffer());
    const contentType = encoded.headers.get('content-type');
    const headers: Record<string, string> = {
      ...(contentType === null ? {} : { 'content-type': contentType }),
      ...init.headers,
      host: url.host,
    };
    const [hostname, port] = sandbox.address.split(':');
    return new Promise((resolve, reject) => {
      const sent = httpRequest(
        { hostname, port, path: url.pathname + url.search, method: init.method ?? 'GET', headers },
        response => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const replyHeaders = Object.entries(response.headers).map(([name, value]): [string, string] => [
              name,
              String(value),
            ]);
            const reply = new Response(Buffer.concat(chunks), {
              status: response.statusCode ?? 0,
              headers: replyHeaders,
            });
            resolve(Object.defineProperty(reply, 'url', { value: url.href }));
          });
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  };
}

/** The code of the typed error a call ends with; any other outcome as it is. */
export function codeOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'no error',
    (thrown: unknown) => (thrown instanceof WebAPIPlatformError ? thrown.data.error : thrown),
  );
}

/** What came back for a request sent without Slack's client. */
export interface PlainReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Sends a plain request to the sandbox; `host` is the Host header. */
export function send(
  sandbox: SlackSandbox,
  path: string,
  options: { method?: string; host?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<PlainReply> {
  const [hostname, port] = sandbox.address.split(':');
  const headers = { host: options.host ?? 'slack.com', ...options.headers };
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ hostname, port, path, method: options.method ?? 'GET', headers }, response => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('error', reject);
      response.on('end', () => {
        const replyHeaders = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
        resolve({ status: response.statusCode ?? 0, headers: Object.fromEntries(replyHeaders), text });
      });
    });
    sent.on('error', reject);
    sent.end(options.body);
  });
}

/** Sends an API call without Slack's client and parses its JSON. */
export async function callApi(
  sandbox: SlackSandbox,
  method: string,
  options: { token?: string; query?: Record<string, string>; contentType?: string; body?: string; verb?: string } = {},
): Promise<unknown> {
  const query = new URLSearchParams(options.query ?? {}).toString();
  const reply = await send(sandbox, `/api/${method}${query === '' ? '' : `?${query}`}`, {
    method: options.verb ?? (options.body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
      ...(options.contentType === undefined ? {} : { 'content-type': options.contentType }),
    },
    ...(options.body === undefined ? {} : { body: options.body }),
  });
  return JSON.parse(reply.text);
}
