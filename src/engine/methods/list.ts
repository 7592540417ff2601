import { PatchbayError } from '../../errors.ts';
import type { Page } from '../call.ts';
import type { MethodMapping, Variant } from '../definitions/definition.ts';
import { nestFilters, readFilters, type AppliedFilter } from '../mapping/filters.ts';
import type { Plan } from '../plan.ts';
import { readUpTo } from '../sources/walk.ts';
import { toUnified } from './answer.ts';
import type { MethodContext } from './context.ts';
import { baseVariables, chooseListVariant, openSource } from './open-source.ts';

/** Native pages read for one unified page at most; behind them the caller gets a cursor. */
const maxPages = 25;

/** Share of the caller's time after which no further native page is begun. */
const readingShare = 0.6;

/** Serves a list: filters, a variant, its stream from the cursor on, lookups, mapping, validation. */
export async function runList(context: MethodContext): Promise<Page> {
  const { call, plan, run, cursors } = context;
  const method = plan.method(call.method);
  const filters = readFilters(plan.resource, call.query);
  checkInclude(plan, method, call.include);
  const query = nestFilters(
    filters,
    call.include.filter(name => name !== 'remote_data'),
  );
  const chosen = chooseListVariant(plan, method, baseVariables(run, { query }), run);
  checkFilters(plan, method, chosen.variant, filters);

  const binding = {
    accountId: call.account.id,
    model: call.model,
    resource: call.resource,
    method: call.method,
    query,
  };
  const from = call.cursor === undefined ? undefined : cursors.open(call.cursor, binding);
  if (from && from.variant !== chosen.variant.id) {
    throw new PatchbayError(
      'REQUEST_CURSOR_INVALID',
      'The definition has changed since this cursor was given out. Start the walk again without it.',
    );
  }
  const startedMs = run.ports.clock.monotonicMs();
  const lateMs = startedMs + (run.deadlineMs - startedMs) * readingShare;
  const source = openSource({ plan, method, chosen, filters, run });
  const reading = await readUpTo(source, from?.position, call.limit, {
    maxPages,
    isLate: () => run.ports.clock.monotonicMs() > lateMs,
  });
  const records = await toUnified(reading.items, context);
  return {
    kind: 'page',
    records,
    nextCursor: reading.position && cursors.seal({ variant: chosen.variant.id, position: reading.position }, binding),
    prevCursor: null,
    warnings: run.warnings,
  };
}

function checkFilters(plan: Plan, method: MethodMapping, variant: Variant, filters: readonly AppliedFilter[]): void {
  const supported = plan.filtersOf(method, variant);
  const unknown = filters.filter(({ name }) => !supported.includes(name));
  if (unknown.length === 0) return;
  const names = unknown.map(({ name }) => name).join(', ');
  const elsewhere = method.variants.filter(other =>
    unknown.every(({ name }) => plan.filtersOf(method, other).includes(name)),
  );
  const advice =
    elsewhere.length > 0
      ? ` It is supported by itself or with: ${elsewhere.map(other => plan.filtersOf(method, other).join(', ')).join('; or ')}.`
      : '';
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

function checkInclude(plan: Plan, method: MethodMapping, include: readonly string[]): void {
  const supported = ['remote_data', ...plan.includesOf(method)];
  const unknown = include.find(name => !supported.includes(name));
  if (unknown === undefined) return;
  throw new PatchbayError(
    'REQUEST_INVALID',
    `${plan.integration.label} cannot include "${unknown}" in ${plan.resource.name}. Supported: ${supported.join(', ')}.`,
    { errors: [{ pointer: '/include', message: `"${unknown}" is not supported here` }] },
  );
}
