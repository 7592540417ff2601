import { PatchbayError, type RateReading } from '../../../errors.ts';
import type { RateWindow } from '../../ports.ts';

/** Why a call cannot begin: our count of a declared limit, or the provider's own word. */
export type Reason = 'used_up' | 'closed';

/** What a caller hears whose call would begin too late. */
export function rateRefusal(window: RateWindow, reason: Reason, waitMs: number, rate?: RateReading): PatchbayError {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000));
  const why =
    reason === 'closed'
      ? `The provider refused an earlier call for its rate and asked to wait; until then nothing more is sent within ${window.label}.`
      : `By our own count ${window.label} is used up, so the provider was not asked.`;
  return new PatchbayError(
    'PROVIDER_RATE_LIMITED',
    `${why} No slot frees in the time this call has: wait as long as Retry-After says.`,
    {
      provider: { name: window.integration },
      kind: 'rate_limited',
      sent: false,
      retryAfterSeconds,
      ...(rate === undefined ? {} : { rate }),
    },
  );
}
