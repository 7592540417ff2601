import { createHash } from 'node:crypto';
import { PatchbayError } from '../../errors.ts';
import type { MethodMapping, SourceDefinition, Stream } from '../definitions/mapping.ts';
import { nativeKeysOf } from '../derived.ts';
import { nextSlice } from '../expressions/budget.ts';
import type { Variables } from '../expressions/expression.ts';
import { nestFilters, passesFilter, readFilters, setPath, type AppliedFilter } from '../mapping/filters.ts';
import { evaluateTree, isTrue } from '../mapping/tree.ts';
import { chooseVariant, type ChosenVariant } from '../mapping/variant.ts';
import { extendVariables } from '../mapping/variables.ts';
import type { Plan } from '../plan.ts';
import type { Run } from '../run.ts';
import { createCallSource } from '../sources/call-source.ts';
import { createChainSource } from '../sources/chain-source.ts';
import { createEachSource, type EachOptions } from '../sources/each-source.ts';
import { ending } from '../sources/ending.ts';
import { filtered } from '../sources/filtered.ts';
import type { Item, Source } from '../sources/source.ts';

/** A chosen variant of a list, with what its stream is made of. */
export interface StreamScope {
  readonly plan: Plan;
  readonly method: MethodMapping;
  readonly chosen: ChosenVariant;
  /** The caller's filters; those that the variant leaves to the engine are applied here. */
  readonly filters: readonly AppliedFilter[];
  /** Top-level fields that will be mapped; absent: all. */
  readonly fields?: readonly string[];
  /** The caller wants native records as they are, so none of their keys may be left out. */
  readonly isWhole?: boolean;
  /** The caller's own native parameters. */
  readonly remoteQuery?: Readonly<Record<string, string>>;
  readonly run: Run;
}

type SourceOf<Kind extends SourceDefinition['kind']> = Extract<SourceDefinition, { kind: Kind }>;

/** Opens the stream of native records that a variant describes, filters included. */
export function openSource(scope: StreamScope): Source {
  return openStream(scope, scope.chosen.variant, scope.chosen.variables);
}

function openStream(scope: StreamScope, stream: Stream, variables: Variables): Source {
  const { plan, run } = scope;
  const applied = scope.filters.filter(({ name }) =>
    stream.where.filters.some(field => name === field || name.startsWith(`${field}.`)),
  );
  const isFiltered = applied.length > 0 || stream.where.native.length > 0;
  const opened = openDefinition(scope, stream, stream.source, variables, isFiltered);
  const { until } = stream;
  const source = until
    ? ending(opened, item => {
        nextSlice(run.budget);
        return isTrue(until, item.native, { variables: item.variables, budget: run.budget });
      })
    : opened;
  return isFiltered ? filtered(source, createFilter(plan, run, stream.where.native, applied)) : source;
}

/** Keeps the items for which every native condition and every filter of the caller holds. */
export function createFilter(
  plan: Plan,
  run: Run,
  conditions: Stream['where']['native'],
  applied: readonly AppliedFilter[],
): (item: Item) => boolean {
  const mapper = plan.mapper([...new Set(applied.flatMap(({ filter }) => filter.field.slice(0, 1)))]);
  return item => {
    nextSlice(run.budget);
    const itemScope = { variables: item.variables, budget: run.budget };
    if (!conditions.every(expression => isTrue(expression, item.native, itemScope))) return false;
    if (applied.length === 0) return true;
    const { record } = mapper.map(item, run.budget);
    // A record that cannot be mapped is not silently dropped: it goes on and becomes a warning.
    return !record || applied.every(filter => passesFilter(record, filter));
  };
}

function openDefinition(
  scope: StreamScope,
  stream: Stream,
  definition: SourceDefinition,
  variables: Variables,
  isFiltered: boolean,
): Source {
  switch (definition.kind) {
    case 'call': {
      const nativeKeys = nativeKeysFor(scope, stream);
      return createCallSource(definition.request, variables, scope.run, {
        isFiltered,
        ...(stream.shape === undefined ? {} : { shape: stream.shape }),
        ...(nativeKeys ? { nativeKeys } : {}),
        ...(scope.remoteQuery ? { remoteQuery: scope.remoteQuery } : {}),
      });
    }
    case 'each':
      return openEach(scope, definition, variables);
    case 'each_call':
      return openEachCall(scope, stream, definition, variables, isFiltered);
    case 'chain':
      return createChainSource(definition.links.map(link => openStream(scope, link, variables)));
  }
}

/** Native keys to ask for: what the fields read, and what the filters left to the engine compare. */
function nativeKeysFor({ plan, fields, filters, isWhole }: StreamScope, stream: Stream): readonly string[] | undefined {
  if (isWhole) return undefined;
  const compared = filters.flatMap(({ filter }) => filter.field.slice(0, 1));
  return nativeKeysOf(plan.mapping, stream, fields && [...fields, ...compared]);
}

function openEachCall(
  scope: StreamScope,
  stream: Stream,
  definition: SourceOf<'each_call'>,
  variables: Variables,
  isFiltered: boolean,
): Source {
  return createEachSource({
    parents: createCallSource(definition.parents, variables, scope.run, { isFiltered: false }),
    parentOf: ({ native }) => ({
      // A native parent has no id of ours; what it is names it.
      id: createHash('sha256').update(JSON.stringify(native)).digest('base64url').slice(0, 22),
      open: () =>
        openDefinition(scope, stream, definition.source, extendVariables(variables, { parent: native }), isFiltered),
    }),
    concurrency: definition.concurrency,
    skip: skipping(scope, definition, 'a parent'),
  });
}

function openEach(scope: StreamScope, definition: SourceOf<'each'>, variables: Variables): Source {
  const parents = openParents(scope, definition, variables);
  const open = (id: string) => ({ id, open: () => openChild(scope, definition, variables, id) });
  return createEachSource({
    parents: parents.source,
    parentOf: item => open(parents.idOf(item) ?? ''),
    reopen: open,
    concurrency: definition.concurrency,
    skip: skipping(scope, definition, definition.of),
  });
}

function skipping(
  { plan, run, chosen }: StreamScope,
  { skip }: Pick<SourceOf<'each'>, 'skip'>,
  of: string,
): EachOptions['skip'] {
  return (error, parentId) => {
    if (!skip.some(kind => kind === error.facts.kind)) return undefined;
    const message = `${plan.resource.name} of ${of} ${parentId} were left out (variant ${chosen.variant.id}): ${error.message}`;
    return () => void run.warnings.push({ code: error.code, message });
  };
}

interface Parents {
  readonly source: Source;
  readonly idOf: (item: Item) => string | undefined;
}

function openParents({ plan, run }: StreamScope, definition: SourceOf<'each'>, variables: Variables): Parents {
  const parentPlan = plan.sibling(definition.of);
  if (!parentPlan) {
    throw new PatchbayError(
      'METHOD_NOT_SUPPORTED',
      `${plan.integration.label} has no ${definition.of} to read ${plan.resource.name} of.`,
    );
  }
  nextSlice(run.budget);
  const raw = definition.query ? evaluateTree(definition.query, undefined, { variables, budget: run.budget }) : {};
  const filters = readFilters(parentPlan.resource, typeof raw === 'object' && raw !== null ? { ...raw } : {});
  const method = parentPlan.method('list');
  const parent = chooseListVariant(parentPlan, method, baseVariables(run, { query: nestFilters(filters, []) }), run);
  const mapper = parentPlan.mapper([]);
  const idOf = (item: Item) => mapper.idOf(item, run.budget);
  const source = openSource({ plan: parentPlan, method, chosen: parent, filters, fields: [], run });
  return { source: filtered(source, item => idOf(item) !== undefined), idOf };
}

function openChild(scope: StreamScope, definition: SourceOf<'each'>, variables: Variables, id: string): Source {
  const { plan, method, run, chosen } = scope;
  const place: Record<string, unknown> = { query: variables['query'] };
  setPath(place, definition.as, id);
  const own = extendVariables(variables, { query: place['query'] });
  const child = chooseVariant(method.variants, { run, variables: own, resolve: resolveKey(plan) }, chosen.variant);
  return openSource({ ...scope, chosen: child });
}

/** The variant of a list that serves these variables. */
export function chooseListVariant(plan: Plan, method: MethodMapping, variables: Variables, run: Run): ChosenVariant {
  return chooseVariant(method.variants, { run, variables, resolve: resolveKey(plan) });
}

/** Finds the mapping that a reference's id belongs to. */
export function resolveKey(plan: Plan): (resource: string) => Plan['mapping'] | undefined {
  return resource => plan.sibling(resource)?.mapping;
}

/** The variables every expression of a call may read. */
export function baseVariables(run: Run, more: Readonly<Record<string, unknown>>): Variables {
  return { ...run.facts, lookups: {}, steps: {}, replies: {}, idempotency: run.idempotencyKey, ...more };
}
