import type { Integration } from '../engine/definitions/definition.ts';
import { PatchbayError } from '../errors.ts';

/** No access token is to be had at the moment. */
export function tokenUnavailable(integration: Integration, reason: string, retryInMs: number): PatchbayError {
  return new PatchbayError(
    'PROVIDER_UNAVAILABLE',
    `${integration.label} gave no access token (${reason}). Try again later.`,
    {
      provider: { name: integration.name },
      kind: 'unavailable',
      sent: false,
      retryAfterSeconds: Math.max(1, Math.ceil(retryInMs / 1_000)),
    },
  );
}

/**
 * The provider understood and refused; somebody has to change something there.
 *
 * @param kind `needs_reauth`: what was sent is dead for good
 */
export function tokenRefused(
  integration: Integration,
  reason: string,
  kind: 'unauthorized' | 'needs_reauth',
): PatchbayError {
  return new PatchbayError(
    'PROVIDER_UNAUTHORIZED',
    `${integration.label} refused to give an access token (${reason}). Check the permissions granted there, or link the account again with other values.`,
    { provider: { name: integration.name, code: reason }, kind, sent: false },
  );
}

/** What the account was linked with no longer works. */
export function credentialDead(integration: Integration, accountId: string, reason: string): PatchbayError {
  return new PatchbayError(
    'ACCOUNT_NEEDS_REAUTH',
    `${integration.label} no longer takes what account ${accountId} was linked with (${reason}). Link it again; no call goes out until then.`,
    { provider: { name: integration.name }, kind: 'needs_reauth' },
  );
}

/** The operator has not said which app is registered. */
export function appMissing(integration: Integration, facts: readonly string[]): PatchbayError {
  return new PatchbayError(
    'CONFIG_INVALID',
    `No access token of ${integration.label} can be asked for: PATCHBAY_APPS gives no ${facts.join(' and ')} for "${integration.name}". Add the registered app there.`,
  );
}
