import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Catalogue } from '../../engine/definitions/catalogue.ts';
import type { Engine } from '../../engine/engine.ts';
import { openapiDocument, type DocumentFacts } from '../contract/document.ts';
import { serverOperations } from '../contract/operations/server.ts';
import type { ContractRoute } from '../contract/route.ts';

/** `/openapi.json`, without a key: made once per catalogue. */
export function openapiRoutes(
  app: FastifyInstance,
  deps: { readonly engine: Engine; readonly routes: () => readonly ContractRoute[]; readonly facts: DocumentFacts },
): void {
  const kept = new WeakMap<Catalogue, { readonly text: string; readonly etag: string }>();
  app.get('/openapi.json', { config: { contract: serverOperations.openapi } }, (request, reply) => {
    const catalogue = deps.engine.catalogue();
    const made = kept.get(catalogue) ?? make(catalogue);
    kept.set(catalogue, made);
    reply.headers({ 'cache-control': 'no-cache', etag: made.etag });
    if (request.headers['if-none-match'] === made.etag) return reply.status(304).send();
    return reply.type('application/json; charset=utf-8').send(made.text);
  });

  function make(catalogue: Catalogue): { readonly text: string; readonly etag: string } {
    const text = JSON.stringify(openapiDocument(deps.routes(), catalogue, deps.facts));
    return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` };
  }
}
