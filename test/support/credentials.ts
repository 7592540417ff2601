import type { Apps, CredentialProperties, Credentials } from '../../src/engine/ports.ts';

/** Credentials that are always the same, whatever happens to them. */
export function fixedCredentials(credentials: Readonly<Record<string, CredentialProperties>>): Credentials {
  return {
    read: (_, name) => Promise.resolve(credentials[name] ?? {}),
    renew: () => Promise.resolve(undefined),
    refused: () => Promise.resolve(),
  };
}

/** One registered app with these facts, whatever the integration. */
export function appWith(facts: Readonly<Record<string, string | number | boolean>>): Apps {
  return { facts: () => facts };
}
