import { LRUCache } from 'lru-cache';
import { PatchbayError } from '../../errors.ts';
import type { Lookup } from '../definitions/mapping.ts';
import { nextSlice } from '../expressions/budget.ts';
import type { Run } from '../run.ts';
import type { Item } from '../sources/source.ts';
import { lookUpBatches } from './batch-lookup.ts';
import { createGate, type Gate } from './gate.ts';
import { recordOf } from './page.ts';
import { evaluateRequest, sendNative } from './request.ts';
import { isTrue } from './tree.ts';
import { extendVariables } from './variables.ts';

/** Answers of lookups, in memory only, by account and request. */
export type LookupCache = LRUCache<string, { readonly record: unknown }>;

/** What looking up for one page needs. */
export interface LookupScope {
  readonly run: Run;
  readonly cache: LookupCache;
  /** Lets only so many native calls run at once. */
  readonly gate: Gate;
}

/** @param monotonicMs the clock that entries age by */
export function createLookupCache(monotonicMs: () => number): LookupCache {
  return new LRUCache({ max: 10_000, ttl: 1, perf: { now: monotonicMs }, ttlResolution: 0 });
}

/** Native calls of one page's lookups under way at the same time. */
const lookupsTogether = 6;

/**
 * Runs lookups for a finished page: each distinct request once, whatever the number of records that need it.
 *
 * @returns the items, each with `$lookups` filled
 * @throws the provider's error of a lookup that is not optional; an optional one becomes a warning
 */
export async function runLookups(
  items: readonly Item[],
  lookups: readonly Lookup[],
  run: Run,
  cache: LookupCache,
): Promise<readonly Item[]> {
  if (lookups.length === 0 || items.length === 0) return items;
  const scope: LookupScope = { run, cache, gate: createGate(lookupsTogether) };
  const columns = await settleAll(lookups.map(lookup => lookUp(items, lookup, scope)));
  return items.map((item, index) => {
    const found: Record<string, unknown> = {};
    for (const [at, { name }] of lookups.entries()) {
      const record = columns[at]?.[index];
      if (record !== undefined) found[name] = record;
    }
    return { ...item, variables: extendVariables(item.variables, { lookups: found }) };
  });
}

/** The records one lookup found, in the items' order; undefined where it found or needed none. */
async function lookUp(items: readonly Item[], lookup: Lookup, scope: LookupScope): Promise<readonly unknown[]> {
  const wanted = items.map(item => unlessOptional(lookup, scope.run, () => isWanted(lookup, item, scope.run)) ?? false);
  const records = await readLookup(items, wanted, lookup, scope);
  const isFound = (record: unknown): boolean => record !== undefined;
  scope.run.trace?.lookedUp(lookup.name, wanted.filter(Boolean).length, records.filter(isFound).length);
  return records;
}

async function readLookup(
  items: readonly Item[],
  wanted: readonly boolean[],
  lookup: Lookup,
  scope: LookupScope,
): Promise<readonly unknown[]> {
  if (lookup.batch) return lookUpBatches(items, wanted, { ...lookup, batch: lookup.batch }, scope);
  const asked = new Map<string, Promise<unknown>>();
  return settleAll(
    // Asynchronous, so that a request that cannot be made is waited for beside those under way: left behind, their failures
    // would end the process.
    items.map(async (item, index) => {
      if (!wanted[index]) return undefined;
      const request = unlessOptional(lookup, scope.run, () =>
        evaluateRequest(lookup.request, item.variables, scope.run, item.native),
      );
      if (request === undefined) return undefined;
      const { path, query, headers, body } = request;
      const key = JSON.stringify([scope.run.account.id, lookup.request.endpoint.name, path, query, headers, body]);
      const answer = asked.get(key) ?? scope.gate(() => ask(lookup, request, key, item, scope));
      asked.set(key, answer);
      return answer;
    }),
  );
}

function isWanted({ when }: Lookup, item: Item, run: Run): boolean {
  nextSlice(run.budget);
  return !when || isTrue(when, item.native, { variables: item.variables, budget: run.budget });
}

async function ask(
  lookup: Lookup,
  request: ReturnType<typeof evaluateRequest>,
  key: string,
  item: Item,
  { run, cache }: LookupScope,
): Promise<unknown> {
  const kept = cache.get(key);
  if (kept) return kept.record;
  try {
    const reply = await sendNative(request, run);
    nextSlice(run.budget);
    const { status, headers, sent } = reply;
    const variables = extendVariables(item.variables, { status, headers, sent });
    const record = recordOf(lookup.request.endpoint, reply, { variables, budget: run.budget });
    if (lookup.cacheSeconds > 0) cache.set(key, { record }, { ttl: lookup.cacheSeconds * 1000 });
    return record;
  } catch (error) {
    warnOrThrow(lookup, error, run);
    return undefined;
  }
}

/** What is found out of one record; undefined, with a warning, where an optional lookup cannot find it out. */
export function unlessOptional<T>(lookup: Pick<Lookup, 'name' | 'optional'>, run: Run, find: () => T): T | undefined {
  try {
    return find();
  } catch (error) {
    warnOrThrow(lookup, error, run);
    return undefined;
  }
}

/** An optional lookup that failed is a warning. */
export function warnOrThrow(lookup: Pick<Lookup, 'name' | 'optional'>, error: unknown, run: Run): void {
  if (!lookup.optional || !(error instanceof PatchbayError)) throw error;
  run.warnings.push({
    code: error.code,
    message: `The lookup "${lookup.name}" was left out: ${error.message}`,
    ...(error.expression === undefined ? {} : { expression: error.expression }),
  });
}

/** Waits for all, then throws the first failure: no call is left running behind an answer. */
async function settleAll<T>(pending: readonly Promise<T>[]): Promise<T[]> {
  const results = await Promise.allSettled(pending);
  return results.map(result => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}
