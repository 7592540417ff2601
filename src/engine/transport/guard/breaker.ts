import { createTally, type Count } from './tally.ts';

/**
 * What a try says of the host: `well` (it answered, whatever it said), `failed` (5xx, no answer in time, an answer cut
 * short), `unreachable` (no connection came about), `unknown` (the caller went away, or gave it too little time).
 */
export type Health = 'well' | 'failed' | 'unreachable' | 'unknown';

export interface BreakerLimits {
  /** Failures in a row that open it, default 5. */
  readonly failures: number;
  /** Milliseconds for which it opens first, default 10,000; each failed probe doubles them, up to a minute. */
  readonly openMs: number;
}

/** It opens for half of at least this many calls within ten seconds, too. */
const busyCalls = 20;
const longestOpenMs = 60_000;

/** Failures with this long between them are no row, and a breaker that nobody asked for this long begins anew. */
const forgetMs = 600_000;

/** What those hear who come while the probe is under way. */
const probeWaitMs = 1_000;

/** Whether a call may go out. `probe`: it is the one that tries whether the host is well again. */
export type Admission =
  { readonly kind: 'pass' } | { readonly kind: 'probe' } | { readonly kind: 'refused'; readonly waitMs: number };

/** A breaker of one host, or of one account at one host. */
export interface Breaker {
  /** What `admit` would say, without taking the probe. */
  look(nowMs: number): Admission;
  admit(nowMs: number): Admission;
  /**
   * Hears how an admitted call ended.
   *
   * @param account whose call it was
   * @returns what changed by it
   */
  note(nowMs: number, health: Health, account: string, admission: Admission): 'opened' | 'closed' | undefined;
  /** Milliseconds it is open for, counted from when it opened. */
  openMs(): number;
  /** Whether it may be forgotten: it knows nothing, or nothing that counts any more. */
  isIdle(nowMs: number): boolean;
}

/** A failure in a row of them. */
interface Failed {
  readonly account: string;
  readonly health: Health;
}

/**
 * Creates a closed one.
 *
 * @param of `host`: one account's failures alone never open it. Both rules have to hold without the account that failed
 *   most, unless the host cannot be reached at all, which is no account's doing
 */
export function createBreaker({ failures, openMs }: BreakerLimits, of: 'host' | 'account'): Breaker {
  const tally = createTally();
  let row: readonly Failed[] = [];
  let lastFailureMs = 0;
  let openedForMs = 0;
  let openUntilMs = 0;
  let isProbing = false;

  const look = (nowMs: number): Admission => {
    if (openedForMs === 0) return { kind: 'pass' };
    if (nowMs < openUntilMs) return { kind: 'refused', waitMs: openUntilMs - nowMs };
    return isProbing ? { kind: 'refused', waitMs: probeWaitMs } : { kind: 'probe' };
  };
  const open = (nowMs: number, forMs: number): 'opened' => {
    openedForMs = Math.min(forMs, longestOpenMs);
    openUntilMs = nowMs + openedForMs;
    tally.clear();
    row = [];
    return 'opened';
  };

  return {
    look,
    admit(nowMs) {
      const admission = look(nowMs);
      if (admission.kind === 'probe') isProbing = true;
      return admission;
    },
    note(nowMs, health, account, admission) {
      if (admission.kind === 'probe') {
        isProbing = false;
        if (health === 'unknown') return undefined;
        if (health !== 'well') return open(nowMs, openedForMs * 2);
        openedForMs = 0;
        return 'closed';
      }
      // What was under way when it opened says nothing new.
      if (health === 'unknown' || openedForMs > 0) return undefined;
      tally.add(nowMs, account, health);
      if (health === 'well') {
        row = [];
        return undefined;
      }
      if (nowMs - lastFailureMs > forgetMs) row = [];
      lastFailureMs = nowMs;
      row = [...row, { account, health }].slice(-2 * failures);
      return inARow(row, failures, of) || isHalf(tally.counts(nowMs), of) ? open(nowMs, openMs) : undefined;
    },
    openMs: () => openedForMs,
    isIdle(nowMs) {
      const idleMs = nowMs - Math.max(lastFailureMs, openUntilMs);
      return idleMs > (openedForMs === 0 && row.length === 0 ? 10_000 : forgetMs);
    },
  };
}

/** Enough failures in a row; at a host two of them are not of the account with the most. */
function inARow(row: readonly Failed[], failures: number, of: 'host' | 'account'): boolean {
  if (row.length < failures) return false;
  if (of === 'account') return true;
  const blamed = new Map<string, number>();
  for (const { account, health } of row) {
    if (health === 'failed') blamed.set(account, (blamed.get(account) ?? 0) + 1);
  }
  return row.length - Math.max(0, ...blamed.values()) >= Math.min(2, failures);
}

function isHalf(counts: ReadonlyMap<string, Readonly<Count>>, of: 'host' | 'account'): boolean {
  const all = sumOf([...counts.values()]);
  if (all.calls < busyCalls || all.failed * 2 < all.calls) return false;
  if (of === 'account') return true;
  const [worst, ...others] = [...counts.values()].sort((one, other) => blameOf(other) - blameOf(one));
  const rest = sumOf(others);
  const [calls, failed] = [rest.calls + (worst?.unreachable ?? 0), rest.failed + (worst?.unreachable ?? 0)];
  return failed > 1 && failed * 2 >= calls;
}

/** Failures that may be the account's own. */
function blameOf({ failed, unreachable }: Readonly<Count>): number {
  return failed - unreachable;
}

function sumOf(counts: readonly Readonly<Count>[]): Count {
  const sum = { calls: 0, failed: 0, unreachable: 0 };
  for (const { calls, failed, unreachable } of counts) {
    sum.calls += calls;
    sum.failed += failed;
    sum.unreachable += unreachable;
  }
  return sum;
}
