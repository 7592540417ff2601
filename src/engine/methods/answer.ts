import { setImmediate as nextTurn } from 'node:timers/promises';
import { PatchbayError } from '../../errors.ts';
import type { RawSingle, Single, UnifiedRecord, Warning } from '../call.ts';
import type { Lookup, Shape } from '../definitions/mapping.ts';
import { fieldFault } from '../mapping/field-fault.ts';
import { runLookups } from '../mapping/lookups.ts';
import { shapeOfItem } from '../mapping/shapes.ts';
import type { Item } from '../sources/source.ts';
import type { MethodContext } from './context.ts';
import { findFile } from './find-file.ts';

/** Mapping a page gives way to other calls when it has kept the event loop for this long. */
const longestTurnMs = 8;

/** Unified records, and of each the index of the item it was made of. */
export interface UnifiedItems {
  readonly records: readonly UnifiedRecord[];
  readonly places: readonly number[];
}

/** Unified records in the items' order; a record that could not be made is missing, with a warning. */
export async function toUnified(items: readonly Item[], context: MethodContext): Promise<UnifiedItems> {
  const { call, plan, run } = context;
  const filled = await fillLookups(items, context);
  const mapper = plan.mapper(call.fields);
  const records: UnifiedRecord[] = [];
  const places: number[] = [];
  let turnStartedMs = run.ports.clock.monotonicMs();
  for (const [place, item] of filled.entries()) {
    const { record, faults } = mapper.map(item, run.budget);
    const index = records.length;
    const own = faults.map(fault => (record ? { ...fault, index } : fault));
    if (record) own.push(...fillAddresses(record, item, context).map(fault => ({ ...fault, index })));
    const misfit = record && context.validation !== 'off' ? checkModel(record, context) : undefined;
    if (misfit) own.push({ ...misfit, ...(context.validation === 'report' ? { index } : {}) });
    run.warnings.push(...own);
    if (record && !(misfit && context.validation === 'strict')) {
      if (run.trace) noteMapped(item, { record, faults, index }, context);
      if (call.include.includes('remote_data')) record['remote_data'] = item.native;
      records.push(record);
      places.push(place);
    }
    if (run.ports.clock.monotonicMs() - turnStartedMs > longestTurnMs) {
      await nextTurn();
      turnStartedMs = run.ports.clock.monotonicMs();
    }
  }
  return { records, places };
}

/**
 * The answer of every method but a list: the one record of an item, in the format that was asked for.
 *
 * @throws as `toUnifiedSingle`
 */
export async function answerSingle(item: Item, context: MethodContext): Promise<Single | RawSingle> {
  const { warnings } = context.run;
  if (context.call.format === 'raw') return { kind: 'raw_single', record: item.native, warnings };
  return { kind: 'single', record: await toUnifiedSingle(item, context), warnings };
}

function noteMapped(
  item: Item,
  mapped: { readonly record: UnifiedRecord; readonly faults: readonly Warning[]; readonly index: number },
  { call, plan, run }: MethodContext,
): void {
  const { record, faults, index } = mapped;
  const shape = shapeOfItem(plan.mapping.shapes, item, run.budget);
  const failed = faults.flatMap(({ field }) => field ?? []);
  const asked = call.fields ? { asked: call.fields } : {};
  if (shape) run.trace?.mapped(shape, item, { record, failed, ...asked }, index);
}

/**
 * The one unified record of an item.
 *
 * @throws MAPPING_FAILED, EXPRESSION_BUDGET; MODEL_MISMATCH when validation is strict
 */
async function toUnifiedSingle(item: Item, context: MethodContext): Promise<UnifiedRecord> {
  const { run, plan } = context;
  const before = run.warnings.length;
  const {
    records: [record],
  } = await toUnified([item], context);
  const fault = run.warnings
    .slice(before)
    .find(({ code }) => code === 'MAPPING_FAILED' || code === 'EXPRESSION_BUDGET');
  if (fault) throw faultError(fault);
  if (record) return record;
  const misfit = run.warnings.at(-1);
  throw new PatchbayError('MODEL_MISMATCH', misfit?.message ?? `The record does not fit ${plan.resource.name}.`, {
    ...(misfit?.errors ? { errors: misfit.errors } : {}),
  });
}

function faultError({ code, message, expression }: Warning): PatchbayError {
  const { place, code: cause, token, hint } = expression ?? {};
  return new PatchbayError(code === 'EXPRESSION_BUDGET' ? 'EXPRESSION_BUDGET' : 'MAPPING_FAILED', message, {
    ...(place === undefined ? {} : { place }),
    ...(cause === undefined ? {} : { expressionCode: cause }),
    ...(token === undefined ? {} : { token }),
    ...(hint === undefined ? {} : { hint }),
  });
}

function checkModel(record: UnifiedRecord, { call, plan }: MethodContext): Warning | undefined {
  const all = plan.validate(record);
  // What the caller did not ask for is not missing.
  const errors = call.fields
    ? all.filter(error => error.message !== 'is required' || error.pointer.lastIndexOf('/') > 0)
    : all;
  if (errors.length === 0) return undefined;
  const listed = errors.map(error => `${error.pointer || '/'} ${error.message}`).join('; ');
  return {
    code: 'MODEL_MISMATCH',
    message: `The record does not fit the model ${plan.model}/${plan.resource.name}: ${listed}.`,
    native_id: String(record['id']),
    errors,
  };
}

/** Fields that hold our own address of a file, where there is one that asks for the provider's credential; what fails is told. */
function fillAddresses(record: UnifiedRecord, item: Item, { call, plan, run, publicUrl }: MethodContext): Warning[] {
  const faults: Warning[] = [];
  for (const [field, method] of plan.addresses) {
    if (record[field] !== undefined || (call.fields && !call.fields.includes(field))) continue;
    const id = String(record['id']);
    try {
      if (!findFile(plan.method(method), item, run)) continue;
    } catch (error) {
      faults.push(fieldFault(field, id, error));
      continue;
    }
    // Ids hold nothing that a path would need to escape.
    const path = `/unified/${plan.model}/${plan.resource.name}/${id}/${method}`;
    record[field] = `${publicUrl()}${path}?integrated_account_id=${encodeURIComponent(call.account.id)}`;
  }
  return faults;
}

/** Runs lookups shape by shape: what two shapes call by the same name need not be the same. */
export async function fillLookups(items: readonly Item[], context: MethodContext): Promise<readonly Item[]> {
  const { plan, run } = context;
  const { shapes } = plan.mapping;
  if ([...shapes.values()].every(({ lookups }) => lookups.size === 0)) return items;
  const shapeOf = items.map(item => shapeUnlessFaulty(item, context));
  const filled = [...items];
  for (const shape of shapes.values()) {
    const places = items.flatMap((_, index) => (shapeOf[index] === shape ? [index] : []));
    const own = places.map(index => items[index]).filter(item => item !== undefined);
    const done = await runLookups(own, neededLookups(shape, context), run, context.lookupCache);
    for (const [at, item] of done.entries()) filled[places[at] ?? 0] = item;
  }
  return filled;
}

/** A record whose shape cannot be told is looked up nothing for; its mapping says why. */
function shapeUnlessFaulty(item: Item, { plan, run }: MethodContext): Shape | undefined {
  try {
    return shapeOfItem(plan.mapping.shapes, item, run.budget);
  } catch (error) {
    if (error instanceof PatchbayError) return undefined;
    throw error;
  }
}

/** Asked for by `expand`, read by a field that `fields` names, or always on for the method. */
function neededLookups({ lookups }: Shape, { call, plan }: MethodContext): readonly Lookup[] {
  const read = call.fields?.flatMap(plan.lookupsOf);
  const asked = new Set([...call.expand, ...(read ?? [])]);
  // One that runs unasked is still left out when nothing that was asked for reads it.
  return [...lookups.values()].filter(({ name, on }) => asked.has(name) || (on.includes(call.method) && !read));
}
