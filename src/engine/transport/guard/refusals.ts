import { PatchbayError } from '../../../errors.ts';
import type { Destination } from './guard.ts';

/** Nothing is sent to a host that keeps failing. */
export function breakerIsOpen(
  { integration, host }: Destination,
  of: 'host' | 'account',
  waitMs: number,
): PatchbayError {
  const who = of === 'host' ? `${host} keeps failing` : `${host} keeps failing for this account`;
  return new PatchbayError(
    'PROVIDER_UNAVAILABLE',
    `${who}, so nothing is sent to it for a while: the breaker is open. Try again after as long as Retry-After says.`,
    {
      provider: { name: integration },
      kind: 'unavailable',
      sent: false,
      retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
    },
  );
}

/** An account uses up all it may use at once. */
export function accountIsFull(integration: string, what: string): PatchbayError {
  return new PatchbayError(
    'PROVIDER_RATE_LIMITED',
    `This is a bound of ours, so that one account cannot use up what all share: ${what}. Send fewer at once, or try again.`,
    { provider: { name: integration }, kind: 'rate_limited', sent: false, retryAfterSeconds: 1 },
  );
}

/** A provider's calls use up all they may use at once. */
export function providerIsFull(integration: string, why: 'queue_full' | 'too_late'): PatchbayError {
  const what =
    why === 'queue_full'
      ? 'as many calls as may wait for it wait already'
      : 'none of the calls under way to it ended in the time this one has';
  return new PatchbayError('OVERLOADED', `${integration} answers slowly at the moment: ${what}. Try again.`, {
    provider: { name: integration },
    kind: 'unavailable',
    sent: false,
    retryAfterSeconds: 1,
  });
}
