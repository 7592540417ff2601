import type { FastifyInstance } from 'fastify';
import type { Drain } from '../drain.ts';

/**
 * While the server is on its way out every answer closes its connection: otherwise closing would wait for clients that
 * keep theirs open.
 */
export function addLeaving(app: FastifyInstance, drain: Drain): void {
  app.addHook('preClose', async () => drain.begin());
  app.addHook('onSend', async (_, reply) => {
    if (drain.isDraining) reply.header('connection', 'close');
  });
}
