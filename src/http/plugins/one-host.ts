import type { FastifyInstance } from 'fastify';
import { PatchbayError } from '../../errors.ts';

/**
 * Refuses a request with two Host headers: a proxy before us may have gone by the other one. Node takes the first in
 * silence.
 */
export function addOneHost(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    const names = request.raw.rawHeaders.filter((_, index) => index % 2 === 0);
    if (names.filter(name => name.toLowerCase() === 'host').length <= 1) return;
    reply.header('connection', 'close');
    throw new PatchbayError('REQUEST_INVALID', 'The request has more than one Host header.');
  });
}
