import type { Account, Warning } from './call.ts';
import type { Integration } from './definitions/definition.ts';
import { createBudget, type Budget } from './expressions/budget.ts';
import type { Ports } from './ports.ts';
import type { Guard } from './transport/guard/guard.ts';
import type { RateMeter } from './transport/rates/meter.ts';
import type { Trace } from './watching/trace.ts';

/** One unified call while it is being served: what every room on its way needs and nobody changes, but for the lists. */
export interface Run {
  readonly integration: Integration;
  readonly account: Account;
  readonly ports: Ports;
  readonly requestId: string;
  /** Reading of the clock after which nobody waits; in a stream it moves on with every page. */
  readonly deadlineMs: number;
  readonly signal?: AbortSignal;
  /** Shared by all expressions of the call; filled again between records. */
  readonly budget: Budget;
  /** The caller's Idempotency-Key, or else a name for this one call. */
  readonly idempotencyKey: string;
  /** `$account` and `$app`. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Problems that do not fail the call, in the order they were met. */
  readonly warnings: Warning[];
  /** The tightest limit of the provider that its native calls met. */
  readonly meter: RateMeter;
  readonly guard: Guard;
  /** Where somebody wants to know how the answer came about. */
  readonly trace?: Trace;
}

/** A budget on the outside's clock and randomness. */
export function createRunBudget(ports: Ports): Budget {
  return createBudget(
    {},
    {
      nowMs: () => ports.clock.nowMs(),
      monotonicMs: () => ports.clock.monotonicMs(),
      random: () => randomFraction(ports),
    },
  );
}

/** Evenly from 0 to below 1. */
export function randomFraction(ports: Pick<Ports, 'randomBytes'>): number {
  const [a = 0, b = 0, c = 0, d = 0] = ports.randomBytes(4);
  return (((a * 256 + b) * 256 + c) * 256 + d) / 2 ** 32;
}
