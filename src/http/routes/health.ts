import type { FastifyInstance } from 'fastify';
import type { Store } from '../../store/store.ts';
import { PatchbayError } from '../../errors.ts';
import { serverOperations } from '../contract/operations/server.ts';
import type { Drain } from '../drain.ts';

/** `/healthz`: the process lives. `/readyz`: it should be sent calls, which it should not while draining or without its store. */
export function healthRoutes(app: FastifyInstance, deps: { readonly store: Store; readonly drain: Drain }): void {
  app.get('/healthz', { config: { contract: serverOperations.live } }, () => ({ status: 'ok' }));
  app.get('/readyz', { config: { contract: serverOperations.ready } }, async () => {
    if (deps.drain.isDraining) throw new PatchbayError('OVERLOADED', 'This server is shutting down.');
    await deps.store.health();
    return { status: 'ready' };
  });
}
