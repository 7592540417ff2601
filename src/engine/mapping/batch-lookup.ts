import type { BatchDefinition, Lookup } from '../definitions/mapping.ts';
import { nextSlice } from '../expressions/budget.ts';
import type { Item } from '../sources/source.ts';
import { unlessOptional, warnOrThrow, type LookupScope } from './lookups.ts';
import { recordsOf } from './page.ts';
import { evaluateRequest, sendNative } from './request.ts';
import { extendVariables } from './variables.ts';

type BatchLookup = Lookup & { readonly batch: BatchDefinition };

/**
 * Looks up many records with few calls: the distinct keys, `max` at a time, each answer's records assigned by `match`.
 *
 * @returns the records found, in the items' order; undefined where none was
 */
export async function lookUpBatches(
  items: readonly Item[],
  wanted: readonly boolean[],
  lookup: BatchLookup,
  scope: LookupScope,
): Promise<readonly unknown[]> {
  const { batch } = lookup;
  const keys = items.map((item, index) =>
    wanted[index] ? unlessOptional(lookup, scope.run, () => keyOf(lookup, item, scope)) : undefined,
  );
  const distinct = [...new Set(keys.filter(key => key !== undefined))];
  const found = new Map<string, unknown>();
  const missing = distinct.filter(key => {
    const kept = scope.cache.get(cacheKey(lookup, key, scope));
    if (kept) found.set(key, kept.record);
    return !kept;
  });
  const base = items[0];
  if (base) {
    const groups = Array.from({ length: Math.ceil(missing.length / batch.max) }, (_, index) =>
      missing.slice(index * batch.max, (index + 1) * batch.max),
    );
    await Promise.all(groups.map(group => scope.gate(() => askGroup(lookup, group, base, found, scope))));
  }
  return keys.map(key => (key === undefined ? undefined : found.get(key)));
}

function keyOf({ batch }: BatchLookup, item: Item, { run }: LookupScope): string | undefined {
  nextSlice(run.budget);
  const key = batch.key.run(item.native, item.variables, run.budget);
  return typeof key === 'string' || typeof key === 'number' ? String(key) : undefined;
}

function cacheKey(lookup: BatchLookup, key: string, { run }: LookupScope): string {
  return JSON.stringify([run.account.id, lookup.request.endpoint.name, lookup.name, key]);
}

async function askGroup(
  lookup: BatchLookup,
  keys: readonly string[],
  base: Item,
  found: Map<string, unknown>,
  scope: LookupScope,
): Promise<void> {
  const { run, cache } = scope;
  try {
    const variables = extendVariables(base.variables, { keys });
    const reply = await sendNative(evaluateRequest(lookup.request, variables, run), run);
    nextSlice(run.budget);
    const { status, headers, sent } = reply;
    const replyVariables = extendVariables(variables, { status, headers, sent });
    const replyScope = { variables: replyVariables, budget: run.budget };
    for (const record of recordsOf(lookup.request.endpoint, reply, replyScope)) {
      const key = lookup.batch.match.run(record, replyVariables, run.budget);
      if (typeof key === 'string' || typeof key === 'number') found.set(String(key), record);
    }
    if (lookup.cacheSeconds === 0) return;
    for (const key of keys)
      cache.set(cacheKey(lookup, key, scope), { record: found.get(key) }, { ttl: lookup.cacheSeconds * 1000 });
  } catch (error) {
    warnOrThrow(lookup, error, run);
  }
}
