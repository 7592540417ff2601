import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../../engine/ports.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Facts for the call's log line, added on its way: ids and names, never a value of the caller's query or body. */
    logFacts: Record<string, unknown>;
  }
}

/** One line a call, when its answer is out or its caller gone: who, what (by route, not by path), how it ended, how long it took. */
export function addAccessLog(app: FastifyInstance, log: Log): void {
  app.decorateRequest('logFacts');
  const told = new WeakSet<FastifyRequest>();
  const tell = (request: FastifyRequest, reply: FastifyReply): void => {
    if (told.has(request)) return;
    told.add(request);
    const fields = {
      request_id: request.id,
      method: request.method,
      route: request.routeOptions.url ?? null,
      // Of a caller who went away before the answer there is no status.
      status: reply.raw.writableEnded ? reply.statusCode : null,
      duration_ms: Math.round(reply.elapsedTime * 10) / 10,
      ...keyFacts(request),
      ...request.logFacts,
    };
    if (isProbe(request)) log.debug(fields, 'request');
    else log.info(fields, 'request');
  };
  app.addHook('onRequest', async (request, reply) => {
    request.logFacts = {};
    // The framework says nothing of an answer that its caller did not wait for.
    reply.raw.once('close', () => tell(request, reply));
  });
  app.addHook('onResponse', async (request, reply) => tell(request, reply));
}

function keyFacts({ apiKey }: FastifyRequest): Record<string, unknown> {
  return apiKey === null || apiKey === undefined ? {} : { environment: apiKey.environmentId, key: apiKey.id };
}

/** Probes come every few seconds and say nothing. */
function isProbe(request: FastifyRequest): boolean {
  return request.routeOptions.url === '/healthz' || request.routeOptions.url === '/readyz';
}
