import type { GraphStore } from '../store/store.ts';
import type { Token } from '../store/tokens.ts';
import { badRequest, GraphError } from './graph-error.ts';
import { permissions, type Permission, type PermissionKey } from './permissions.ts';

const challenge =
  'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"';

/**
 * The token of a request.
 *
 * @throws GraphError 401, with a challenge that says whether claims are asked for
 */
export function authenticate(store: GraphStore, authorization: string | undefined): Token {
  if (authorization === undefined || authorization === '') throw unauthorized('Access token is empty.');
  const value = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1];
  if (value === undefined) throw unauthorized('Access token is empty.');
  const token = store.tokens.find(value);
  if (token === undefined)
    throw unauthorized(
      value.split('.').length === 3
        ? 'Access token validation failure. Invalid signature.'
        : 'IDX14100: JWT is not well formed, there are no dots (.).',
    );
  if (token.expiresAtMs <= store.now()) throw unauthorized('Lifetime validation failed, the token is expired.');
  if (token.status === 'revoked') throw claimsChallenge();
  return token;
}

/**
 * Refuses a token that may not call this.
 *
 * @throws GraphError 412 for a signed-in person where only apps may, 400 for an app at `/me`, 403 for a missing scope
 */
export function demandScope(
  token: Token,
  key: PermissionKey,
  call: { readonly path: string; readonly service: 'teams' | 'directory' | 'files' },
): void {
  const permission: Permission = permissions[key];
  const isApp = token.userId === undefined;
  if (isApp && call.path.startsWith('/me'))
    throw badRequest('/me request is only valid with delegated authentication flow.');
  const wanted = scopesOf(permission, isApp ? 'application' : 'delegated');
  if (wanted.length === 0) {
    const message = `Requested API is not supported in ${isApp ? 'application-only' : 'delegated'} context`;
    throw new GraphError({ status: 412, code: 'PreconditionFailed', message });
  }
  if (!wanted.some(scope => token.scopes.includes(scope))) throw scopeMissing(token, wanted, call.service);
}

/** Every scope that lets a kind of token through. */
export function scopesOf(permission: Permission, kind: 'delegated' | 'application'): string[] {
  return [permission[kind], permission.also?.[kind]].flatMap(list =>
    list === undefined || list === '' ? [] : list.split(' '),
  );
}

function scopeMissing(token: Token, wanted: readonly string[], service: 'teams' | 'directory' | 'files'): GraphError {
  switch (service) {
    case 'directory':
      return new GraphError({
        status: 403,
        code: 'Authorization_RequestDenied',
        message: 'Insufficient privileges to complete the operation.',
      });
    case 'files':
      return new GraphError({ status: 403, code: 'accessDenied', message: 'Access denied' });
    case 'teams': {
      const list = `API requires one of '${wanted.join(', ')}'.`;
      const message =
        token.userId === undefined
          ? `Missing role permissions on the request. ${list} Roles on the request '${token.scopes.join(', ')}'.`
          : `Missing scope permissions on the request. ${list} Scopes on the request '${token.scopes.join(', ')}'`;
      return new GraphError({ status: 403, code: 'Forbidden', message });
    }
  }
}

function unauthorized(message: string): GraphError {
  return new GraphError({
    status: 401,
    code: 'InvalidAuthenticationToken',
    message,
    headers: { 'www-authenticate': challenge },
  });
}

/** Continuous access evaluation: the token is good for nothing until the person has signed in again. */
function claimsChallenge(): GraphError {
  const claims = Buffer.from('{"access_token":{"nbf":{"essential":true,"value":"1764525600"}}}').toString('base64');
  return new GraphError({
    status: 401,
    code: 'InvalidAuthenticationToken',
    message:
      'Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp',
    headers: { 'www-authenticate': `${challenge}, error="insufficient_claims", claims="${claims}"` },
  });
}
