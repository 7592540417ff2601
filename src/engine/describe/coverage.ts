import type { Catalogue } from '../definitions/catalogue.ts';
import type { Integration } from '../definitions/definition.ts';
import type { Model } from '../models/model.ts';
import type { Cell } from './cell.ts';
import { describeMethod } from './describe-method.ts';
import { describedResource } from './described.ts';

/** Cells of an integration, kept as long as it is served: a changed definition or model is another object. */
const kept = new WeakMap<Integration, { readonly models: Catalogue['models']; readonly cells: readonly Cell[] }>();

/** Every integration x resource x method of a catalogue, in the order of names, methods as the model has them. */
export function coverageOf({ integrations, models }: Catalogue): readonly Cell[] {
  return [...integrations.values()].sort(byName).flatMap(integration => cellsOf(integration, models));
}

/** The cells of one integration. */
export function cellsOf(integration: Integration, models: Catalogue['models']): readonly Cell[] {
  const known = kept.get(integration);
  if (known && known.models === models) return known.cells;
  const used = new Set([...integration.resources.values()].map(({ model }) => model));
  const cells = [...models.values()]
    .filter(({ name }) => used.has(name))
    .sort(byName)
    .flatMap(model => cellsOfModel(integration, model));
  kept.set(integration, { models, cells });
  return cells;
}

function cellsOfModel(integration: Integration, model: Model): readonly Cell[] {
  return [...model.resources.values()].sort(byName).flatMap(resource => {
    const described = describedResource(integration, model, resource.name);
    return [...resource.methods.keys()].map(name => {
      const method = described?.mapping.methods.get(name);
      if (described && method) return describeMethod(described, method, name);
      const reason = described ? 'Its definition has no such method.' : 'Its definition has no such resource.';
      return emptyCell(
        { integration: integration.name, model: model.name, resource: resource.name, method: name },
        reason,
      );
    });
  });
}

function emptyCell(names: Pick<Cell, 'integration' | 'model' | 'resource' | 'method'>, reason: string): Cell {
  return {
    ...names,
    state: 'unsupported',
    reason,
    fields: [],
    missing: {},
    filters: [],
    includes: [],
    expands: [],
    scopes: [],
  };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}
