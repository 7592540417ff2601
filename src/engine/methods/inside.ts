import { PatchbayError } from '../../errors.ts';
import type { InsideDefinition } from '../definitions/mapping.ts';
import { nextSlice } from '../expressions/budget.ts';
import { nestFilters, type AppliedFilter } from '../mapping/filters.ts';
import { encodeId, type IdParts } from '../mapping/ids.ts';
import { readResourceId } from '../mapping/resource-ids.ts';
import { extendVariables } from '../mapping/variables.ts';
import type { Plan } from '../plan.ts';
import type { Run } from '../run.ts';
import { filtered } from '../sources/filtered.ts';
import { createInsideSource } from '../sources/inside-source.ts';
import type { Item, Source } from '../sources/source.ts';
import { findNative } from './find-native.ts';
import { baseVariables, chooseListVariant, createFilter, openSource } from './open-source.ts';

/** What is known of a resource on either side. */
export type InsidePlan = Pick<Plan, 'resource' | 'mapping' | 'filtersOf' | 'includesOf'>;

/** A resource whose records lie in the records of another, with that other. */
interface InsidePair {
  readonly plan: InsidePlan;
  readonly inside: InsideDefinition;
  readonly holders: InsidePlan;
}

/** The same for a call. */
export interface InsideScope extends InsidePair {
  readonly plan: Plan;
  readonly holders: Plan;
  readonly run: Run;
}

/** @throws METHOD_NOT_SUPPORTED when the integration has no mapping for the holders */
export function insideScope(plan: Plan, inside: InsideDefinition, run: Run): InsideScope {
  const holders = plan.sibling(inside.of);
  if (holders) return { plan, inside, holders, run };
  throw new PatchbayError(
    'METHOD_NOT_SUPPORTED',
    `${plan.integration.label} has no ${inside.of} that hold ${plan.resource.name}.`,
  );
}

/** Dotted names of the filters: the holder itself, ids that the holders are filtered by, and what the records carry. */
export function filtersInside({ plan, inside, holders }: InsidePair): readonly string[] {
  const ofHolders = filtersOfHolders(holders);
  return [...plan.resource.filters]
    .filter(([name, filter]) => {
      if (filter.type !== 'id') return filter.field.length > 0;
      return (
        filter.resource === inside.of || (ofHolders.has(name) && holders.resource.filters.get(name)?.type === 'id')
      );
    })
    .map(([name]) => name)
    .sort();
}

function filtersOfHolders(holders: InsidePlan): ReadonlySet<string> {
  const list = holders.mapping.methods.get('list');
  return new Set(list?.variants.flatMap(variant => holders.filtersOf(list, variant)));
}

/** Whether the field compared is nothing but the holder's field of the same name: then the holders can be filtered by it. */
function isHoldersOwn(plan: Plan, { filter }: AppliedFilter): boolean {
  const path = filter.field.join('.');
  return [...plan.mapping.shapes.values()].every(({ fields }) => {
    const tree = fields.find(({ name }) => name === path)?.tree;
    return tree?.kind === 'expression' && tree.expression.source.trim() === `$holder.unified.${path}`;
  });
}

/** Values of `include` that reveal holders, and so what is inside them. */
export function includesInside({ plan, holders }: InsidePair): readonly string[] {
  const list = holders.mapping.methods.get('list');
  return list ? holders.includesOf(list).filter(name => plan.resource.includes.includes(name)) : [];
}

/** The stream of records inside the holders that the caller's filters name. */
export async function openInside(
  scope: InsideScope,
  filters: readonly AppliedFilter[],
  include: readonly string[],
): Promise<Source> {
  const { plan, inside, holders, run } = scope;
  const one = filters.find(({ filter }) => filter.type === 'id' && filter.resource === inside.of);
  const ofHolders = filtersOfHolders(holders);
  const passed = filters.filter(
    applied =>
      applied !== one && ofHolders.has(applied.name) && (applied.filter.type === 'id' || isHoldersOwn(plan, applied)),
  );
  const source = one ? await oneHolder(scope, String(one.value)) : listHolders(scope, passed, include);
  const records = createInsideSource(source, holder => recordsOfHolder(scope, holder));
  // Passed on, an id filter has chosen the holders; with one holder it is compared where the records carry it.
  const compared = filters.filter(
    ({ filter }) => filter.field.length > 0 && (filter.type !== 'id' || one !== undefined) && filter !== one?.filter,
  );
  return compared.length > 0 ? filtered(records, createFilter(plan, run, [], compared)) : records;
}

/** The holders' own list, which may tell by `$inside` what for: replies hold attachments too, but are no part of a channel's list. */
function listHolders(
  { plan, holders, run }: InsideScope,
  filters: readonly AppliedFilter[],
  include: readonly string[],
): Source {
  const method = holders.method('list');
  const variables = baseVariables(run, { query: nestFilters(filters, include), inside: plan.resource.name });
  const chosen = chooseListVariant(holders, method, variables, run);
  return openSource({ plan: holders, method, chosen, filters, run });
}

async function oneHolder({ holders, run }: InsideScope, id: string): Promise<Source> {
  const holder = await findNative(holders, id, [], run);
  const items = holder ? [holder] : [];
  return { next: async () => ({ items, next: null, after: () => null }) };
}

/** The native records inside one holder, each with `$holder`. */
function recordsOfHolder({ inside, holders, run }: InsideScope, holder: Item): readonly Item[] {
  nextSlice(run.budget);
  const found = inside.records.run(holder.native, holder.variables, run.budget);
  if (found === undefined || found === null) return [];
  const unified = holders.mapper().map(holder, run.budget).record ?? {};
  const variables = extendVariables(holder.variables, { holder: { native: holder.native, unified } });
  return (Array.isArray(found) ? found : [found]).map((native: unknown) => ({ native, variables }));
}

/** The native record with a unified id: its holder is read, then the record looked for in it. */
export async function findInside(scope: InsideScope, id: string): Promise<Item | undefined> {
  const { plan, holders, run } = scope;
  const { parts } = readResourceId(plan.mapping, id, 'id');
  const holderId = holderOf(scope, parts);
  if (holderId === undefined) return undefined;
  const holder = await findNative(holders, holderId, [], run);
  const mapper = plan.mapper([]);
  return holder && recordsOfHolder(scope, holder).find(item => mapper.idOf(item, run.budget) === id);
}

/** The holder's id is a part of the record's key, or is made of parts of the same names. */
function holderOf({ plan, holders }: InsideScope, parts: IdParts): string | undefined {
  const keys = [...plan.mapping.shapes.values()].flatMap(({ key }) => key.parts);
  const whole = keys.find(({ expression }) =>
    expression?.demand.variables.get('holder')?.keys.get('unified')?.keys.has('id'),
  );
  if (whole) return parts[whole.name];
  const { name: _, ...own } = parts;
  return [...holders.mapping.shapes.values()].map(({ key }) => encodeId(key, own)).find(id => id !== undefined);
}
