import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Log } from '../../engine/ports.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Facts for the call's log line, added on its way: ids and names, never a value of the caller's query or body. */
    logFacts: Record<string, unknown>;
  }
}

/** One line a call, when its answer is out: who, what (by route, not by path), how it ended, how long it took. */
export function addAccessLog(app: FastifyInstance, log: Log): void {
  app.decorateRequest('logFacts');
  app.addHook('onRequest', async request => {
    request.logFacts = {};
  });
  app.addHook('onResponse', async (request, reply) => {
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
  });
}

function keyFacts({ apiKey }: FastifyRequest): Record<string, unknown> {
  return apiKey === null || apiKey === undefined ? {} : { environment: apiKey.environmentId, key: apiKey.id };
}

/** Probes come every few seconds and say nothing. */
function isProbe(request: FastifyRequest): boolean {
  return request.routeOptions.url === '/healthz' || request.routeOptions.url === '/readyz';
}
