import { verify } from 'node:crypto';
import { shortScopes } from '../api/authenticate.ts';
import { findDirectoryUser, type GoogleChatStore } from '../store/store.ts';
import type { Subject } from '../store/tokens.ts';
import { TokenError } from './token-error.ts';

/** Whom an assertion speaks for, and for what. */
export interface AssertedGrant {
  readonly subject: Subject;
  readonly scopes: readonly string[];
}

const audiences: ReadonlySet<unknown> = new Set([
  'https://oauth2.googleapis.com/token',
  'https://www.googleapis.com/oauth2/v4/token',
  'https://accounts.google.com/o/oauth2/token',
]);
const maxLifeSeconds = 3600;
const clockSkewSeconds = 300;

/**
 * Reads the signed JWT of a service account: with `sub` it calls as that person, otherwise as the app.
 *
 * @throws TokenError invalid_grant, invalid_scope, unauthorized_client as Google answers them
 */
export function readAssertion(store: GoogleChatStore, assertion: string): AssertedGrant {
  const [head = '', body = '', signature = '', ...more] = assertion.split('.');
  const header = decodePart(head);
  const claims = decodePart(body);
  if (more.length > 0 || signature === '' || header === undefined || claims === undefined) {
    throw new TokenError(400, 'invalid_grant', 'Invalid JWT: Failed to parse the assertion.');
  }
  const { serviceAccount } = store;
  if (claims.iss !== serviceAccount.clientEmail)
    throw new TokenError(400, 'invalid_grant', 'Invalid grant: account not found');
  const isKnownKey = header.kid === undefined || header.kid === serviceAccount.keyId;
  const signed = Buffer.from(`${head}.${body}`);
  const isSigned = verify('sha256', signed, serviceAccount.key.publicKey, Buffer.from(signature, 'base64url'));
  if (header.alg !== 'RS256' || !isKnownKey || !isSigned)
    throw new TokenError(400, 'invalid_grant', 'Invalid JWT Signature.');
  if (!audiences.has(claims.aud)) throw new TokenError(400, 'invalid_grant', 'Invalid JWT: Failed audience check.');
  demandTimeframe(store, claims);
  const scopes = shortScopes(typeof claims.scope === 'string' ? claims.scope : '');
  if (scopes.length === 0)
    throw new TokenError(400, 'invalid_scope', 'Invalid OAuth scope or ID token audience provided.');
  return { subject: subjectOf(store, claims.sub, scopes), scopes };
}

type Claims = Readonly<Record<string, unknown>>;

function decodePart(part: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined; // no JWT: refused by the caller
  }
}

function demandTimeframe(store: GoogleChatStore, { iat, exp }: Claims): void {
  const now = store.now() / 1000;
  const isSound =
    typeof iat === 'number' &&
    typeof exp === 'number' &&
    iat <= now + clockSkewSeconds &&
    exp > now - clockSkewSeconds &&
    exp > iat &&
    exp - iat <= maxLifeSeconds;
  if (isSound) return;
  const problem =
    'Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.';
  throw new TokenError(400, 'invalid_grant', `Invalid JWT: ${problem}`);
}

function subjectOf(store: GoogleChatStore, sub: unknown, scopes: readonly string[]): Subject {
  const { serviceAccount } = store;
  if (sub === undefined || sub === serviceAccount.clientEmail) {
    const isAllowed = (scope: string): boolean =>
      !scope.startsWith('chat.app.') || serviceAccount.approvedAppScopes.includes(scope);
    if (!scopes.every(isAllowed)) throw unauthorizedClient();
    return { kind: 'app', appId: serviceAccount.appId };
  }
  const user = typeof sub === 'string' ? findDirectoryUser(store, sub) : undefined;
  if (user === undefined || user.suspended) throw new TokenError(400, 'invalid_grant', 'Invalid email or User ID');
  if (!scopes.every(scope => serviceAccount.delegatedScopes.includes(scope))) throw unauthorizedClient();
  return { kind: 'user', userId: user.id };
}

function unauthorizedClient(): TokenError {
  return new TokenError(
    401,
    'unauthorized_client',
    'Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.',
  );
}
