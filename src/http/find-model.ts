import type { Catalogue } from '../engine/definitions/catalogue.ts';
import type { Model, ModelResource } from '../engine/models/model.ts';
import { PatchbayError } from '../errors.ts';

/**
 * The model of this name.
 *
 * @throws PatchbayError MODEL_NOT_FOUND, which tells those there are
 */
export function findModel({ models }: Catalogue, name: string): Model {
  const found = models.get(name);
  if (found !== undefined) return found;
  throw notFound('unified model', name, models.keys());
}

/**
 * The resource of this name in the model of that name.
 *
 * @throws PatchbayError MODEL_NOT_FOUND, which tells those there are
 */
export function findResource(catalogue: Catalogue, modelName: string, name: string): ModelResource {
  const model = findModel(catalogue, modelName);
  const found = model.resources.get(name);
  if (found !== undefined) return found;
  throw notFound(`resource of ${model.name}`, name, model.resources.keys());
}

function notFound(kind: string, name: string, names: Iterable<string>): PatchbayError {
  const listed = [...names].sort().join(', ') || 'none';
  return new PatchbayError('MODEL_NOT_FOUND', `There is no ${kind} "${name.slice(0, 100)}". There are: ${listed}.`);
}
