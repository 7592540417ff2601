import { Agent } from 'undici';
import type { Dispatcher, InboundReply, Log, OutboundRequest } from '../engine/ports.ts';
import { PatchbayError } from '../errors.ts';
import { createAddressCheck } from './addresses.ts';
import { createConnector, lookupBySystem } from './connector.ts';
import type { Connector, Lookup } from './connector.ts';
import { acceptedEncodings, decodeBody } from './decode.ts';
import { createDial } from './dial.ts';
import type { Dial } from './dial.ts';
import { checkDialMap } from './dial-map.ts';
import type { DialMap } from './dial-map.ts';
import { exchange } from './exchange.ts';
import type { WireReply } from './exchange.ts';
import { streamExchange } from './stream-exchange.ts';
import { checkTarget } from './target.ts';

export interface DispatcherOptions {
  /** See `parseDialMap`; empty: nothing is redirected. */
  readonly dial: DialMap;
  /** Address ranges that may be dialled beside public unicast; none by default. */
  readonly allowCidrs: readonly string[];
  readonly log: Log;
  /** Default 3,000: name resolution, TCP and TLS together. */
  readonly connectTimeoutMs?: number;
  /** Default 10,000: from the start of sending to the reply's headers. */
  readonly firstByteTimeoutMs?: number;
  /** Default 30,000: from the call to the last byte. */
  readonly totalTimeoutMs?: number;
  /** Default 30,000: between two pieces of a streamed body while it is being read. */
  readonly idleTimeoutMs?: number;
  /** Default 32 MiB: of a body, compressed and decompressed. */
  readonly maxBytes?: number;
  /** Default 64: open connections to one host. */
  readonly maxConnections?: number;
  /** Default 256: streamed bodies under way from one host. They have connections of their own. */
  readonly maxStreams?: number;
  /** Default: the operating system's resolver. */
  readonly lookup?: Lookup;
  /** Default: real sockets. Tests put a spy here. */
  readonly connect?: Dial;
}

/** The engine's way out, to be closed at the end: calls still under way then fail. */
export interface ClosableDispatcher extends Dispatcher {
  close(): Promise<void>;
}

/**
 * The only way out of the process. Each `send` checks the host against the request's list, opens (or reuses) a
 * connection whose address was checked when it was dialled, and returns the whole decompressed body; `stream` does the
 * same and returns a body still to be read. Nothing is
 * retried, no redirect followed. Every error carries an `EgressFailure` as its cause, with `sent`.
 *
 * @throws PatchbayError CONFIG_INVALID for a dial map or address range that cannot be used
 */
export function createDispatcher(options: DispatcherOptions): ClosableDispatcher {
  const isAllowed = createAddressCheck(options.allowCidrs);
  const limits = {
    firstByteTimeoutMs: options.firstByteTimeoutMs ?? 10_000,
    totalTimeoutMs: options.totalTimeoutMs ?? 30_000,
    maxBytes: options.maxBytes ?? 32 * 1024 * 1024,
  };
  checkDialMap(options.dial, options.allowCidrs);
  const connector = createConnector({
    dialMap: options.dial,
    isAllowed,
    timeoutMs: options.connectTimeoutMs ?? 3_000,
    lookup: options.lookup ?? lookupBySystem,
    dial: options.connect ?? createDial(),
    log: options.log,
  });
  const agent = createAgent(connector, options.maxConnections ?? 64);
  // A file may take its reader an hour; the calls to the same host do not wait for it.
  const streamAgent = createAgent(connector, options.maxStreams ?? 256);
  return {
    async send(request) {
      checkTarget(request.url, request.hosts, options.dial);
      const prepared = { ...request, headers: prepareHeaders(request.headers) };
      const totalTimeoutMs = Math.min(request.timeoutMs ?? limits.totalTimeoutMs, limits.totalTimeoutMs);
      const reply = await exchange(agent, prepared, { ...limits, totalTimeoutMs });
      return toInboundReply(reply, request, limits.maxBytes);
    },
    async stream(request) {
      checkTarget(request.url, request.hosts, options.dial);
      const headers = prepareHeaders({ 'accept-encoding': 'identity', ...request.headers });
      const headersTimeoutMs = Math.min(request.timeoutMs ?? limits.totalTimeoutMs, limits.totalTimeoutMs);
      const { firstByteTimeoutMs } = limits;
      const idleTimeoutMs = options.idleTimeoutMs ?? 30_000;
      const times = { firstByteTimeoutMs, headersTimeoutMs, idleTimeoutMs };
      const reply = await streamExchange(streamAgent, { ...request, headers }, times);
      return { ...reply, headers: joinHeaders(reply.headers) };
    },
    close: async () => {
      await Promise.all([agent.destroy(), streamAgent.destroy()]);
    },
  };
}

/** One pool of connections per origin, each with its own limit, so that a slow host holds up nobody else. */
function createAgent(connector: Connector, maxConnections: number): Agent {
  return new Agent({
    connections: maxConnections,
    pipelining: 1,
    keepAliveTimeout: 10_000,
    keepAliveMaxTimeout: 60_000,
    maxHeaderSize: 32 * 1024,
    connect: (origin, done) => {
      connector(origin).then(
        socket => done(null, socket),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), null),
      );
    },
  });
}

/** Names are tokens, values printable (RFC 9110); anything else would be an error of the client that quotes the value. */
function prepareHeaders(headers: OutboundRequest['headers']): Record<string, string> {
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(name) || ownHeaders.has(name)) {
      throw new PatchbayError('REQUEST_INVALID', `The header "${name}" cannot be sent.`);
    }
    if (/[^\t\u0020-\u007e\u0080-\u00ff]/.test(value)) {
      throw new PatchbayError(
        'REQUEST_INVALID',
        `The value of the header "${name}" holds a character that cannot be sent.`,
      );
    }
  }
  return { 'accept-encoding': acceptedEncodings, 'user-agent': 'patchbay', ...headers };
}

/** Those that decide where a message goes or where it ends are set by the client alone. */
const ownHeaders: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

async function toInboundReply(reply: WireReply, request: OutboundRequest, maxBytes: number): Promise<InboundReply> {
  const joined = joinHeaders(reply.headers);
  const encoding = joined['content-encoding'];
  const body = await decodeBody(reply.body, encoding, maxBytes, request.url.hostname);
  if (encoding === undefined) return { status: reply.status, headers: joined, body };
  // Both describe the bytes on the wire, which nobody sees any more.
  const { 'content-encoding': __, 'content-length': ___, ...plain } = joined;
  return { status: reply.status, headers: plain, body };
}

/** Repeated ones as one text; cookies are nobody's business. */
function joinHeaders({ 'set-cookie': _, ...headers }: WireReply['headers']): InboundReply['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : value.join(', ')]),
  );
}
