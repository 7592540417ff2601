import { PatchbayError } from '../../errors.ts';
import type { MethodMapping, SourceDefinition } from '../definitions/definition.ts';
import { nextSlice } from '../expressions/budget.ts';
import type { Variables } from '../expressions/expression.ts';
import { nestFilters, passesFilter, readFilters, setPath, type AppliedFilter } from '../mapping/filters.ts';
import { evaluateTree, isTrue } from '../mapping/tree.ts';
import { chooseVariant, type ChosenVariant } from '../mapping/variant.ts';
import { extendVariables } from '../mapping/variables.ts';
import type { Plan } from '../plan.ts';
import type { Run } from '../run.ts';
import { createCallSource } from '../sources/call-source.ts';
import { createEachSource } from '../sources/each-source.ts';
import { filtered } from '../sources/filtered.ts';
import type { Source } from '../sources/source.ts';

/** A chosen variant of a list, with what its stream is made of. */
export interface StreamScope {
  readonly plan: Plan;
  readonly method: MethodMapping;
  readonly chosen: ChosenVariant;
  /** The caller's filters; those that the variant leaves to the engine are applied here. */
  readonly filters: readonly AppliedFilter[];
  readonly run: Run;
}

/** Opens the stream of native records that a variant describes, filters included. */
export function openSource(scope: StreamScope): Source {
  const { plan, chosen, run } = scope;
  const { variant, variables } = chosen;
  const applied = scope.filters.filter(({ name }) =>
    variant.where.filters.some(field => name === field || name.startsWith(`${field}.`)),
  );
  const isFiltered = applied.length > 0 || variant.where.native.length > 0;
  const { source: definition } = variant;
  const source =
    definition.kind === 'call'
      ? createCallSource(definition.request, variables, run, { isFiltered })
      : openEach(scope, definition);
  if (!isFiltered) return source;
  const mapper = plan.mapper([...new Set(applied.flatMap(({ filter }) => filter.field.slice(0, 1)))]);
  return filtered(source, item => {
    nextSlice(run.budget);
    const itemScope = { variables: item.variables, budget: run.budget };
    if (!variant.where.native.every(expression => isTrue(expression, item.native, itemScope))) return false;
    if (applied.length === 0) return true;
    const { record } = mapper.map(item, run.budget);
    // A record that cannot be mapped is not silently dropped: it goes on and becomes a warning.
    return !record || applied.every(filter => passesFilter(record, filter));
  });
}

function openEach(scope: StreamScope, definition: Extract<SourceDefinition, { kind: 'each' }>): Source {
  const { plan, run, chosen } = scope;
  const parents = openParents(scope, definition);
  const open = (id: string) => ({ id, open: () => openChild(scope, definition, id) });
  return createEachSource({
    parents: parents.source,
    parentOf: item => open(parents.idOf(item) ?? ''),
    reopen: open,
    concurrency: definition.concurrency,
    skips: (error, parentId) => {
      if (!definition.skip.some(kind => kind === error.facts.kind)) return false;
      run.warnings.push({
        code: error.code,
        message: `${plan.resource.name} of ${definition.of} ${parentId} were left out (variant ${chosen.variant.id}): ${error.message}`,
      });
      return true;
    },
  });
}

function openParents(
  { plan, run, chosen }: StreamScope,
  definition: Extract<SourceDefinition, { kind: 'each' }>,
): { source: Source; idOf: (item: Parameters<ReturnType<Plan['mapper']>['idOf']>[0]) => string | undefined } {
  const parentPlan = plan.sibling(definition.of);
  if (!parentPlan) {
    throw new PatchbayError(
      'METHOD_NOT_SUPPORTED',
      `${plan.integration.label} has no ${definition.of} to read ${plan.resource.name} of.`,
    );
  }
  const scope = { variables: chosen.variables, budget: run.budget };
  const raw = definition.query ? evaluateTree(definition.query, undefined, scope) : {};
  const filters = readFilters(parentPlan.resource, typeof raw === 'object' && raw !== null ? { ...raw } : {});
  const method = parentPlan.method('list');
  const variables = baseVariables(run, { query: nestFilters(filters, []) });
  const parent = chooseListVariant(parentPlan, method, variables, run);
  const mapper = parentPlan.mapper([]);
  const idOf = (item: Parameters<typeof mapper.idOf>[0]) => mapper.idOf(item, run.budget);
  const source = openSource({ plan: parentPlan, method, chosen: parent, filters, run });
  return { source: filtered(source, item => idOf(item) !== undefined), idOf };
}

function openChild(scope: StreamScope, definition: Extract<SourceDefinition, { kind: 'each' }>, id: string): Source {
  const { plan, method, run, chosen } = scope;
  const place: Record<string, unknown> = { query: chosen.variables['query'] };
  setPath(place, definition.as, id);
  const variables = extendVariables(chosen.variables, { query: place['query'] });
  const child = chooseVariant(method.variants, { run, variables, resolve: resolveKey(plan) }, chosen.variant);
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
  return { ...run.facts, lookups: {}, steps: {}, replies: {}, ...more };
}
