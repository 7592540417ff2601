import { PatchbayError } from '../../errors.ts';
import type { Page, RawPage } from '../call.ts';
import { nestFilters, readFilters, type AppliedFilter } from '../mapping/filters.ts';
import type { Plan } from '../plan.ts';
import { walkChangedError } from '../sources/cursor.ts';
import type { Position, Source } from '../sources/source.ts';
import { readForCall } from '../sources/walk.ts';
import { toUnified } from './answer.ts';
import { checkInclude } from './check-include.ts';
import type { MethodContext } from './context.ts';
import { filtersInside, includesInside, insideScope, openInside } from './inside.ts';
import { baseVariables, chooseListVariant, openSource } from './open-source.ts';

/** Serves a list: filters, a stream, from the cursor on, lookups, mapping, validation. */
export async function runList(context: MethodContext): Promise<Page | RawPage> {
  const { call, run } = context;
  const walk = await openWalk(context);
  const { items, position } = await readForCall(walk.source, walk.from, call.limit, run);
  const page = { nextCursor: position && walk.seal(position), prevCursor: null, warnings: run.warnings };
  if (call.format === 'raw') return { kind: 'raw_page', records: items.map(({ native }) => native), ...page };
  const { records } = await toUnified(items, context);
  return { kind: 'page', records, ...page };
}

/** A list's stream of native records, and where in it the caller's cursor points. */
export interface ListWalk {
  readonly source: Source;
  /** Undefined: the start. */
  readonly from: Position | undefined;
  /** The cursor for a place in this stream. */
  readonly seal: (position: Position) => string;
}

/** Opens a list's stream: filters are read and checked, a variant is chosen, the cursor is opened. */
export async function openWalk(context: MethodContext): Promise<ListWalk> {
  const { call, plan, cursors } = context;
  const filters = readFilters(plan.resource, call.query);
  const include = call.include.filter(name => name !== 'remote_data');
  const query = nestFilters(filters, include);
  const { variant, source } = await openList(context, filters, include);
  const { accountId, model, resource, method } = { accountId: call.account.id, ...call };
  const binding = { accountId, model, resource, method, query: { ...query, remote_query: call.remoteQuery } };
  const from = call.cursor === undefined ? undefined : cursors.open(call.cursor, binding);
  if (from && from.variant !== variant) throw walkChangedError();
  return { source, from: from?.position, seal: position => cursors.seal({ variant, position }, binding) };
}

interface OpenedList {
  /** What a cursor names, so that it is not read as a place in another stream. */
  readonly variant: string;
  readonly source: Source;
}

async function openList(
  { call, plan, run }: MethodContext,
  filters: readonly AppliedFilter[],
  include: readonly string[],
): Promise<OpenedList> {
  const method = plan.method(call.method);
  const { inside } = plan.mapping;
  if (inside) {
    const scope = insideScope(plan, inside, run);
    refuseRemoteQuery(plan, call.remoteQuery);
    checkInclude(plan, includesInside(scope), include);
    checkFilters(plan, filtersInside(scope), [], filters);
    return { variant: 'inside', source: await openInside(scope, filters, include) };
  }
  checkInclude(plan, plan.includesOf(method), include);
  const variables = baseVariables(run, { query: nestFilters(filters, include) });
  const chosen = chooseListVariant(plan, method, variables, run);
  const others = method.variants.filter(variant => variant !== chosen.variant);
  checkFilters(
    plan,
    plan.filtersOf(method, chosen.variant),
    others.map(variant => plan.filtersOf(method, variant)),
    filters,
  );
  const asked = {
    isWhole: call.format === 'raw' || call.include.includes('remote_data'),
    ...(call.fields ? { fields: call.fields } : {}),
    ...(call.remoteQuery ? { remoteQuery: call.remoteQuery } : {}),
  };
  return {
    variant: chosen.variant.id,
    source: openSource({ plan, method, chosen, filters, run, ...asked }),
  };
}

/** @param elsewhere what the other ways of this list support */
function checkFilters(
  plan: Plan,
  supported: readonly string[],
  elsewhere: readonly (readonly string[])[],
  filters: readonly AppliedFilter[],
): void {
  const unknown = filters.filter(({ name }) => !supported.includes(name));
  if (unknown.length === 0) return;
  const names = unknown.map(({ name }) => name).join(', ');
  const ways = elsewhere.filter(other => unknown.every(({ name }) => other.includes(name)));
  const advice =
    ways.length > 0 ? ` It is supported by itself or with: ${ways.map(way => way.join(', ')).join('; or ')}.` : '';
  throw new PatchbayError(
    'REQUEST_FILTER_UNKNOWN',
    `${plan.integration.label} cannot filter ${plan.resource.name} by ${names} in this call. Supported here: ${supported.join(', ') || 'none'}.${advice}`,
    {
      errors: unknown.map(({ name }) => ({
        pointer: `/${name.replaceAll('.', '/')}`,
        message: 'is not supported here',
      })),
    },
  );
}

/** Records inside others come from calls of another resource; parameters of theirs are asked for there. */
function refuseRemoteQuery(plan: Plan, remoteQuery: MethodContext['call']['remoteQuery']): void {
  if (!remoteQuery) return;
  const message = `remote_query has no meaning for ${plan.resource.name} of ${plan.integration.label}: they lie inside other records.`;
  throw new PatchbayError('REQUEST_INVALID', message, {
    errors: [{ pointer: '/remote_query', message: 'has no meaning here' }],
  });
}
