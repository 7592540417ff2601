import type { Catalogue } from '../definitions/catalogue.ts';
import type { Integration } from '../definitions/definition.ts';
import type { Model } from '../models/model.ts';
import type { Access } from './access.ts';
import type { Cell } from './cell.ts';
import { describeMethod } from './describe-method.ts';
import { describedResource } from './described.ts';
import { keepDescriptions } from './kept.ts';

/** Every integration x resource x method of a catalogue, in the order of names, methods as the model has them. */
export function coverageOf({ integrations, models }: Catalogue): readonly Cell[] {
  return [...integrations.values()].sort(byName).flatMap(integration => cellsOf(integration, models));
}

/** The cells of one integration; with an account's access, what of them is open to that account. */
export const cellsOf: (integration: Integration, models: Catalogue['models'], access?: Access) => readonly Cell[] =
  keepDescriptions((integration, models, access?: Access) => {
    const used = new Set([...integration.resources.values()].map(({ model }) => model));
    return [...models.values()]
      .filter(({ name }) => used.has(name))
      .sort(byName)
      .flatMap(model => cellsOfModel(integration, model, access));
  });

function cellsOfModel(integration: Integration, model: Model, access: Access | undefined): readonly Cell[] {
  return [...model.resources.values()].sort(byName).flatMap(resource => {
    const described = describedResource(integration, model, resource.name);
    return [...resource.methods.keys()].map(name => {
      const method = described?.mapping.methods.get(name);
      if (described && method) return describeMethod(described, method, name, access);
      const names = { integration: integration.name, model: model.name, resource: resource.name, method: name };
      return emptyCell(names, `Its definition has no such ${described ? 'method' : 'resource'}.`);
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
