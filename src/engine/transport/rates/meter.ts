import type { RateReading } from '../../../errors.ts';

/** What a unified call learns of the limits its native calls counted against. */
export interface RateMeter {
  /** The limit with the smallest part left; undefined while none was met. */
  tightest: RateReading | undefined;
}

/** Keeps a reading when it is as tight as those before it. */
export function noteRate(meter: RateMeter, reading: RateReading | undefined): void {
  if (reading === undefined) return;
  const { tightest } = meter;
  if (tightest === undefined || shareOf(reading) <= shareOf(tightest)) meter.tightest = reading;
}

function shareOf({ remaining, limit }: RateReading): number {
  return remaining / limit;
}
