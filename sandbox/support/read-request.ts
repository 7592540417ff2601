import type { IncomingMessage } from 'node:http';
import type { ReceivedRequest } from './http-message.ts';

/** Largest request body a fake provider takes, in bytes. */
export const maxRequestBytes = 64 * 1024 * 1024;

/** Thrown for a body above `maxRequestBytes`. */
export class RequestTooLarge extends Error {
  override readonly name = 'RequestTooLarge';
}

/**
 * Reads a request to its end and parses its form or JSON body.
 *
 * @param facts what the server knows of it; `operationOf` names it from host and path
 * @throws RequestTooLarge
 */
export async function readRequest(
  message: IncomingMessage,
  facts: { sequence: number; connection: number; operationOf: (host: string, path: string) => string },
): Promise<ReceivedRequest> {
  const raw = await readBody(message);
  const target = message.url ?? '/';
  const url = parseTarget(target);
  const host = message.headers.host ?? '';
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
  const form = await parseForm(raw, headers['content-type'] ?? '');
  const json = parseJson(raw, headers['content-type'] ?? '');
  return {
    sequence: facts.sequence,
    connection: facts.connection,
    operation: facts.operationOf(host, url.pathname),
    method: message.method ?? 'GET',
    target,
    host,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers,
    rawHeaders: message.rawHeaders,
    raw,
    ...form,
    ...(json === undefined ? {} : { json }),
  };
}

async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    const bytes = chunk as Buffer; // no encoding is set on the stream, so chunks are Buffers
    size += bytes.length;
    if (size > maxRequestBytes) throw new RequestTooLarge(`The body is larger than ${maxRequestBytes} bytes.`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** The base only makes the parser accept a path; Host decides who answers. */
function parseTarget(target: string): URL {
  const base = 'http://host.invalid';
  return URL.canParse(target, base) ? new URL(target, base) : new URL('/', base);
}

async function parseForm(raw: Buffer, contentType: string): Promise<Pick<ReceivedRequest, 'form' | 'fileParts'>> {
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType)) {
    return { form: Object.fromEntries(new URLSearchParams(raw.toString('utf8'))) };
  }
  if (!/^multipart\/form-data\b/i.test(contentType)) return {};
  try {
    const body = await new Response(new Uint8Array(raw), { headers: { 'content-type': contentType } }).formData();
    const form: Record<string, string> = {};
    const fileParts: Record<string, Buffer> = {};
    for (const [name, value] of body.entries()) {
      if (typeof value === 'string') form[name] = value;
      else fileParts[name] = Buffer.from(await value.arrayBuffer());
    }
    return { form, fileParts };
  } catch {
    return {}; // a malformed form: the provider sees a body without fields
  }
}

function parseJson(raw: Buffer, contentType: string): unknown {
  if (!/^application\/([\w.-]+\+)?json\b/i.test(contentType)) return undefined;
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    return undefined; // a malformed body: the provider sees `json` absent and answers in its own way
  }
}
