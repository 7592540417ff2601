import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../../engine/ports.ts';
import { PatchbayError } from '../../errors.ts';
import { isHidden, toErrorReply } from '../error-reply.ts';
import { fromFrameworkError } from '../framework-error.ts';
import { safeHeaders } from './safe-headers.ts';

/** Answers every error of a route, and every address without one, with a problem document. */
export function addErrors(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error, request, reply) => sendError(error, request, reply, log));
  app.setNotFoundHandler((request, reply) => {
    const [path = ''] = request.raw.url?.split('?') ?? [];
    const shown = path.length > 200 ? `${path.slice(0, 200)}…` : path;
    sendError(
      new PatchbayError('ROUTE_NOT_FOUND', `There is no route ${request.method} ${shown}.`),
      request,
      reply,
      log,
    );
  });
}

/** Answers one error; what the caller is not told goes to the log. */
export function sendError(raised: unknown, request: FastifyRequest, reply: FastifyReply, log: Log): void {
  const error = fromFrameworkError(raised);
  const isLeft = isAborted(error) && request.signal.aborted;
  if (isHidden(error) && !isLeft) log.error({ request_id: request.id, error }, 'internal error');
  const { status, headers, problem } = toErrorReply(error, request.id);
  // An address that cannot be decoded fails before the first hook.
  request.logFacts = { ...request.logFacts, ...(isLeft ? {} : { code: problem.code }) };
  if (isBodyUnread(request)) reply.header('connection', 'close');
  reply
    .status(status)
    .headers({ 'x-request-id': request.id, ...safeHeaders, ...headers })
    .send(problem);
}

/** What a call meets that was waiting for its turn when its caller went away. */
function isAborted(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** The rest of a body that nobody will read would be taken for the next request, or run into a time-out after the answer. */
function isBodyUnread({ raw }: FastifyRequest): boolean {
  const hasBody = raw.headers['transfer-encoding'] !== undefined || Number(raw.headers['content-length'] ?? 0) > 0;
  return hasBody && !raw.complete;
}
