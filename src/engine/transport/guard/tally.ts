/** What became of the calls of one account. */
export interface Count {
  calls: number;
  failed: number;
  /** Those of the failed ones that no account can be blamed for. */
  unreachable: number;
}

/** Counts calls of the last ten seconds, by account. */
export interface Tally {
  add(nowMs: number, account: string, health: 'well' | 'failed' | 'unreachable'): void;
  /** By account; the calls of at most a second ago are in the newest tenth. */
  counts(nowMs: number): ReadonlyMap<string, Readonly<Count>>;
  clear(): void;
}

const bucketMs = 1_000;
const buckets = 10;

/** An empty one. */
export function createTally(): Tally {
  let kept: { readonly number: number; readonly counts: Map<string, Count> }[] = [];
  return {
    add(nowMs, account, health) {
      const number = Math.floor(nowMs / bucketMs);
      let newest = kept.at(-1);
      if (newest?.number !== number) {
        newest = { number, counts: new Map() };
        kept = [...kept.filter(bucket => bucket.number > number - buckets), newest];
      }
      const count = newest.counts.get(account) ?? { calls: 0, failed: 0, unreachable: 0 };
      newest.counts.set(account, count);
      count.calls += 1;
      if (health !== 'well') count.failed += 1;
      if (health === 'unreachable') count.unreachable += 1;
    },
    counts(nowMs) {
      const oldest = Math.floor(nowMs / bucketMs) - buckets;
      const sums = new Map<string, Count>();
      for (const [account, count] of kept
        .filter(({ number }) => number > oldest)
        .flatMap(({ counts }) => [...counts])) {
        const sum = sums.get(account) ?? { calls: 0, failed: 0, unreachable: 0 };
        sum.calls += count.calls;
        sum.failed += count.failed;
        sum.unreachable += count.unreachable;
        sums.set(account, sum);
      }
      return sums;
    },
    clear() {
      kept = [];
    },
  };
}
