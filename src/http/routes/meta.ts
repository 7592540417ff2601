import type { FastifyInstance } from 'fastify';
import { metaOf } from '../../engine/describe/meta.ts';
import type { Engine } from '../../engine/engine.ts';
import type { ModelResource } from '../../engine/models/model.ts';
import { PatchbayError } from '../../errors.ts';
import type { Store } from '../../store/store.ts';
import type { Operation } from '../contract/operation.ts';
import { catalogueOperations } from '../contract/operations/catalogue.ts';
import { findModel, findResource } from '../find-model.ts';
import { findIntegration } from '../find-integration.ts';
import { wrongParameter } from '../parameters.ts';
import { parseQueryString } from '../query-string.ts';
import { queryText } from '../query-text.ts';
import { readSubject } from '../subject.ts';

interface OfMethod {
  Params: { model: string; resource: string; method: string };
}

interface OfModel {
  Params: { model: string; integration: string };
}

/** Everything that can be known of methods before they are called: schemas, filters, ways, scopes, paging. */
export function metaRoutes(app: FastifyInstance, deps: { readonly engine: Engine; readonly store: Store }): void {
  const read = (contract: Operation) => ({ config: { scope: 'read', contract } as const });
  app.get<OfMethod>('/unified/:model/:resource/meta/:method', read(catalogueOperations.methodMeta), async request => {
    const { model, resource, method } = request.params;
    const catalogue = deps.engine.catalogue();
    const known = findResource(catalogue, model, resource);
    if (!known.methods.has(method)) throw unknownMethod(known, method);
    const map = parseQueryString(queryText(request.raw));
    const subject = await readSubject(deps, request, map);
    if (subject === undefined)
      throw wrongParameter('integrated_account_id', 'is required, or integration in its place');
    const found = metaOf(subject.integration, catalogue.models, model, subject.access).find(
      one => one.resource === resource && one.method === method,
    );
    if (found === undefined) throw withoutModel(subject.integration.name, model, resource, method);
    return found;
  });
  app.get<OfModel>('/unified/meta/:model/:integration', read(catalogueOperations.modelMeta), request => {
    const { model, integration } = request.params;
    const catalogue = deps.engine.catalogue();
    findModel(catalogue, model);
    const result = metaOf(findIntegration(catalogue, integration), catalogue.models, model);
    return { result, next_cursor: null, prev_cursor: null, result_count: result.length };
  });
}

/** Of an integration that has nothing to do with the model. */
function withoutModel(integration: string, model: string, resource: string, method: string): PatchbayError {
  return new PatchbayError(
    'METHOD_NOT_SUPPORTED',
    `The integration ${integration} has no mapping for ${model}/${resource}, so there is nothing to tell of ${method}.`,
  );
}

function unknownMethod({ name, methods }: ModelResource, method: string): PatchbayError {
  return new PatchbayError(
    'MODEL_NOT_FOUND',
    `The model's ${name} have no method "${method.slice(0, 64)}". There are: ${[...methods.keys()].join(', ')}.`,
  );
}
