import type { Readable } from 'node:stream';
import { PatchbayError } from '../../errors.ts';
import type { Integration } from '../definitions/definition.ts';
import type { Endpoint } from '../definitions/endpoint.ts';
import { matchesHost } from '../host-pattern.ts';
import type { OutboundRequest, Ports, StreamedReply } from '../ports.ts';
import type { ReadReply } from './classify.ts';
import { readJson } from './parse.ts';

/** Redirects followed for one file. */
const maxHops = 3;

/** Bytes of an answer that is an error, and not the file. */
const maxErrorBytes = 256 * 1024;

/** What asking for a file needs. */
export interface FileExchange extends Pick<Ports, 'dispatcher' | 'clock'> {
  /** Until its beginning has to be in, redirects and all; a reading of the clock. */
  readonly deadlineMs: number;
}

/**
 * Asks for a file, following redirects by hand: over https alone, with the credential only where the definition says it
 * may go (`hosts`), without it where the provider hands addresses out (`bare_hosts`), and nowhere else.
 *
 * @throws what the dispatcher throws; PROVIDER_TIMEOUT, EGRESS_BLOCKED, PROVIDER_MALFORMED for a redirect that is not followed
 */
export async function exchangeFile(
  first: OutboundRequest,
  integration: Integration,
  endpoint: Endpoint,
  way: FileExchange,
): Promise<ReadReply> {
  const { dispatcher, clock, deadlineMs } = way;
  let request = first;
  for (let hop = 0; ; hop++) {
    const timeoutMs = Math.max(1, Math.min(first.timeoutMs ?? Infinity, deadlineMs - clock.monotonicMs()));
    const reply = await dispatcher.stream({ ...request, timeoutMs });
    const location = redirectStatuses.has(reply.status) ? reply.headers['location'] : undefined;
    if (location === undefined) return readReply(reply, request, integration, way);
    reply.body.destroy();
    if (hop === maxHops) {
      throw malformed(integration, endpoint, reply, `redirects more than ${maxHops} times`);
    }
    if (!URL.canParse(location, request.url.href)) {
      throw malformed(integration, endpoint, reply, 'redirects to something that is no URL');
    }
    request = follow(request, new URL(location, request.url), integration);
  }
}

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** The next request of a chain. What carries the credential is left behind where that may not go. */
function follow(request: OutboundRequest, url: URL, { attach, hosts, bareHosts, label }: Integration): OutboundRequest {
  if (url.protocol !== 'https:') {
    throw new PatchbayError(
      'EGRESS_BLOCKED',
      `${label} redirects the file to an address that is not https; it is not followed.`,
      { sent: true },
    );
  }
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter(([name]) => ['accept', 'range', 'if-range'].includes(name)),
  );
  if (!hosts.some(pattern => matchesHost(url.hostname, pattern))) return { ...request, url, headers, hosts: bareHosts };
  for (const name of Object.keys(attach.headers).map(name => name.toLowerCase())) {
    const value = request.headers[name];
    if (value !== undefined) headers[name] = value;
  }
  for (const name of Object.keys(attach.query)) {
    const value = request.url.searchParams.get(name);
    if (value !== null) url.searchParams.set(name, value);
  }
  return { ...request, url, headers, hosts };
}

async function readReply(
  { status, headers, body }: StreamedReply,
  { hosts }: OutboundRequest,
  { name, label, hosts: declared }: Integration,
  way: FileExchange,
): Promise<ReadReply> {
  if (status === 401 && hosts !== declared) {
    body.destroy();
    // No credential went there, so it says nothing about the account's.
    throw new PatchbayError(
      'PROVIDER_FORBIDDEN',
      `${label} does not give the file out at the address it named for it.`,
      {
        provider: { name, status },
        kind: 'forbidden',
        sent: true,
      },
    );
  }
  if (status >= 200 && status < 300) return { status, headers, body: undefined, content: body };
  const ended = new AbortController();
  void endInTime(body, label, way, ended.signal);
  try {
    return { status, headers, body: readJson(await readShort(body)) };
  } finally {
    ended.abort();
  }
}

/** The dispatcher's time was for the beginning: an error that comes drop by drop would never end. */
async function endInTime(body: Readable, label: string, { clock, deadlineMs }: FileExchange, ended: AbortSignal) {
  while (!ended.aborted && clock.monotonicMs() < deadlineMs) {
    await clock.sleep(deadlineMs - clock.monotonicMs(), ended).catch(() => undefined);
  }
  if (ended.aborted) return;
  const message = `${label} began an error in place of the file, and did not end it in the time of this call.`;
  body.destroy(new PatchbayError('PROVIDER_TIMEOUT', message, { sent: true }));
}

/** The beginning of a body; what comes behind it is nobody's business. */
async function readShort(body: Readable): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > maxErrorBytes) break; // leaving the loop destroys the body
  }
  return Buffer.concat(chunks);
}

function malformed(integration: Integration, endpoint: Endpoint, reply: StreamedReply, how: string): PatchbayError {
  return new PatchbayError('PROVIDER_MALFORMED', `${integration.label}'s answer to ${endpoint.name} ${how}.`, {
    provider: { name: integration.name, status: reply.status },
    sent: true,
  });
}
