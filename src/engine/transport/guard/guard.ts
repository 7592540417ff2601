import type { Clock, Log, SlotWait } from '../../ports.ts';
import { forgetOldest } from '../forget-oldest.ts';
import { createBreaker, type Admission, type Breaker, type BreakerLimits, type Health } from './breaker.ts';
import { accountIsFull, breakerIsOpen, providerIsFull } from './refusals.ts';
import { createSeats, type Seats } from './seats.ts';

/** Where a native call goes, and for whom. */
export interface Destination {
  readonly integration: string;
  /** With its port, where the address names one. */
  readonly host: string;
  readonly account: string;
}

export interface GuardLimits extends BreakerLimits {
  /** Native calls under way at one provider, default 64; twice as many wait. */
  readonly perProvider: number;
  /** Native calls under way for one account, default 8; of its unified calls three times as many are served at once. */
  readonly perAccount: number;
}

/** Keeps the trouble of one provider, or of one account, from all others. */
export interface Guard {
  /**
   * Lets a unified call in. One that is in is never refused for its own account's sake: however many native calls it makes
   * at once, they wait for each other.
   *
   * @returns to be called when it has ended
   * @throws PROVIDER_RATE_LIMITED when its account has too many already
   */
  admit(of: Pick<Destination, 'integration' | 'account'>): () => void;
  /** @throws PROVIDER_UNAVAILABLE when nothing is sent to the host at the moment */
  check(to: Destination): void;
  /**
   * Waits for a place among the calls under way.
   *
   * @returns to be called once with what the call said of the host
   * @throws PROVIDER_UNAVAILABLE when the host's breaker is open; OVERLOADED, PROVIDER_RATE_LIMITED when no place frees in
   *   time
   */
  enter(to: Destination, wait: SlotWait): Promise<(health: Health) => void>;
}

/** Lets everything pass. */
export const openGuard: Guard = {
  admit: () => () => undefined,
  check: () => undefined,
  enter: () => Promise.resolve(() => undefined),
};

const defaults: GuardLimits = { perProvider: 64, perAccount: 8, failures: 5, openMs: 10_000 };

/** One for a process. */
export function createGuard(clock: Clock, log: Log, given: Partial<GuardLimits> = {}): Guard {
  const limits = { ...defaults, ...given };
  const admitted = new Map<string, number>();
  const providers = new Map<string, Seats>();
  const accounts = new Map<string, Seats>();
  // Only those that failed of late are here.
  const breakers = new Map<string, Breaker>();

  const breakersOf = ({ integration, host, account }: Destination) =>
    [
      ['host', `${integration} ${host}`],
      ['account', `${integration} ${host} ${account}`],
    ] as const;

  const refuse = (to: Destination, of: 'host' | 'account', admission: Admission): void => {
    if (admission.kind === 'refused') throw breakerIsOpen(to, of, admission.waitMs);
  };

  const note = (to: Destination, taken: ReadonlyMap<string, Admission>, health: Health): void => {
    const nowMs = clock.monotonicMs();
    for (const [of, key] of breakersOf(to)) {
      const isFailure = health === 'failed' || health === 'unreachable';
      const breaker = breakers.get(key) ?? (isFailure ? createBreaker(limits, of) : undefined);
      if (breaker === undefined) continue;
      const changed = breaker.note(nowMs, health, to.account, taken.get(key) ?? { kind: 'pass' });
      // Accounts that failed and never came again are not kept for ever.
      if (!breakers.has(key)) forgetOldest(breakers, old => old.isIdle(nowMs));
      if (breaker.isIdle(nowMs)) breakers.delete(key);
      else breakers.set(key, breaker);
      if (changed === undefined) continue;
      const facts = { ...to, of, ...(changed === 'opened' ? { forSeconds: breaker.openMs() / 1000 } : {}) };
      if (changed === 'opened') log.warn(facts, 'provider keeps failing; nothing is sent for a while');
      else log.info(facts, 'provider answers again');
    }
  };

  const admitToHost = (to: Destination): ReadonlyMap<string, Admission> => {
    const nowMs = clock.monotonicMs();
    const taken = new Map<string, Admission>();
    for (const [of, key] of breakersOf(to)) {
      const admission = breakers.get(key)?.admit(nowMs);
      if (admission === undefined) continue;
      if (admission.kind === 'refused') note(to, taken, 'unknown');
      refuse(to, of, admission);
      taken.set(key, admission);
    }
    return taken;
  };

  return {
    admit({ integration, account }) {
      const key = `${integration} ${account}`;
      const count = admitted.get(key) ?? 0;
      const most = limits.perAccount * 3;
      if (count >= most) throw accountIsFull(integration, `${most} calls of this account are being served or wait`);
      admitted.set(key, count + 1);
      return () => countDown(admitted, key);
    },
    check(to) {
      if (breakers.size === 0) return;
      const nowMs = clock.monotonicMs();
      for (const [of, key] of breakersOf(to)) {
        const admission = breakers.get(key)?.look(nowMs);
        if (admission !== undefined) refuse(to, of, admission);
      }
    },
    async enter(to, wait) {
      const accountKey = `${to.integration} ${to.account}`;
      const own = seatsOf(accounts, accountKey, clock, { max: limits.perAccount, queue: Infinity });
      const leaveAccount = await own.take(wait, () =>
        accountIsFull(to.integration, `no call of this account ended in the time this one has`),
      );
      const leaveAll = (): void => {
        leaveAccount();
        if (own.size() === 0) accounts.delete(accountKey);
      };
      try {
        const shared = seatsOf(providers, to.integration, clock, {
          max: limits.perProvider,
          queue: limits.perProvider * 2,
        });
        const leaveProvider = await shared.take(wait, why => providerIsFull(to.integration, why));
        try {
          const taken = breakers.size === 0 ? noAdmissions : admitToHost(to);
          return health => {
            leaveProvider();
            leaveAll();
            if (breakers.size > 0 || health === 'failed' || health === 'unreachable') note(to, taken, health);
          };
        } catch (error) {
          leaveProvider();
          throw error;
        }
      } catch (error) {
        leaveAll();
        throw error;
      }
    },
  };
}

const noAdmissions: ReadonlyMap<string, Admission> = new Map();

function seatsOf(
  all: Map<string, Seats>,
  key: string,
  clock: Clock,
  limits: { readonly max: number; readonly queue: number },
): Seats {
  const known = all.get(key);
  if (known !== undefined) return known;
  const seats = createSeats(clock, limits);
  all.set(key, seats);
  return seats;
}

function countDown(counts: Map<string, number>, key: string): void {
  const left = (counts.get(key) ?? 1) - 1;
  if (left === 0) counts.delete(key);
  else counts.set(key, left);
}
