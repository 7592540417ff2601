import type { Account } from '../call.ts';
import type { Integration } from '../definitions/definition.ts';
import type { Endpoint } from '../definitions/endpoint.ts';
import { acceptedBy, needsOf } from './scopes.ts';
import type { Way } from './ways.ts';

/** What an account may do, as far as that is known without asking the provider. */
export interface Access {
  /** Names of the credentials it holds. */
  readonly credentials: readonly string[];
  /** By credential, where the definition itself asks for the scopes; of others the provider alone knows. */
  readonly granted: Readonly<Record<string, readonly string[]>>;
}

/** @param account with the name of the way it was linked */
export function accessOf(
  integration: Integration,
  account: Pick<Account, 'credentials'> & { readonly auth: string },
): Access {
  const auth = Object.hasOwn(integration.auth, account.auth) ? integration.auth[account.auth] : undefined;
  const asked = auth?.style === 'jwt_bearer' ? Object.entries(auth.scopes) : [];
  const granted = asked.filter(([name, scopes]) => account.credentials.includes(name) && scopes.length > 0);
  return { credentials: account.credentials, granted: Object.fromEntries(granted) };
}

/** Why an account cannot call an endpoint; undefined when nothing is known to stand against it. */
export function obstacleAt(integration: Integration, endpoint: Endpoint, access: Access): string | undefined {
  const order = acceptedBy(integration, endpoint);
  const credential = order.find(name => access.credentials.includes(name));
  if (credential === undefined) {
    return `the endpoint ${endpoint.name} needs a ${order.join(' or ')} credential; this account holds ${access.credentials.join(', ') || 'none'}`;
  }
  const granted = Object.hasOwn(access.granted, credential) ? access.granted[credential] : undefined;
  const lacking = granted && needsOf(endpoint, credential).find(need => !need.some(scope => granted.includes(scope)));
  return (
    lacking &&
    `the endpoint ${endpoint.name} needs the scope ${lacking.join(' or ')}, which the ${credential} credential does not have`
  );
}

/** Why an account cannot go a way: an endpoint on it, or all of the ways that it leads through. */
export function obstacleOn(integration: Integration, way: Way, access: Access): string | undefined {
  for (const endpoint of way.endpoints) {
    const obstacle = obstacleAt(integration, endpoint, access);
    if (obstacle !== undefined) return obstacle;
  }
  for (const choices of way.through) {
    const obstacles = choices.map(choice => obstacleOn(integration, choice, access));
    if (!obstacles.includes(undefined)) return obstacles[0];
  }
  return undefined;
}
