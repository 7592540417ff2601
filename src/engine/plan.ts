import { LRUCache } from 'lru-cache';
import { PatchbayError, type FieldError } from '../errors.ts';
import type { Catalogue } from './definitions/catalogue.ts';
import type { Integration } from './definitions/definition.ts';
import type { MethodMapping, ResourceMapping, Variant } from './definitions/mapping.ts';
import { bodyOf, filtersOfVariant, includesOf, lookupsOf } from './derived.ts';
import { createRecordMapper, type MapperOptions, type RecordMapper } from './mapping/record.ts';
import { createValidator, type Validator } from './mapping/validate.ts';
import type { Model, ModelResource } from './models/model.ts';
import { emptyBodySchema } from './models/remote-data.ts';

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
  /** Fields that hold an address of ours, each with the method that it is of. */
  readonly addresses: readonly (readonly [string, string])[];
  /** The plan of another resource of the same model and integration. */
  sibling(resource: string): Plan | undefined;
}

/** Finds plans by integration, model and resource, and keeps them while their definitions stay the same. */
export interface Plans {
  /** @throws MODEL_NOT_FOUND, METHOD_NOT_SUPPORTED when the integration has no mapping for the resource */
  find(integration: string, model: string, resource: string): Plan;
}

/** @param catalogue read at each call: it may be replaced while the server runs */
export function createPlans(catalogue: () => Catalogue, options?: MapperOptions): Plans {
  const kept = new LRUCache<string, Plan>({ max: 500 });

  function find(integrationName: string, modelName: string, resourceName: string): Plan {
    const { integrations, models } = catalogue();
    const model = models.get(modelName);
    if (!model?.resources.has(resourceName)) throw unknownResource(catalogue(), modelName, resourceName);
    const integration = integrations.get(integrationName);
    const plan = integration && planOf(integration, model, resourceName);
    if (plan) return plan;
    if (!integration) throw notLoaded(integrationName);
    throw new PatchbayError(
      'METHOD_NOT_SUPPORTED',
      `${integration.label} has no mapping for ${modelName}/${resourceName}.`,
    );
  }

  /** A call that is under way when the catalogue is replaced reaches other resources in the version it began with. */
  function planOf(integration: Integration, model: Model, resourceName: string): Plan | undefined {
    const resource = model.resources.get(resourceName);
    const mapping = integration.resources.get(`${model.name}/${resourceName}`);
    if (!resource || !mapping) return undefined;
    const key = `${integration.hash}/${model.hash}/${resourceName}`;
    const sibling = (name: string): Plan | undefined => planOf(integration, model, name);
    const plan = kept.get(key) ?? compilePlan(integration, model.name, resource, mapping, { sibling, options });
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
  { sibling, options }: { readonly sibling: Plan['sibling']; readonly options: MapperOptions | undefined },
): Plan {
  const mappers = new LRUCache<string, RecordMapper>({ max: 50 });
  const bodies = new Map<string, Validator>();
  for (const { name, body } of resource.methods.values()) {
    if (name !== 'list' && name !== 'get') bodies.set(name, createValidator(body?.schema ?? emptyBodySchema));
  }
  const plan: Plan = {
    integration,
    model,
    resource,
    mapping,
    validate: createValidator(resource.schema),
    method: name => supportedMethod(plan, name),
    mapper(only) {
      const key = only ? [...only].sort().join(',') : '*';
      const mapper = mappers.get(key) ?? createRecordMapper(mapping, resource.schema, only && new Set(only), options);
      mappers.set(key, mapper);
      return mapper;
    },
    filtersOf: rememberFilters(resource),
    includesOf: method => includesOf(resource, method),
    checkBody: (method, body) => bodies.get(method)?.(body) ?? [],
    bodyOf,
    addresses: [...(resource.addresses ?? [])].filter(([, method]) => {
      const mapped = mapping.methods.get(method);
      return mapped !== undefined && mapped.unsupported === undefined;
    }),
    lookupsOf: field => lookupsOf(mapping, field),
    sibling,
  };
  return plan;
}

/** Found out once: every list asks, and the expressions of a definition do not change. */
function rememberFilters(resource: ModelResource): Plan['filtersOf'] {
  const known = new Map<MethodMapping, Map<Variant, readonly string[]>>();
  return (method, variant) => {
    const ofMethod = known.get(method) ?? new Map<Variant, readonly string[]>();
    known.set(method, ofMethod);
    const filters = ofMethod.get(variant) ?? filtersOfVariant(resource, method, variant);
    ofMethod.set(variant, filters);
    return filters;
  };
}

function supportedMethod({ integration, mapping, resource }: Plan, name: string): MethodMapping {
  const method = mapping.methods.get(name);
  if (method && method.unsupported === undefined) return method;
  const reason =
    method?.unsupported ??
    (resource.methods.has(name) ? 'its definition has no such method' : 'the model has no such method');
  throw new PatchbayError(
    'METHOD_NOT_SUPPORTED',
    `${integration.label} does not support ${name} of ${resource.name}: ${reason.replace(/\.$/, '')}.`,
  );
}

function unknownResource({ models }: Catalogue, model: string, resource: string): PatchbayError {
  const known = models.get(model);
  const detail = known
    ? `The model ${model} has no resource "${resource}". It has: ${[...known.resources.keys()].sort().join(', ')}.`
    : `There is no unified model "${model}". Loaded are: ${[...models.keys()].sort().join(', ') || 'none'}.`;
  return new PatchbayError('MODEL_NOT_FOUND', detail);
}

/** The error of an account whose integration is not being served. */
export function notLoaded(integration: string): PatchbayError {
  return new PatchbayError(
    'METHOD_NOT_SUPPORTED',
    `The definition of the integration "${integration}" is not loaded. GET /integrations tells why.`,
  );
}
