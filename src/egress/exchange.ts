import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher as UndiciDispatcher } from 'undici';
import type { OutboundRequest } from '../engine/ports.ts';
import { PatchbayError } from '../errors.ts';
import { describeFault } from './client-fault.ts';
import { egressError } from './failure.ts';
import type { FailureReason } from './failure.ts';

export interface ExchangeLimits {
  /** Between the start of sending and the reply's headers. */
  readonly firstByteTimeoutMs: number;
  /** Between the call and the last byte of the body. */
  readonly totalTimeoutMs: number;
  /** Of the body as it comes over the wire. */
  readonly maxBytes: number;
}

/** A reply as it came over the wire. */
export interface WireReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Uint8Array;
}

/**
 * Sends one request over an agent and collects its reply. Every way out but a whole reply destroys the connection.
 *
 * @throws PatchbayError PROVIDER_TIMEOUT, PROVIDER_UNAVAILABLE, PROVIDER_MALFORMED, PROVIDER_RESPONSE_TOO_LARGE, and
 *   whatever the connector throws
 */
export function exchange(
  agent: UndiciDispatcher,
  request: OutboundRequest,
  limits: ExchangeLimits,
): Promise<WireReply> {
  return new Promise((resolve, reject) => {
    const handler = new ExchangeHandler(request, limits, { resolve, reject });
    if (handler.isSettled) return;
    agent.dispatch(
      {
        origin: request.url.origin,
        path: `${request.url.pathname}${request.url.search}`,
        method: request.method,
        headers: request.headers,
        body: request.body ?? null,
        // Both limits are ours: the client's own are coarse, and its body limit never ends a drip.
        headersTimeout: 0,
        bodyTimeout: 0,
      },
      handler,
    );
  });
}

interface Outcome {
  readonly resolve: (reply: WireReply) => void;
  readonly reject: (error: PatchbayError) => void;
}

/** Without those that the client lists as undefined. */
export function presentHeaders(headers: IncomingHttpHeaders): WireReply['headers'] {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** State of one exchange: who ends it first (reply, fault, time-out, limit, caller) settles it; the rest is ignored. */
class ExchangeHandler implements UndiciDispatcher.DispatchHandler {
  isSettled = false;
  private sent = false;
  private controller: UndiciDispatcher.DispatchController | undefined;
  private firstByteTimer: NodeJS.Timeout | undefined;
  private status = 0;
  private headers: WireReply['headers'] = {};
  private readonly chunks: Uint8Array[] = [];
  private bytes = 0;
  private readonly host: string;
  private readonly request: OutboundRequest;
  private readonly limits: ExchangeLimits;
  private readonly outcome: Outcome;
  private readonly totalTimer: NodeJS.Timeout;
  private readonly giveUp = (): void => this.fail('given_up');

  constructor(request: OutboundRequest, limits: ExchangeLimits, outcome: Outcome) {
    this.host = request.url.hostname;
    this.request = request;
    this.limits = limits;
    this.outcome = outcome;
    this.totalTimer = setTimeout(() => this.fail('total_timeout', limits.totalTimeoutMs), limits.totalTimeoutMs);
    if (request.signal?.aborted === true) this.giveUp();
    else request.signal?.addEventListener('abort', this.giveUp, { once: true });
  }

  /** Called when a connection is there, just before the first byte is written. */
  onRequestStart(controller: UndiciDispatcher.DispatchController): void {
    if (this.isSettled) {
      controller.abort(new Error('The call is over.'));
      return;
    }
    this.controller = controller;
    this.sent = true;
    const { firstByteTimeoutMs } = this.limits;
    this.firstByteTimer = setTimeout(() => this.fail('first_byte_timeout', firstByteTimeoutMs), firstByteTimeoutMs);
  }

  onResponseStart(_: UndiciDispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200) return;
    clearTimeout(this.firstByteTimer);
    this.status = status;
    this.headers = presentHeaders(headers);
    // Only what will come counts: a reply to HEAD declares the length of a body it does not have.
    if (this.request.method !== 'HEAD' && Number(headers['content-length']) > this.limits.maxBytes) this.failTooLarge();
  }

  onResponseData(_: UndiciDispatcher.DispatchController, chunk: Uint8Array): void {
    if (this.isSettled) return;
    this.bytes += chunk.length;
    if (this.bytes > this.limits.maxBytes) this.failTooLarge();
    else this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (!this.settle()) return;
    const [only, ...others] = this.chunks;
    const body = only !== undefined && others.length === 0 ? only : Buffer.concat(this.chunks, this.bytes);
    this.outcome.resolve({ status: this.status, headers: this.headers, body });
  }

  onResponseError(_: UndiciDispatcher.DispatchController | undefined, error: Error): void {
    if (!this.settle()) return;
    this.outcome.reject(error instanceof PatchbayError ? error : describeFault(error, this.sent, this.host));
  }

  private failTooLarge(): void {
    this.fail('too_large', this.limits.maxBytes);
  }

  private fail(reason: FailureReason, limit?: number): void {
    if (!this.settle()) return;
    const error = egressError(reason, this.sent, { host: this.host, ...(limit === undefined ? {} : { limit }) });
    this.outcome.reject(error);
    this.controller?.abort(error);
  }

  private settle(): boolean {
    if (this.isSettled) return false;
    this.isSettled = true;
    clearTimeout(this.totalTimer);
    clearTimeout(this.firstByteTimer);
    this.request.signal?.removeEventListener('abort', this.giveUp);
    return true;
  }
}
