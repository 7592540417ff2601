import type { Verdict } from '../load-folder.ts';

/**
 * What is served of the folders that were found: the new version of each, or while that is refused its last good one.
 * A folder that is gone is served no longer, nor is one that became abstract.
 */
export function keepLastGood<T>(
  served: ReadonlyMap<string, T>,
  found: ReadonlyMap<string, Verdict<T>>,
): ReadonlyMap<string, T> {
  const kept = new Map<string, T>();
  for (const [name, verdict] of found) {
    const version = verdict.served ?? (verdict.isRefused ? served.get(name) : undefined);
    if (version !== undefined) kept.set(name, version);
  }
  return kept;
}
