import type { FastifyInstance } from 'fastify';
import type { Catalogue } from '../../engine/definitions/catalogue.ts';
import type { Integration } from '../../engine/definitions/definition.ts';
import { cellsOf } from '../../engine/describe/coverage.ts';
import type { Engine } from '../../engine/engine.ts';
import { catalogueOperations } from '../contract/operations/catalogue.ts';
import { describeEndpoint, describeIntegration } from '../describe-integration.ts';
import { findIntegration } from '../find-integration.ts';
import { describeServing } from '../serving.ts';

interface ByName {
  Params: { name: string };
}

/**
 * `/integrations`: what is served, how to link it, what it can do; which serve their last good version, and why, while
 * their files have mistakes; and why other definitions were refused. One by its name also has the provider's endpoints.
 */
export function integrationRoutes(app: FastifyInstance, deps: { readonly engine: Engine }): void {
  app.get('/integrations', { config: { contract: catalogueOperations.integrations } }, () => {
    const catalogue = deps.engine.catalogue();
    const result = [...catalogue.integrations.values()]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(integration => describe(integration, catalogue));
    const { problems } = catalogue;
    return { result, next_cursor: null, prev_cursor: null, result_count: result.length, problems };
  });
  app.get<ByName>('/integrations/:name', { config: { contract: catalogueOperations.integration } }, request => {
    const catalogue = deps.engine.catalogue();
    const integration = findIntegration(catalogue, request.params.name);
    return {
      ...describe(integration, catalogue),
      endpoints: [...integration.endpoints.values()].map(describeEndpoint),
    };
  });
}

function describe(integration: Integration, { models, lastGood }: Catalogue): Record<string, unknown> {
  const serving = describeServing(lastGood?.integrations.get(integration.name));
  return describeIntegration(integration, cellsOf(integration, models), serving);
}
