import type { Integration } from '../definitions/definition.ts';
import type { ResourceMapping } from '../definitions/mapping.ts';
import { filtersOfVariant, includesOf } from '../derived.ts';
import type { InsidePlan } from '../methods/inside.ts';
import type { Model, ModelResource } from '../models/model.ts';

/** A resource of an integration, as far as describing it needs: no record is mapped, so nothing is compiled. */
export interface Described extends InsidePlan {
  readonly integration: Integration;
  readonly model: string;
  readonly resource: ModelResource;
  readonly mapping: ResourceMapping;
  sibling(resource: string): Described | undefined;
}

/** @returns undefined when the integration has no mapping for the resource */
export function describedResource(integration: Integration, model: Model, name: string): Described | undefined {
  const resource = model.resources.get(name);
  const mapping = integration.resources.get(`${model.name}/${name}`);
  if (!resource || !mapping) return undefined;
  return {
    integration,
    model: model.name,
    resource,
    mapping,
    filtersOf: (method, variant) => filtersOfVariant(resource, method, variant),
    includesOf: method => includesOf(resource, method),
    sibling: other => describedResource(integration, model, other),
  };
}
