import type { FastifyInstance } from 'fastify';

/** On every answer. */
export const safeHeaders = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const;

/** Keeps answers out of caches and away from content sniffing. */
export function addSafeHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (_, reply) => {
    reply.headers(safeHeaders);
  });
}
