import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher as UndiciDispatcher } from 'undici';
import type { OutboundRequest } from '../engine/ports.ts';
import { PatchbayError } from '../errors.ts';
import { describeFault, type Progress } from './client-fault.ts';
import { egressError } from './failure.ts';
import type { FailureReason } from './failure.ts';

/** How long a provider may take; whoever reads the reply may set limits of its own. */
export interface WaitLimits {
  /** Between the start of sending and the reply's headers. */
  readonly firstByteTimeoutMs: number;
  /** From the call on, the wait for a connection included, until the end or until the reader lifts it. */
  readonly deadline: { readonly ms: number; readonly reason: FailureReason };
}

/** The head of a reply. */
export interface ReplyHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
}

/** Takes one reply. None of its methods is called once the exchange is over, and one of the last two ends it. */
export interface ReplyReader {
  start(head: ReplyHead, exchange: RunningExchange): void;
  data(chunk: Uint8Array, exchange: RunningExchange): void;
  end(): void;
  fail(error: PatchbayError): void;
}

/** Sends one request over an agent, and has its reply read. Every way out but a whole reply destroys the connection. */
export function runExchange(
  agent: UndiciDispatcher,
  request: OutboundRequest,
  limits: WaitLimits,
  reader: ReplyReader,
): void {
  const exchange = new RunningExchange(request, limits, reader);
  if (exchange.isOver) return;
  agent.dispatch(
    {
      origin: request.url.origin,
      path: `${request.url.pathname}${request.url.search}`,
      method: request.method,
      headers: request.headers,
      body: request.body ?? null,
      // The limits are ours: the client's own are coarse, never end a drip, and do not know who waits for whom.
      headersTimeout: 0,
      bodyTimeout: 0,
    },
    exchange,
  );
}

/** State of one exchange: who ends it first (reply, fault, limit, reader, caller) ends it; the rest is ignored. */
export class RunningExchange implements UndiciDispatcher.DispatchHandler {
  isOver = false;
  private sent = false;
  private isAnswering = false;
  private controller: UndiciDispatcher.DispatchController | undefined;
  private firstByteTimer: NodeJS.Timeout | undefined;
  private readonly request: OutboundRequest;
  private readonly limits: WaitLimits;
  private readonly reader: ReplyReader;
  private readonly deadline: NodeJS.Timeout;
  private readonly giveUp = (): void => this.fail('given_up');

  constructor(request: OutboundRequest, limits: WaitLimits, reader: ReplyReader) {
    this.request = request;
    this.limits = limits;
    this.reader = reader;
    const { ms, reason } = limits.deadline;
    this.deadline = setTimeout(() => this.fail(reason, ms), ms);
    if (request.signal?.aborted === true) this.giveUp();
    else request.signal?.addEventListener('abort', this.giveUp, { once: true });
  }

  /** What is read from here on may take as long as the reader lets it. */
  liftDeadline(): void {
    clearTimeout(this.deadline);
  }

  /** Lets the provider wait. */
  pause(): void {
    this.controller?.pause();
  }

  /** The connection may already serve another call: of one that is over nothing more is asked. */
  resume(): void {
    if (!this.isOver) this.controller?.resume();
  }

  /** Ends it by one of our limits. */
  fail(reason: FailureReason, limit?: number): void {
    const host = this.request.url.hostname;
    const error = egressError(reason, this.sent, { host, ...(limit === undefined ? {} : { limit }) });
    if (!this.settle()) return;
    this.reader.fail(error);
    this.controller?.abort(error);
  }

  /** Ends it without telling the reader, who wants no more of it. */
  leave(error: Error): void {
    if (this.settle()) this.controller?.abort(error);
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

  onResponseStart(_: UndiciDispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200 || this.isOver) return;
    clearTimeout(this.firstByteTimer);
    this.isAnswering = true;
    this.reader.start({ status, headers: presentHeaders(headers) }, this);
  }

  onResponseData(_: UndiciDispatcher.DispatchController, chunk: Uint8Array): void {
    if (!this.isOver) this.reader.data(chunk, this);
  }

  onResponseEnd(): void {
    if (this.settle()) this.reader.end();
  }

  onResponseError(_: UndiciDispatcher.DispatchController | undefined, error: Error): void {
    if (!this.settle()) return;
    const { hostname } = this.request.url;
    this.reader.fail(error instanceof PatchbayError ? error : describeFault(error, this.progress(), hostname));
  }

  private progress(): Progress {
    return this.isAnswering ? 'answering' : this.sent ? 'sent' : 'unsent';
  }

  private settle(): boolean {
    if (this.isOver) return false;
    this.isOver = true;
    clearTimeout(this.deadline);
    clearTimeout(this.firstByteTimer);
    this.request.signal?.removeEventListener('abort', this.giveUp);
    return true;
  }
}

/** Without those that the client lists as undefined. */
function presentHeaders(headers: IncomingHttpHeaders): ReplyHead['headers'] {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
