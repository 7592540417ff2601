import { request as httpRequest } from 'node:http';
import { auth, chat, type chat_v1 } from '@googleapis/chat';
import { methods } from '../../../sandbox/googlechat/methods/table.ts';
import { createRoutes } from '../../../sandbox/googlechat/api/routes.ts';
import type { GoogleChatSandbox } from '../../../sandbox/googlechat/sandbox.ts';
import { discoveredMethod, problemsOf } from './discovery.ts';

/** Google's own client with Google's own addresses; every connection is dialled at the sandbox. */
export function clientOf(sandbox: GoogleChatSandbox, accessToken: string): chat_v1.Chat {
  const client = new auth.OAuth2({ transporterOptions: { fetchImplementation: dialledFetch(sandbox) } });
  client.setCredentials({ access_token: accessToken });
  return chat({ version: 'v1', auth: client, fetchImplementation: dialledFetch(sandbox), retry: false });
}

const routes = createRoutes(methods);

/** `fetch` for any https address, sent to the sandbox; it fails for a reply Google's discovery document does not allow. */
export function dialledFetch(sandbox: GoogleChatSandbox): typeof fetch {
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const encoded = new Response(init.body ?? null);
    const body = Buffer.from(await encoded.arrayBuffer());
    // As fetch does, the type of the body stands in for a missing header.
    const contentType = encoded.headers.get('content-type');
    const given = Object.fromEntries(new Headers(init.headers ?? {}));
    const headers = { ...(contentType === null ? {} : { 'content-type': contentType }), ...given };
    const reply = await send(sandbox, `https://${url.host}${url.pathname}${url.search}`, {
      method: init.method ?? 'GET',
      headers,
      body,
    });
    const bare = reply.status === 204 || reply.status === 304;
    return new Response(bare ? null : new Uint8Array(reply.bytes), { status: reply.status, headers: reply.headers });
  };
}

/** What came back for a request. */
export interface PlainReply {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly bytes: Buffer;
}

/** Sends a request for one of Google's addresses to the sandbox and checks a JSON reply against its schema. */
export async function send(
  sandbox: GoogleChatSandbox,
  address: string,
  options: { method?: string; headers?: Record<string, string>; body?: Buffer | string } = {},
): Promise<PlainReply> {
  const url = new URL(address);
  const [hostname, port] = sandbox.address.split(':');
  const { method = 'GET', body } = options;
  const headers = { ...options.headers, host: url.host };
  const reply = await new Promise<PlainReply>((resolve, reject) => {
    const sent = httpRequest({ hostname, port, path: url.pathname + url.search, method, headers }, response => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const entries = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(entries),
          bytes: Buffer.concat(chunks),
        });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
  compareWithDiscovery(method, url, reply);
  return reply;
}

/** A GET for one of Google's addresses with a token; the status and the parsed JSON. */
export async function get(
  sandbox: GoogleChatSandbox,
  address: string,
  token?: string,
): Promise<{ status: number; body: unknown }> {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const { status, bytes } = await send(sandbox, address, { headers });
  return { status, body: JSON.parse(bytes.toString('utf8')) };
}

/** A JSON body sent to one of Google's addresses with a token. */
export async function sendJson(
  sandbox: GoogleChatSandbox,
  call: { method: string; address: string; token: string; body?: unknown },
): Promise<{ status: number; body: unknown }> {
  const headers = { authorization: `Bearer ${call.token}`, 'content-type': 'application/json' };
  const body = call.body === undefined ? '' : JSON.stringify(call.body);
  const { status, bytes } = await send(sandbox, call.address, { method: call.method, headers, body });
  return { status, body: JSON.parse(bytes.toString('utf8')) };
}

/** A form sent to the token endpoint. */
export async function postForm(
  sandbox: GoogleChatSandbox,
  address: string,
  form: Record<string, string>,
): Promise<{ status: number; body: unknown }> {
  const { status, bytes } = await send(sandbox, address, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
  return { status, body: JSON.parse(bytes.toString('utf8')) };
}

/** The status and the body of the error a call of Google's client ends with; any other outcome as it is. */
export async function refusalOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
    return 'no error';
  } catch (thrown) {
    if (!isRefusal(thrown)) return thrown;
    const { code, status, message } = thrown.response.data.error;
    return { code, status, message };
  }
}

interface Refusal {
  readonly response: { readonly data: { readonly error: { code: number; status: string; message: string } } };
}

function isRefusal(thrown: unknown): thrown is Refusal {
  if (typeof thrown !== 'object' || thrown === null || !('response' in thrown)) return false;
  const { response } = thrown;
  return typeof response === 'object' && response !== null && 'data' in response;
}

function compareWithDiscovery(verb: string, url: URL, reply: PlainReply): void {
  const isJson = reply.headers['content-type']?.startsWith('application/json') === true;
  const found = routes.find(verb, url.host, url.pathname);
  const discovered = found === undefined ? undefined : discoveredMethod(found.method.id);
  const response = discovered?.method.response;
  if (reply.status !== 200 || !isJson || discovered === undefined || response === undefined) return;
  const problems = problemsOf(discovered.document, response, JSON.parse(reply.bytes.toString('utf8')));
  if (problems.length > 0)
    throw new Error(`${found?.method.id ?? ''} answered what Google would not:\n${problems.slice(0, 20).join('\n')}`);
}
