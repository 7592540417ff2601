import { Readable } from 'node:stream';
import type { Dispatcher as UndiciDispatcher } from 'undici';
import type { OutboundRequest } from '../engine/ports.ts';
import type { PatchbayError } from '../errors.ts';
import { runExchange } from './running-exchange.ts';
import type { ReplyHead, ReplyReader, RunningExchange } from './running-exchange.ts';

export interface StreamLimits {
  /** Between the start of sending and the reply's headers. */
  readonly firstByteTimeoutMs: number;
  /** Between the call and the reply's headers, the wait for a connection included. */
  readonly headersTimeoutMs: number;
  /** Between two pieces of the body while it is being read. */
  readonly idleTimeoutMs: number;
}

/** A reply whose body is still on the wire. */
export interface WireStream extends ReplyHead {
  readonly body: Readable;
}

/**
 * Sends one request over an agent; resolves when the reply's headers are in. The body is taken from the connection as fast
 * as it is read; a body that is destroyed, fails or is left by its caller destroys its connection.
 *
 * @throws as `exchange`
 */
export function streamExchange(
  agent: UndiciDispatcher,
  request: OutboundRequest,
  { firstByteTimeoutMs, headersTimeoutMs, idleTimeoutMs }: StreamLimits,
): Promise<WireStream> {
  return new Promise((resolve, reject) => {
    const limits = { firstByteTimeoutMs, deadline: { ms: headersTimeoutMs, reason: 'first_byte_timeout' } } as const;
    runExchange(agent, request, limits, new StreamReader(idleTimeoutMs, { resolve, reject }));
  });
}

interface Outcome {
  readonly resolve: (reply: WireStream) => void;
  readonly reject: (error: PatchbayError) => void;
}

/** Before the headers whatever ends the exchange rejects the call, afterwards it destroys the body. */
class StreamReader implements ReplyReader {
  private body: Readable | undefined;
  private idleTimer: NodeJS.Timeout | undefined;
  private readonly idleTimeoutMs: number;
  private readonly outcome: Outcome;

  constructor(idleTimeoutMs: number, outcome: Outcome) {
    this.idleTimeoutMs = idleTimeoutMs;
    this.outcome = outcome;
  }

  start(head: ReplyHead, exchange: RunningExchange): void {
    exchange.liftDeadline();
    this.body = new Readable({
      read: () => {
        this.watchIdle(exchange);
        exchange.resume();
      },
      destroy: (error, done) => {
        clearTimeout(this.idleTimer);
        exchange.leave(error ?? new Error('The body was not read to its end.'));
        done(error);
      },
    });
    // It may fail before anybody reads it, which then must not end the process; whoever reads it later meets the failure.
    this.body.on('error', () => undefined);
    this.outcome.resolve({ ...head, body: this.body });
  }

  data(chunk: Uint8Array, exchange: RunningExchange): void {
    if (this.body?.push(chunk) === true) return this.watchIdle(exchange);
    // From here it is the reader who lets the provider wait.
    clearTimeout(this.idleTimer);
    exchange.pause();
  }

  end(): void {
    clearTimeout(this.idleTimer);
    this.body?.push(null);
  }

  fail(error: PatchbayError): void {
    clearTimeout(this.idleTimer);
    if (this.body === undefined) this.outcome.reject(error);
    else this.body.destroy(error);
  }

  private watchIdle(exchange: RunningExchange): void {
    clearTimeout(this.idleTimer);
    if (exchange.isOver) return;
    const { idleTimeoutMs } = this;
    this.idleTimer = setTimeout(() => exchange.fail('idle_timeout', idleTimeoutMs), idleTimeoutMs);
  }
}
