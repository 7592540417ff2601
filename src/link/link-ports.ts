import type { Apps, Clock, Dispatcher, Log } from '../engine/ports.ts';

/** What the outside gives to this room. */
export interface LinkPorts {
  readonly dispatcher: Pick<Dispatcher, 'send'>;
  readonly apps: Apps;
  readonly clock: Clock;
  readonly log: Log;
  /** A name unlike any other, also in other processes. */
  readonly newOwner: () => string;
  readonly limits: LinkLimits;
}

export interface LinkLimits {
  /** Until a token endpoint's whole answer has to be in. Shorter than the lease. */
  readonly answerWithinMs: number;
  /** How long one process may take to renew a stored token before another tries. */
  readonly leaseMs: number;
  /** How long a stored token is left alone after a failure to renew it. */
  readonly pauseMs: number;
  /** The same for a token that is asked for anew each time: asking again costs nothing but the question. */
  readonly shortPauseMs: number;
  /** How long a renewed token is tried to be stored while the database is away. */
  readonly saveWithinMs: number;
}

export const defaultLimits: LinkLimits = {
  answerWithinMs: 8_000,
  leaseMs: 15_000,
  pauseMs: 30_000,
  shortPauseMs: 5_000,
  saveWithinMs: 20_000,
};
