import { once } from 'node:events';
import { connect } from 'node:net';
import type { AnswerSchemas } from './answer-schemas.ts';
import type { PlacedOperation } from './document.ts';
import type { CallValues } from './known-calls.ts';
import { readOutcome, type CameBack, type Outcome } from './outcome.ts';

/** Where calls go, and with which key unless they bring one. */
export interface Target {
  readonly url: string;
  readonly key: string;
}

/** One call of an operation, as it is sent. */
export interface SentCall {
  readonly name: string;
  readonly values: CallValues;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Instead of the values' body: sent as it is. */
  readonly rawBody?: string;
  /** Written to a socket as it is, behind the line that asks for the operation: what no client of HTTP would send. */
  readonly raw?: string;
}

/** Sends a call and reads what comes back. */
export async function sendCall(place: PlacedOperation, call: SentCall, target: Target): Promise<CameBack> {
  const path = pathOf(place, call.values);
  if (call.raw === undefined) return exchange(place, path, call, target);
  return exchangeRaw(`${place.verb.toUpperCase()} ${path} HTTP/1.1\r\n${call.raw}`, target);
}

/** Sends a call and holds its answer to the document. */
export async function callOperation(
  place: PlacedOperation,
  call: SentCall,
  target: Target,
  schemas: AnswerSchemas,
): Promise<Outcome> {
  const came = await sendCall(place, call, target);
  return readOutcome(place, call.name, came, formOf(call.values), schemas);
}

async function exchange(
  { verb }: PlacedOperation,
  path: string,
  { values: { body }, headers: own, rawBody }: SentCall,
  { url, key }: Target,
): Promise<CameBack> {
  const content = rawBody ?? (body === undefined ? undefined : JSON.stringify(body));
  const headers: Record<string, string> = {};
  const given = {
    authorization: `Bearer ${key}`,
    ...(content === undefined ? {} : { 'content-type': 'application/json' }),
    ...own,
  };
  for (const [name, value] of Object.entries(given)) if (value !== undefined) headers[name] = value;
  const response = await fetch(`${url}${path}`, {
    method: verb.toUpperCase(),
    headers,
    redirect: 'manual',
    ...(content === undefined ? {} : { body: content }),
  });
  return { status: response.status, headers: new Map(response.headers), text: await response.text() };
}

/** Reads until the server closes the connection. */
async function exchangeRaw(bytes: string, { url }: Target): Promise<CameBack> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  const chunks: Buffer[] = [];
  socket.on('data', chunk => chunks.push(chunk));
  socket.write(bytes);
  await once(socket, 'close');
  const [head = '', ...body] = Buffer.concat(chunks).toString('utf8').split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line): readonly [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { status: Number(first.split(' ')[1] ?? 0), headers: new Map(headers), text: body.join('\r\n\r\n') };
}

function formOf({ query }: CallValues): string | undefined {
  return query['dry_run'] === 'true' ? 'dry_run' : query['format'];
}

/** Slashes of the path below a provider stay what they are. */
function pathOf({ path }: PlacedOperation, { path: parts, query }: CallValues): string {
  const filled = path.replace(/\{([^}]+)\}/g, (_, name: string) =>
    (parts[name] ?? 'missing')
      .split('/')
      .map(part => encodeURIComponent(part))
      .join('/'),
  );
  const search = new URLSearchParams(query).toString();
  return `${filled}${search === '' ? '' : `?${search}`}`;
}
