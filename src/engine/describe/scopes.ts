import type { AuthDefinition, Integration } from '../definitions/definition.ts';
import type { Endpoint } from '../definitions/endpoint.ts';

/** What one kind of credential needs. */
export interface ScopeNeeds {
  readonly credential: string;
  /** All of the outer list, one of each inner list; an empty outer list: no scope is asked for. */
  readonly all: readonly (readonly string[])[];
}

/** Names of the credentials that some way of linking makes, in the integration's order of preference. */
export function credentialsOf(integration: Integration): readonly string[] {
  const made = new Set(Object.values(integration.auth).flatMap(madeBy));
  return integration.credential.filter(name => made.has(name));
}

/** Names of the credentials that one way of linking may make. */
export function madeBy(auth: AuthDefinition): readonly string[] {
  if (auth.style === 'oauth2_code') return Object.keys(auth.credentials);
  if (typeof auth.makes === 'string') return [auth.makes];
  return [...new Set([...auth.makes.given.map(({ credential }) => credential), auth.makes.otherwise])];
}

/** Credentials that an endpoint can be called with, in order of preference. */
export function acceptedBy(integration: Integration, endpoint: Endpoint): readonly string[] {
  return endpoint.credential.length > 0 ? endpoint.credential : integration.credential;
}

/** What each credential needs to call those of the endpoints that take it; credentials that none takes are left out. */
export function scopesOf(integration: Integration, endpoints: readonly Endpoint[]): readonly ScopeNeeds[] {
  return credentialsOf(integration).flatMap(credential => {
    const usable = endpoints.filter(endpoint => acceptedBy(integration, endpoint).includes(credential));
    return usable.length === 0 ? [] : [{ credential, all: leastOf(usable.flatMap(one => needsOf(one, credential))) }];
  });
}

/** The scopes one endpoint asks of a credential. */
export function needsOf({ scopes }: Endpoint, credential: string): readonly (readonly string[])[] {
  return scopes
    .filter(({ credentials }) => credentials.length === 0 || credentials.includes(credential))
    .flatMap(({ all }) => all);
}

/** Without what follows from the rest: who has `a` also has one of `a` or `b`. */
function leastOf(needs: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const distinct = [...new Map(needs.map(need => [[...need].sort().join(' '), need])).values()];
  return distinct
    .filter(need => !distinct.some(other => other !== need && other.every(scope => need.includes(scope))))
    .sort((a, b) => (a.join(' ') < b.join(' ') ? -1 : 1));
}
