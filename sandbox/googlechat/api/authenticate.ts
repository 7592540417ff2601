import type { ReceivedRequest } from '../../support/http-message.ts';
import type { GoogleChatStore } from '../store/store.ts';
import { GoogleError } from './google-error.ts';
import type { Caller, MethodScopes } from './method.ts';

const realm = 'Bearer realm="https://accounts.google.com/"';

/**
 * Who calls: by the token of the Authorization header or, as Google still takes it, of `access_token` in the query.
 *
 * @throws GoogleError UNAUTHENTICATED
 */
export function authenticate(
  store: GoogleChatStore,
  request: ReceivedRequest,
  metadata: Readonly<Record<string, string>>,
): Caller {
  const header = request.headers.authorization;
  const value = header === undefined ? request.query.access_token : /^Bearer\s+(\S+)$/i.exec(header)?.[1];
  if (value === undefined && header === undefined) {
    throw new GoogleError(
      'UNAUTHENTICATED',
      'Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
      { reason: 'CREDENTIALS_MISSING', metadata, legacyReason: 'required', headers: { 'www-authenticate': realm } },
    );
  }
  const token = value === undefined ? undefined : store.tokens.find(value);
  if (token === undefined || token.revoked || token.expiresAtMs <= store.now()) {
    throw new GoogleError(
      'UNAUTHENTICATED',
      'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
      {
        reason: token === undefined ? 'ACCESS_TOKEN_TYPE_UNSUPPORTED' : 'ACCESS_TOKEN_EXPIRED',
        metadata,
        legacyReason: 'authError',
        headers: { 'www-authenticate': `${realm}, error="invalid_token"` },
      },
    );
  }
  const scopes = new Set(token.scopes);
  if (token.subject.kind === 'app') return { kind: 'app', id: token.subject.appId, scopes, isAdmin: false };
  const { userId } = token.subject;
  return { kind: 'user', id: userId, scopes, isAdmin: store.directory.get(userId)?.isAdmin === true };
}

/**
 * Refuses a caller without one of the method's scopes for its kind of authentication.
 *
 * @returns `import` when only `chat.import` allows the call: it then may touch spaces in import mode only
 * @throws GoogleError PERMISSION_DENIED with ACCESS_TOKEN_SCOPE_INSUFFICIENT
 */
export function demandScope(
  caller: Caller,
  scopes: MethodScopes,
  use: { readonly useAdminAccess: boolean; readonly metadata: Readonly<Record<string, string>> },
): 'full' | 'import' {
  const accepted = (caller.kind === 'app' ? scopes.app : use.useAdminAccess ? scopes.admin : scopes.user) ?? [];
  const held = accepted.filter(scope => caller.scopes.has(scope));
  if (held.some(scope => scope !== 'chat.import')) return 'full';
  if (held.length > 0) return 'import';
  throw new GoogleError('PERMISSION_DENIED', 'Request had insufficient authentication scopes.', {
    reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
    metadata: use.metadata,
    legacyReason: 'insufficientPermissions',
    headers: { 'www-authenticate': `${realm}, error="insufficient_scope", scope="${fullScopes(accepted).join(' ')}"` },
  });
}

const scopePrefix = 'https://www.googleapis.com/auth/';
const plainScopes: ReadonlySet<string> = new Set(['openid', 'email', 'profile']);

/** Scopes as they go over the wire. */
export function fullScopes(scopes: readonly string[]): string[] {
  return scopes.map(scope => (plainScopes.has(scope) ? scope : scopePrefix + scope));
}

/** Scopes as the tables write them; `email` and `profile` stand for what they are short for. */
export function shortScopes(text: string): string[] {
  return text
    .split(' ')
    .filter(scope => scope !== '')
    .map(scope => {
      if (scope === 'email' || scope === 'profile') return `userinfo.${scope}`;
      return scope.startsWith(scopePrefix) ? scope.slice(scopePrefix.length) : scope;
    });
}
