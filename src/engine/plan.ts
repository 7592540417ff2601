import { LRUCache } from 'lru-cache';
import { PatchbayError, type FieldError } from '../errors.ts';
import type { Catalogue } from './definitions/catalogue.ts';
import type {
  Integration,
  MethodMapping,
  ResourceMapping,
  SourceDefinition,
  Variant,
} from './definitions/definition.ts';
import type { Expression } from './expressions/expression.ts';
import { filtersBelow, filtersReadBy } from './mapping/filters.ts';
import { createRecordMapper, type RecordMapper } from './mapping/record.ts';
import { dottedPaths, expressionsOf } from './mapping/tree.ts';
import { createValidator, type Validator } from './mapping/validate.ts';
import type { ModelResource } from './models/model.ts';

/** Everything that is known about one resource of one integration before a call comes. */
export interface Plan {
  readonly integration: Integration;
  readonly model: string;
  readonly resource: ModelResource;
  readonly mapping: ResourceMapping;
  readonly validate: Validator;
  /** @throws METHOD_NOT_SUPPORTED with the reason */
  method(name: string): MethodMapping;
  /** The record mapper for these top-level fields; absent: all. */
  mapper(only?: readonly string[]): RecordMapper;
  /** Dotted names of the model's filters that a variant answers exactly. */
  filtersOf(method: MethodMapping, variant: Variant): readonly string[];
  /** Values of `include` that a method can reveal. */
  includesOf(method: MethodMapping): readonly string[];
  /** The mistakes of a caller's body against the model. */
  checkBody(method: string, body: unknown): readonly FieldError[];
  /** Dotted paths of the body that a variant reads. */
  bodyOf(variant: Variant): readonly string[];
  /** Names of lookups that a top-level field reads. */
  lookupsOf(field: string): readonly string[];
  /** The plan of another resource of the same model and integration. */
  sibling(resource: string): Plan | undefined;
}

/** Finds plans by integration, model and resource, and keeps them while their definitions stay the same. */
export interface Plans {
  /** @throws MODEL_NOT_FOUND, METHOD_NOT_SUPPORTED when the integration has no mapping for the resource */
  find(integration: string, model: string, resource: string): Plan;
}

/** @param catalogue read at each call: it may be replaced while the server runs */
export function createPlans(catalogue: () => Catalogue): Plans {
  const kept = new LRUCache<string, Plan>({ max: 500 });

  function find(integrationName: string, modelName: string, resourceName: string): Plan {
    const { integrations, models } = catalogue();
    const resource = models.get(modelName)?.resources.get(resourceName);
    if (!resource) throw unknownResource(catalogue(), modelName, resourceName);
    const integration = integrations.get(integrationName);
    const mapping = integration?.resources.get(`${modelName}/${resourceName}`);
    if (!integration || !mapping) {
      throw new PatchbayError(
        'METHOD_NOT_SUPPORTED',
        integration
          ? `${integration.label} has no mapping for ${modelName}/${resourceName}.`
          : `The definition of the integration "${integrationName}" is not loaded. GET /integrations tells why.`,
      );
    }
    const key = `${integration.hash}/${models.get(modelName)?.hash ?? ''}/${resourceName}`;
    const plan = kept.get(key) ?? compilePlan(integration, modelName, resource, mapping, find);
    kept.set(key, plan);
    return plan;
  }

  return { find };
}

function compilePlan(
  integration: Integration,
  model: string,
  resource: ModelResource,
  mapping: ResourceMapping,
  find: Plans['find'],
): Plan {
  const mappers = new LRUCache<string, RecordMapper>({ max: 50 });
  const bodies = new Map<string, Validator>();
  for (const { name, body } of resource.methods.values()) if (body) bodies.set(name, createValidator(body.schema));
  const plan: Plan = {
    integration,
    model,
    resource,
    mapping,
    validate: createValidator(resource.schema),
    method: name => supportedMethod(plan, name),
    mapper(only) {
      const key = only ? [...only].sort().join(',') : '*';
      const mapper = mappers.get(key) ?? createRecordMapper(mapping.shape, resource.schema, only && new Set(only));
      mappers.set(key, mapper);
      return mapper;
    },
    filtersOf: (method, variant) => filtersOf(resource, method, variant),
    includesOf: method => includesOf(resource, method),
    checkBody: (method, body) => bodies.get(method)?.(body) ?? [],
    bodyOf,
    lookupsOf: field => lookupsOf(mapping, field),
    sibling: name => (integration.resources.has(`${model}/${name}`) ? find(integration.name, model, name) : undefined),
  };
  return plan;
}

function supportedMethod({ integration, mapping, resource }: Plan, name: string): MethodMapping {
  const method = mapping.methods.get(name);
  if (method && method.unsupported === undefined) return method;
  const reason =
    method?.unsupported ??
    (resource.methods.has(name) ? 'its definition has no such method' : 'the model has no such method');
  throw new PatchbayError(
    'METHOD_NOT_SUPPORTED',
    `${integration.label} does not support ${name} of ${resource.name}: ${reason}.`,
  );
}

function filtersOf(resource: ModelResource, method: MethodMapping, variant: Variant): readonly string[] {
  const own = [
    ...variant.given.filter(given => given.path[0] === 'query').map(given => given.path.slice(1).join('.')),
    ...filtersReadBy(resource, requestExpressions(variant)),
    ...variant.where.filters.flatMap(name => filtersBelow(resource, name)),
  ];
  return [...new Set([...own, ...filtersOfChildren(resource, method, variant)])]
    .filter(name => resource.filters.has(name))
    .sort();
}

/** A variant that runs the method once per parent takes what the variants behind it take, but for the parent itself. */
function filtersOfChildren(resource: ModelResource, method: MethodMapping, variant: Variant): readonly string[] {
  const { source } = variant;
  if (source.kind !== 'each') return [];
  const filled = source.as.join('.');
  return method.variants
    .filter(child => child !== variant && child.source.kind !== 'each')
    .filter(child => child.given.some(given => given.path.join('.') === filled))
    .flatMap(child => filtersOf(resource, method, child))
    .filter(name => `query.${name}` !== filled);
}

function includesOf(resource: ModelResource, method: MethodMapping): readonly string[] {
  const read = method.variants.flatMap(requestExpressions).flatMap(expression => {
    const include = expression.demand.variables.get('query')?.keys.get('include');
    return include ? dottedPaths(include) : [];
  });
  return resource.includes.filter(name => read.includes(name));
}

function bodyOf(variant: Variant): readonly string[] {
  const given = variant.given.filter(({ path }) => path[0] === 'body').map(({ path }) => path.slice(1).join('.'));
  const read = requestExpressions(variant).flatMap(expression => dottedPaths(expression.demand.variables.get('body')));
  return [...new Set([...given, ...read])];
}

/** The expressions that decide what is asked for: `when`, `with`, the request, and what is kept of the answer. */
function requestExpressions(variant: Variant): readonly Expression[] {
  return [
    ...(variant.when ? [variant.when] : []),
    ...variant.with.map(([, expression]) => expression),
    ...variant.where.native,
    ...(variant.pick ? [variant.pick] : []),
    ...sourceExpressions(variant.source),
  ];
}

function sourceExpressions(source: SourceDefinition): readonly Expression[] {
  if (source.kind === 'each') return expressionsOf(source.query);
  const { path, query, headers, body } = source.request;
  return [path, query, headers, body].flatMap(expressionsOf);
}

function lookupsOf(mapping: ResourceMapping, field: string): readonly string[] {
  const tree = mapping.shape.fields.find(({ name }) => name === field)?.tree;
  return expressionsOf(tree).flatMap(expression => {
    const lookups = expression.demand.variables.get('lookups');
    return lookups ? (lookups.whole ? [...mapping.shape.lookups.keys()] : [...lookups.keys.keys()]) : [];
  });
}

function unknownResource({ models }: Catalogue, model: string, resource: string): PatchbayError {
  const known = models.get(model);
  const detail = known
    ? `The model ${model} has no resource "${resource}". It has: ${[...known.resources.keys()].sort().join(', ')}.`
    : `There is no unified model "${model}". Loaded are: ${[...models.keys()].sort().join(', ') || 'none'}.`;
  return new PatchbayError('MODEL_NOT_FOUND', detail);
}
