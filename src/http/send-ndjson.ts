import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Call } from '../engine/call.ts';
import type { Engine } from '../engine/engine.ts';
import type { Log } from '../engine/ports.ts';
import { ndjsonType } from './accept.ts';
import type { Drain } from './drain.ts';
import { isHidden, toErrorReply } from './error-reply.ts';
import { ndjsonLines, type LineCount } from './ndjson-lines.ts';

export interface NdjsonDeps {
  readonly engine: Engine;
  readonly log: Log;
  readonly drain: Drain;
  /** How long a caller is kept waiting for one page. */
  readonly callTimeoutMs: number;
}

/**
 * Answers a list as JSON lines, all of its pages. What fails before the first record is thrown; later it is the last line.
 * The caller's going away and the server's ending both reach the provider's connection at once.
 */
export async function sendNdjson(
  deps: NdjsonDeps,
  call: Call,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const stop = firstOf(request.signal, deps.drain.signal);
  const count: LineCount = { records: 0, warnings: 0 };
  const end = (): void => {
    stop.release();
    const { records, warnings } = count;
    request.logFacts = { ...request.logFacts, records, ...(warnings === 0 ? {} : { warnings }) };
  };
  const lines = ndjsonLines(
    {
      pages: deps.engine.stream({ ...call, signal: stop.signal }, { pageTimeoutMs: deps.callTimeoutMs }),
      from: call.cursor ?? null,
      describe: error => describe(error, deps.log, request),
      leaving: deps.drain.signal,
    },
    count,
  );
  const first = await lines.next().catch((error: unknown) => {
    end();
    throw error;
  });
  const body = Readable.from(withFirst(first, lines, end), { objectMode: false });
  // A caller who goes away before the first line is read has the lines dropped without a beginning.
  body.once('close', stop.release);
  return reply.headers({ 'content-type': `${ndjsonType}; charset=utf-8`, 'x-accel-buffering': 'no' }).send(body);
}

interface ReleasableSignal {
  readonly signal: AbortSignal;
  readonly release: () => void;
}

/** As `AbortSignal.any`, which in Node 20 keeps something for ever on a signal that lives as long as the process. */
function firstOf(ofRequest: AbortSignal, ofProcess: AbortSignal): ReleasableSignal {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  if (ofRequest.aborted || ofProcess.aborted) abort();
  ofRequest.addEventListener('abort', abort, { once: true });
  ofProcess.addEventListener('abort', abort, { once: true });
  return { signal: controller.signal, release: () => ofProcess.removeEventListener('abort', abort) };
}

async function* withFirst(
  first: IteratorResult<string, void>,
  rest: AsyncGenerator<string, void, void>,
  end: () => void,
): AsyncGenerator<string, void, void> {
  try {
    if (!first.done) yield first.value;
    yield* rest;
  } finally {
    end();
  }
}

/** As an error reply's body, with the seconds of its `Retry-After`. What the caller is not told goes to the log. */
function describe(error: unknown, log: Log, request: FastifyRequest): Readonly<Record<string, unknown>> {
  const { problem, headers } = toErrorReply(error, request.id);
  if (isHidden(error) && !request.signal.aborted) log.error({ request_id: request.id, error }, 'internal error');
  request.logFacts = { ...request.logFacts, code: problem.code };
  const wait = headers['retry-after'];
  return { ...problem, ...(wait === undefined ? {} : { retry_after: Number(wait) }) };
}
