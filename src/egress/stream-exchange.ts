import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import type { Dispatcher as UndiciDispatcher } from 'undici';
import type { OutboundRequest } from '../engine/ports.ts';
import { PatchbayError } from '../errors.ts';
import { describeFault } from './client-fault.ts';
import { presentHeaders, type WireReply } from './exchange.ts';
import { egressError, type FailureReason } from './failure.ts';

export interface StreamLimits {
  /** Between the start of sending and the reply's headers. */
  readonly firstByteTimeoutMs: number;
  /** Between the call and the reply's headers, the wait for a connection included. */
  readonly headersTimeoutMs: number;
  /** Between two pieces of the body while it is being read. */
  readonly idleTimeoutMs: number;
}

/** A reply whose body is still on the wire. */
export type WireStream = Omit<WireReply, 'body'> & { readonly body: Readable };

/**
 * Sends one request over an agent; resolves when the reply's headers are in. The body is taken from the connection as fast
 * as it is read; a body that is destroyed, fails or is left by its caller destroys its connection.
 *
 * @throws as `exchange`
 */
export function streamExchange(
  agent: UndiciDispatcher,
  request: OutboundRequest,
  limits: StreamLimits,
): Promise<WireStream> {
  return new Promise((resolve, reject) => {
    const handler = new StreamHandler(request, limits, { resolve, reject });
    if (handler.isOver) return;
    agent.dispatch(
      {
        origin: request.url.origin,
        path: `${request.url.pathname}${request.url.search}`,
        method: request.method,
        headers: request.headers,
        body: request.body ?? null,
        // The limits are ours: the client's do not know who is waiting for whom.
        headersTimeout: 0,
        bodyTimeout: 0,
      },
      handler,
    );
  });
}

interface Outcome {
  readonly resolve: (reply: WireStream) => void;
  readonly reject: (error: PatchbayError) => void;
}

/** State of one exchange. Before the headers whatever ends it rejects the call, afterwards it destroys the body. */
class StreamHandler implements UndiciDispatcher.DispatchHandler {
  isOver = false;
  private sent = false;
  private controller: UndiciDispatcher.DispatchController | undefined;
  private body: Readable | undefined;
  private firstByteTimer: NodeJS.Timeout | undefined;
  private idleTimer: NodeJS.Timeout | undefined;
  private readonly host: string;
  private readonly request: OutboundRequest;
  private readonly limits: StreamLimits;
  private readonly outcome: Outcome;
  private readonly headersTimer: NodeJS.Timeout;
  private readonly giveUp = (): void => this.fail('given_up');

  constructor(request: OutboundRequest, limits: StreamLimits, outcome: Outcome) {
    this.host = request.url.hostname;
    this.request = request;
    this.limits = limits;
    this.outcome = outcome;
    const { headersTimeoutMs } = limits;
    this.headersTimer = setTimeout(() => this.fail('first_byte_timeout', headersTimeoutMs), headersTimeoutMs);
    if (request.signal?.aborted === true) this.giveUp();
    else request.signal?.addEventListener('abort', this.giveUp, { once: true });
  }

  /** Called when a connection is there, just before the first byte is written. */
  onRequestStart(controller: UndiciDispatcher.DispatchController): void {
    if (this.isOver) {
      controller.abort(new Error('The call is over.'));
      return;
    }
    this.controller = controller;
    this.sent = true;
    const { firstByteTimeoutMs } = this.limits;
    this.firstByteTimer = setTimeout(() => this.fail('first_byte_timeout', firstByteTimeoutMs), firstByteTimeoutMs);
  }

  onResponseStart(controller: UndiciDispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200 || this.isOver) return;
    clearTimeout(this.firstByteTimer);
    clearTimeout(this.headersTimer);
    this.body = new Readable({
      read: () => {
        // The connection may already serve another call.
        if (this.isOver) return;
        this.watchIdle();
        controller.resume();
      },
      destroy: (error, done) => {
        if (this.end()) controller.abort(error ?? new Error('The body was not read to its end.'));
        done(error);
      },
    });
    this.outcome.resolve({ status, headers: presentHeaders(headers), body: this.body });
  }

  onResponseData(controller: UndiciDispatcher.DispatchController, chunk: Uint8Array): void {
    if (this.isOver || this.body === undefined) return;
    if (this.body.push(chunk)) {
      this.watchIdle();
      return;
    }
    // From here it is the reader who lets the provider wait.
    clearTimeout(this.idleTimer);
    controller.pause();
  }

  onResponseEnd(): void {
    if (this.end()) this.body?.push(null);
  }

  onResponseError(_: UndiciDispatcher.DispatchController | undefined, error: Error): void {
    if (!this.end()) return;
    this.tell(error instanceof PatchbayError ? error : describeFault(error, this.sent, this.host));
  }

  private watchIdle(): void {
    clearTimeout(this.idleTimer);
    if (this.isOver) return;
    const { idleTimeoutMs } = this.limits;
    this.idleTimer = setTimeout(() => this.fail('idle_timeout', idleTimeoutMs), idleTimeoutMs);
  }

  private fail(reason: FailureReason, limit?: number): void {
    if (!this.end()) return;
    const error = egressError(reason, this.sent, { host: this.host, ...(limit === undefined ? {} : { limit }) });
    this.tell(error);
    this.controller?.abort(error);
  }

  private tell(error: PatchbayError): void {
    if (this.body === undefined) this.outcome.reject(error);
    else this.body.destroy(error);
  }

  private end(): boolean {
    if (this.isOver) return false;
    this.isOver = true;
    clearTimeout(this.headersTimer);
    clearTimeout(this.firstByteTimer);
    clearTimeout(this.idleTimer);
    this.request.signal?.removeEventListener('abort', this.giveUp);
    return true;
  }
}
