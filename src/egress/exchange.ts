import type { Dispatcher as UndiciDispatcher } from 'undici';
import type { OutboundRequest } from '../engine/ports.ts';
import { runExchange } from './running-exchange.ts';
import type { ReplyHead } from './running-exchange.ts';

export interface ExchangeLimits {
  /** Between the start of sending and the reply's headers. */
  readonly firstByteTimeoutMs: number;
  /** Between the call and the last byte of the body. */
  readonly totalTimeoutMs: number;
  /** Of the body as it comes over the wire. */
  readonly maxBytes: number;
}

/** A reply as it came over the wire. */
export interface WireReply extends ReplyHead {
  readonly body: Uint8Array;
}

/**
 * Sends one request over an agent and collects its reply.
 *
 * @throws PatchbayError PROVIDER_TIMEOUT, PROVIDER_UNAVAILABLE, PROVIDER_MALFORMED, PROVIDER_RESPONSE_TOO_LARGE, and
 *   whatever the connector throws
 */
export function exchange(
  agent: UndiciDispatcher,
  request: OutboundRequest,
  { firstByteTimeoutMs, totalTimeoutMs, maxBytes }: ExchangeLimits,
): Promise<WireReply> {
  return new Promise((resolve, reject) => {
    let head: ReplyHead = { status: 0, headers: {} };
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    const limits = { firstByteTimeoutMs, deadline: { ms: totalTimeoutMs, reason: 'total_timeout' } } as const;
    runExchange(agent, request, limits, {
      start(received, running) {
        head = received;
        // Only what will come counts: a reply to HEAD declares the length of a body it does not have.
        const declared = request.method === 'HEAD' ? 0 : Number(received.headers['content-length']);
        if (declared > maxBytes) running.fail('too_large', maxBytes);
      },
      data(chunk, running) {
        bytes += chunk.length;
        if (bytes > maxBytes) running.fail('too_large', maxBytes);
        else chunks.push(chunk);
      },
      end() {
        const [only, ...others] = chunks;
        resolve({ ...head, body: only !== undefined && others.length === 0 ? only : Buffer.concat(chunks, bytes) });
      },
      fail: reject,
    });
  });
}
