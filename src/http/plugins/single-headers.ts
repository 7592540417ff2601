import type { FastifyInstance } from 'fastify';
import { PatchbayError } from '../../errors.ts';

/** Headers that decide who asks, where it goes and what it is: by their lower-case names, as they are written. */
const single: ReadonlyMap<string, string> = new Map(
  ['Host', 'Authorization', 'Content-Type', 'Idempotency-Key'].map(name => [name.toLowerCase(), name]),
);

/**
 * Refuses a request without Host, and one that has one of these headers twice: a proxy before us may have gone by the other one.
 * Node takes the first in silence, or joins them.
 */
export function addSingleHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    // Node's own answer to it would be no problem document.
    if (request.raw.httpVersion === '1.1' && request.raw.headers.host === undefined) {
      reply.header('connection', 'close');
      throw new PatchbayError('REQUEST_INVALID', 'The request has no Host header.');
    }
    const met = new Set<string>();
    for (const [index, written] of request.raw.rawHeaders.entries()) {
      const name = index % 2 === 0 ? written.toLowerCase() : '';
      if (!single.has(name)) continue;
      if (met.has(name)) {
        reply.header('connection', 'close');
        throw new PatchbayError('REQUEST_INVALID', `The request has more than one ${single.get(name) ?? name} header.`);
      }
      met.add(name);
    }
  });
}
