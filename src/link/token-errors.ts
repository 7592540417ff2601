import type { Integration } from '../engine/definitions/definition.ts';
import { PatchbayError, type ProviderFault } from '../errors.ts';
import type { TokenFailure } from './token-answer.ts';

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

/** The provider understood and refused; somebody has to change something there. */
export function tokenRefused(integration: Integration, failure: TokenFailure): PatchbayError {
  return new PatchbayError(
    'PROVIDER_UNAUTHORIZED',
    `${integration.label} gave no access token (${failure.reason}). Check the permissions granted there, or link the account again with other values.`,
    {
      provider: faultOf(integration, failure),
      kind: 'unauthorized',
      sent: false,
    },
  );
}

/** What the account was linked with no longer works. */
export function credentialDead(integration: Integration, accountId: string, failure: TokenFailure): PatchbayError {
  return new PatchbayError(
    'ACCOUNT_NEEDS_REAUTH',
    `${integration.label} no longer takes what account ${accountId} was linked with (${failure.reason}). Link it again; no call goes out until then.`,
    { provider: faultOf(integration, failure), kind: 'needs_reauth' },
  );
}

function faultOf({ name }: Integration, { status, code }: TokenFailure): ProviderFault {
  return { name, ...(status === undefined ? {} : { status }), ...(code === undefined ? {} : { code }) };
}

/** The operator has not said which app is registered. */
export function appMissing(integration: Integration, facts: readonly string[]): PatchbayError {
  return new PatchbayError(
    'CONFIG_INVALID',
    `No access token of ${integration.label} can be asked for: PATCHBAY_APPS gives no ${facts.join(' and ')} for "${integration.name}". Add the registered app there.`,
  );
}
