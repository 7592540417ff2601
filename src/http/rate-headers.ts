import type { RateReading } from '../errors.ts';

/**
 * What an answer says of the provider's limits: the tightest one that the call counted against. `ratelimit-reset` is the
 * number of seconds until more is left than now. Empty where no limit is declared.
 */
export function rateHeaders(rate: RateReading | undefined): Readonly<Record<string, string>> {
  if (rate === undefined) return {};
  return {
    'ratelimit-limit': String(rate.limit),
    'ratelimit-remaining': String(rate.remaining),
    'ratelimit-reset': String(rate.resetSeconds),
  };
}
