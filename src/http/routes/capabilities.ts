import type { FastifyInstance } from 'fastify';
import { cellsOf, coverageOf } from '../../engine/describe/coverage.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Store, StoredAccount } from '../../store/store.ts';
import { catalogueOperations } from '../contract/operations/catalogue.ts';
import { parseQueryString } from '../query-string.ts';
import { queryText } from '../query-text.ts';
import { readSubject, type Subject } from '../subject.ts';

/**
 * `/capabilities`: what every integration does for every method, derived from the definitions; of one account only what
 * its credentials and scopes allow, and why no more.
 */
export function capabilityRoutes(app: FastifyInstance, deps: { readonly engine: Engine; readonly store: Store }): void {
  app.get('/capabilities', { config: { scope: 'read', contract: catalogueOperations.capabilities } }, async request => {
    const map = parseQueryString(queryText(request.raw));
    const subject = await readSubject(deps, request, map);
    const catalogue = deps.engine.catalogue();
    const result = subject ? cellsOf(subject.integration, catalogue.models, subject.access) : coverageOf(catalogue);
    return {
      result,
      next_cursor: null,
      prev_cursor: null,
      result_count: result.length,
      ...(subject?.account ? { account: describeAccount(subject.account, subject) } : {}),
    };
  });
}

function describeAccount({ id, integration, status, auth, credentials }: StoredAccount, { access }: Subject): unknown {
  return { id, integration, status, auth, credentials, known_scopes: access?.granted ?? {} };
}
