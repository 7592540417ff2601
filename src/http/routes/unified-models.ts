import type { FastifyInstance } from 'fastify';
import type { Engine } from '../../engine/engine.ts';
import { inBrackets } from '../../engine/mapping/brackets.ts';
import type { Model, ModelResource } from '../../engine/models/model.ts';
import { catalogueOperations } from '../contract/operations/catalogue.ts';
import { describeServing, type Serving } from '../serving.ts';

/**
 * `/unified-models`: every model with its resources, their schemas, filters and methods; which are served in their last
 * good version, and why.
 */
export function modelRoutes(app: FastifyInstance, deps: { readonly engine: Engine }): void {
  app.get('/unified-models', { config: { contract: catalogueOperations.models } }, () => {
    const { models, lastGood } = deps.engine.catalogue();
    const result = [...models.values()]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(model => describeModel(model, describeServing(lastGood?.models.get(model.name))));
    return { result, next_cursor: null, prev_cursor: null, result_count: result.length };
  });
}

function describeModel({ name, label, description, resources }: Model, serving: Serving): Record<string, unknown> {
  return { name, label, description, ...serving, resources: [...resources.values()].map(describeResource) };
}

function describeResource(resource: ModelResource): Record<string, unknown> {
  return {
    name: resource.name,
    description: resource.description,
    methods: [...resource.methods.values()].map(({ name, description }) => ({ name, description })),
    filters: [...resource.filters].map(([path, { type, description, values }]) => ({
      name: inBrackets(path),
      type,
      description,
      ...(values === undefined ? {} : { values }),
    })),
    includes: ['remote_data', ...resource.includes],
    schema: resource.schema,
  };
}
