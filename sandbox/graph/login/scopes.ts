import { scopesOf } from '../api/authenticate.ts';
import { permissions } from '../api/permissions.ts';
import { userScopes } from '../store/scopes.ts';
import { LoginError } from './login-error.ts';

/** Scopes of sign-in itself, which are never in an access token for Graph. */
const openId = ['openid', 'profile', 'email', 'offline_access'];
const resource = 'https://graph.microsoft.com/';

/** What a `scope` parameter asks for. */
export interface AskedScopes {
  /** Of Graph, without the resource in front. */
  readonly graph: readonly string[];
  readonly hasOfflineAccess: boolean;
  readonly hasOpenId: boolean;
}

/**
 * Reads a `scope` parameter, separated by spaces; `.default` is all the seed's app is registered for.
 *
 * @throws LoginError for a scope Graph does not have
 */
export function readScopes(text: string): AskedScopes {
  const names = text
    .split(' ')
    .filter(name => name !== '')
    .map(name => (name.startsWith(resource) ? name.slice(resource.length) : name));
  if (names.length === 0)
    throw new LoginError({
      error: 'invalid_request',
      number: 900144,
      message: "The request body must contain the following parameter: 'scope'.",
    });
  const known = knownScopes();
  const graph = names.flatMap(name => {
    if (openId.includes(name)) return [];
    if (name === '.default') return userScopes;
    // The names of scopes do not depend on case.
    const scope = known.get(name.toLowerCase());
    if (scope !== undefined) return [scope];
    throw new LoginError({
      error: 'invalid_scope',
      number: 70011,
      message: `The provided value for the input parameter 'scope' is not valid. The scope ${name} does not exist.`,
    });
  });
  return {
    graph: graph.length > 0 ? [...new Set(graph)] : ['User.Read'],
    hasOfflineAccess: names.includes('offline_access'),
    hasOpenId: names.includes('openid'),
  };
}

/** Delegated scopes the endpoints of this fake know, by their lower-case name. */
function knownScopes(): Map<string, string> {
  const names = [
    ...userScopes,
    ...Object.values(permissions).flatMap(permission => scopesOf(permission, 'delegated')),
    'AuditLog.Read.All',
    'MailboxSettings.Read',
    'Presence.Read.All',
  ];
  return new Map(names.map(name => [name.toLowerCase(), name]));
}
