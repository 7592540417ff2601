import type { Catalogue } from '../definitions/catalogue.ts';
import type { Integration } from '../definitions/definition.ts';
import { lookupsOf } from '../derived.ts';
import { inBrackets, referenceAsWritten } from '../mapping/brackets.ts';
import { pageSizes } from '../page-sizes.ts';
import type { JsonSchema, ModelFilter, ModelResource } from '../models/model.ts';
import type { Access } from './access.ts';
import type { Cell } from './cell.ts';
import { cellsOf } from './coverage.ts';
import { scopesOfOpen } from './describe-method.ts';
import { describedResource, type Described } from './described.ts';
import { effectiveSchema, writableSchema } from './effective-schema.ts';
import { keepDescriptions } from './kept.ts';
import { openMethod, type OpenMethod } from './open-method.ts';
import { endpointsOf, type Way } from './ways.ts';
import { scopesOf, type ScopeNeeds } from './scopes.ts';

/** Everything a caller can know about one method of an integration before calling it. */
export interface MethodMeta extends Omit<Cell, 'filters' | 'expands' | 'body' | 'includes'> {
  readonly description: string;
  /** JSON Schema of a record with only the fields that can come; absent where nothing comes. */
  readonly schema?: JsonSchema;
  /** JSON Schema of the body with only the fields that are written. */
  readonly body?: JsonSchema;
  readonly filters: readonly FilterMeta[];
  /** Filters that no way does without. */
  readonly required: readonly string[];
  readonly ways: readonly WayMeta[];
  readonly expand: readonly ExpandMeta[];
  readonly include: readonly string[];
  /** Order that the model promises for a list. */
  readonly order?: string;
  readonly paging?: typeof paging;
}

interface FilterMeta extends Pick<ModelFilter, 'type' | 'description' | 'values' | 'resource'> {
  readonly name: string;
}

/** The first way that fits a call serves it. */
interface WayMeta {
  readonly id: string;
  /** Filters, or dotted fields of the body, that a call must have for it. */
  readonly requires: readonly string[];
  /** Further references it can use. */
  readonly accepts: readonly string[];
  readonly filters: readonly string[];
  /** A condition beyond that, as the definition has it. */
  readonly when?: string;
  readonly order?: Way['order'];
  readonly partial?: string;
  readonly scopes: readonly ScopeNeeds[];
}

interface ExpandMeta {
  readonly name: string;
  /** Fields that it fills or improves. */
  readonly fields: readonly string[];
  /** Whether it runs unasked. */
  readonly always: boolean;
  readonly scopes: readonly ScopeNeeds[];
}

const paging = { limit: pageSizes, cursor: 'next_cursor', backwards: false } as const;

/** What is known of every method of an integration's resources of a model; with an account's access, of what is open to it. */
export const metaOf: (
  integration: Integration,
  models: Catalogue['models'],
  model: string,
  access?: Access,
) => readonly MethodMeta[] = keepDescriptions((integration, models, model: string, access?: Access) =>
  cellsOf(integration, models, access)
    .filter(cell => cell.model === model)
    .flatMap(cell => {
      const known = models.get(model);
      const resource = known?.resources.get(cell.resource);
      return known && resource
        ? [metaOfCell(cell, resource, describedResource(integration, known, cell.resource), access)]
        : [];
    }),
);

function metaOfCell(
  cell: Cell,
  resource: ModelResource,
  described: Described | undefined,
  access: Access | undefined,
): MethodMeta {
  const { filters: names, expands: _expands, body: writes, includes, ...known } = cell;
  const isList = cell.method === 'list';
  const method = described?.mapping.methods.get(cell.method);
  const body = resource.methods.get(cell.method)?.body?.schema;
  const open = described && method ? openMethod(described, method, cell.method, access) : nothing;
  return {
    ...known,
    description: resource.methods.get(cell.method)?.description ?? '',
    ...(described && cell.fields.length > 0
      ? {
          schema: effectiveSchema(
            resource.schema,
            described.mapping,
            cell.fields,
            new Set(open.ways.flatMap(({ shapes }) => shapes)),
          ),
        }
      : {}),
    ...(body && writes && writes.length > 0 ? { body: writableSchema(body, [...writes, nativeParameters]) } : {}),
    filters: isList ? filtersOf(resource, names) : [],
    required: requiredByAll(open.ways),
    ways: described ? open.ways.map(way => metaOfWay(described, way, access)) : [],
    expand: described ? expandsOf(described, cell, open, access) : [],
    include: includes,
    ...(isList && resource.order !== undefined ? { order: resource.order } : {}),
    ...(isList ? { paging } : {}),
  };
}

/** What every write takes beside the model's fields: parameters of the provider's own. */
const nativeParameters = 'remote_data';

const nothing: OpenMethod = { ways: [], lookups: new Map(), narrowed: [] };

function filtersOf({ filters }: ModelResource, names: readonly string[]): readonly FilterMeta[] {
  return [...filters].flatMap(([path, { type, description, values, resource }]) => {
    const name = inBrackets(path);
    if (!names.includes(name)) return [];
    return [{ name, type, description, ...(values ? { values } : {}), ...(resource ? { resource } : {}) }];
  });
}

function requiredByAll([first, ...rest]: readonly Way[]): readonly string[] {
  if (first === undefined) return [];
  return first.requires
    .filter(path => rest.every(({ requires }) => requires.includes(path)))
    .map(path => referenceAsWritten(path.split('.')));
}

function metaOfWay({ integration }: Described, way: Way, access: Access | undefined): WayMeta {
  const scopes = scopesOf(integration, endpointsOf(way));
  return {
    id: way.id,
    requires: way.requires.map(path => referenceAsWritten(path.split('.'))),
    accepts: way.accepts.map(path => referenceAsWritten(path.split('.'))),
    filters: way.filters.map(inBrackets),
    ...(way.when === undefined ? {} : { when: way.when }),
    ...(way.order === undefined ? {} : { order: way.order }),
    ...(way.partial === undefined ? {} : { partial: way.partial }),
    scopes: scopes.filter(({ credential }) => access?.credentials.includes(credential) ?? true),
  };
}

function expandsOf(
  described: Described,
  { fields, method }: Cell,
  { lookups }: OpenMethod,
  access: Access | undefined,
): readonly ExpandMeta[] {
  return [...lookups].map(([name, own]) => ({
    name,
    fields: fields.filter(field => lookupsOf(described.mapping, field).includes(name)),
    always: own.some(({ on }) => on.includes(method)),
    scopes: scopesOfOpen(described, { ways: [], lookups: new Map([[name, own]]) }, access),
  }));
}
