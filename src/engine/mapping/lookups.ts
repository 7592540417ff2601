import { LRUCache } from 'lru-cache';
import { PatchbayError } from '../../errors.ts';
import type { Lookup } from '../definitions/definition.ts';
import { nextSlice } from '../expressions/budget.ts';
import type { Run } from '../run.ts';
import type { Item } from '../sources/source.ts';
import { recordOf } from './page.ts';
import { evaluateRequest, sendNative } from './request.ts';
import { isTrue } from './tree.ts';
import { extendVariables } from './variables.ts';

/** Answers of lookups, in memory only, by account and request. */
export type LookupCache = LRUCache<string, { readonly record: unknown }>;

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
  const found = items.map((): Record<string, unknown> => ({}));
  const gate = createGate(lookupsTogether);
  const asked = new Map<string, Promise<unknown>>();
  const pending: Promise<void>[] = [];
  for (const lookup of lookups) {
    for (const [index, item] of items.entries()) {
      nextSlice(run.budget);
      const scope = { variables: item.variables, budget: run.budget };
      if (lookup.when && !isTrue(lookup.when, item.native, scope)) continue;
      const request = evaluateRequest(lookup.request, item.variables, run, item.native);
      const key = JSON.stringify([
        run.account.id,
        lookup.request.endpoint.name,
        request.path,
        request.query,
        request.body,
      ]);
      let answer = asked.get(key);
      if (!answer) {
        answer = gate(() => ask(lookup, request, key, item, run, cache));
        asked.set(key, answer);
      }
      pending.push(
        answer.then(
          record => void (record !== undefined && Object.assign(found[index] ?? {}, { [lookup.name]: record })),
        ),
      );
    }
  }
  await settleAll(pending);
  return items.map((item, index) => ({
    ...item,
    variables: extendVariables(item.variables, { lookups: found[index] }),
  }));
}

async function ask(
  lookup: Lookup,
  request: ReturnType<typeof evaluateRequest>,
  key: string,
  item: Item,
  run: Run,
  cache: LookupCache,
): Promise<unknown> {
  const kept = cache.get(key);
  if (kept) return kept.record;
  try {
    const reply = await sendNative(request, run);
    nextSlice(run.budget);
    const variables = extendVariables(item.variables, {
      status: reply.status,
      headers: reply.headers,
      sent: reply.sent,
    });
    const record = recordOf(lookup.request.endpoint, reply, { variables, budget: run.budget });
    if (lookup.cacheSeconds > 0) cache.set(key, { record }, { ttl: lookup.cacheSeconds * 1000 });
    return record;
  } catch (error) {
    if (!lookup.optional || !(error instanceof PatchbayError)) throw error;
    run.warnings.push({ code: error.code, message: `The lookup "${lookup.name}" was left out: ${error.message}` });
    return undefined;
  }
}

/** Waits for all, then throws the first failure: no call is left running behind an answer. */
async function settleAll(pending: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(pending);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

/** Lets at most `width` tasks run at the same time, in the order they were given. */
function createGate(width: number): <T>(task: () => Promise<T>) => Promise<T> {
  let free = width;
  const waiting: (() => void)[] = [];
  return async task => {
    if (free === 0) await new Promise<void>(resolve => waiting.push(resolve));
    else free--;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
