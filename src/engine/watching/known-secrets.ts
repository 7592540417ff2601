import type { Integration } from '../definitions/definition.ts';
import type { Account } from '../call.ts';
import { findableSecrets } from '../hide-secrets.ts';
import type { CredentialProperties, Credentials } from '../ports.ts';

/** Credentials as before, and the values that have been handed out through them so far. */
export interface WatchedCredentials {
  readonly credentials: Credentials;
  readonly secrets: readonly string[];
}

/** Remembers for one call which secrets went out, so that none comes back down in an answer. */
export function watchCredentials(credentials: Credentials): WatchedCredentials {
  const secrets: string[] = [];
  const note = (properties: CredentialProperties): CredentialProperties => {
    secrets.push(...findableSecrets(Object.values(properties)));
    return properties;
  };
  return {
    secrets,
    credentials: {
      read: async (accountId, name) => note(await credentials.read(accountId, name)),
      renew: async (accountId, name, refused) => {
        const renewed = await credentials.renew(accountId, name, refused);
        return renewed && note(renewed);
      },
      refused: (accountId, name, refused, reason) => credentials.refused(accountId, name, refused, reason),
    },
  };
}

/** Values of the account's settings that the definition calls secret. */
export function secretSettings({ settings }: Integration, account: Account): readonly string[] {
  return Object.entries(account.settings).flatMap(([name, value]) =>
    Object.hasOwn(settings, name) && settings[name]?.secret === true && typeof value === 'string' && value !== ''
      ? [value]
      : [],
  );
}
