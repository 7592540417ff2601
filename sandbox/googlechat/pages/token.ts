import { createHash } from 'node:crypto';
import { jsonReply, type ReceivedRequest, type Reply } from '../../support/http-message.ts';
import { fullScopes } from '../api/authenticate.ts';
import type { Approval } from '../store/oauth-grants.ts';
import type { GoogleChatStore } from '../store/store.ts';
import { tokenLifeSeconds } from '../store/tokens.ts';
import { readAssertion } from './assertion.ts';
import { TokenError } from './token-error.ts';

type Form = Readonly<Record<string, string>>;
const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** The token endpoint: authorization_code, refresh_token and jwt-bearer. */
export function tokenReply(store: GoogleChatStore, request: ReceivedRequest): Reply {
  return answer(() => {
    if (request.method !== 'POST') throw new TokenError(400, 'invalid_request', 'The request must be a POST.');
    const form = formOf(request);
    switch (form.grant_type) {
      case 'authorization_code':
        return fromCode(store, request, form);
      case 'refresh_token':
        return fromRefreshToken(store, request, form);
      case jwtBearer:
        return fromAssertion(store, form);
      case undefined:
        throw new TokenError(400, 'invalid_request', 'Required parameter is missing: grant_type');
      default:
        throw new TokenError(400, 'unsupported_grant_type', `Invalid grant_type: ${form.grant_type}`);
    }
  });
}

/** The revocation endpoint: ends a refresh token, or an access token. */
export function revokeReply(store: GoogleChatStore, request: ReceivedRequest): Reply {
  return answer(() => {
    const value = formOf(request).token ?? request.query.token ?? '';
    const access = store.tokens.find(value);
    const isKnown = store.grants.revokeRefreshToken(value) || access?.revoked === false;
    if (!isKnown) throw new TokenError(400, 'invalid_token', 'Token expired or revoked');
    if (access !== undefined) access.revoked = true;
    return {};
  });
}

function answer(make: () => object): Reply {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  try {
    return jsonReply(200, make(), headers);
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    return jsonReply(error.status, { error: error.code, error_description: error.message }, headers);
  }
}

function fromCode(store: GoogleChatStore, request: ReceivedRequest, form: Form): object {
  const clientId = demandClient(store, request, form);
  const approval = store.grants.redeemCode(form.code ?? '');
  if (approval === undefined || approval.clientId !== clientId)
    throw new TokenError(400, 'invalid_grant', 'Malformed auth code.');
  if (approval.redirectUri !== form.redirect_uri) throw new TokenError(400, 'redirect_uri_mismatch', 'Bad Request');
  if (!meetsChallenge(approval, form.code_verifier)) {
    throw new TokenError(
      400,
      'invalid_grant',
      form.code_verifier === undefined ? 'Missing code verifier.' : 'Invalid code verifier.',
    );
  }
  const { userId, scopes, isOffline, isForced } = approval;
  const isFirst = !store.grants.hasConsented(clientId, userId);
  const refresh =
    isOffline && (isForced || isFirst)
      ? { refresh_token: store.grants.createRefreshToken({ clientId, userId, scopes }) }
      : {};
  return { ...userToken(store, userId, scopes), ...refresh };
}

function fromRefreshToken(store: GoogleChatStore, request: ReceivedRequest, form: Form): object {
  const clientId = demandClient(store, request, form);
  const grant = store.grants.findRefreshToken(form.refresh_token ?? '');
  const user = grant === undefined ? undefined : store.directory.get(grant.userId);
  if (grant === undefined || grant.clientId !== clientId || user === undefined || user.suspended) {
    throw new TokenError(400, 'invalid_grant', 'Token has been expired or revoked.');
  }
  return userToken(store, grant.userId, grant.scopes);
}

function fromAssertion(store: GoogleChatStore, form: Form): object {
  const { subject, scopes } = readAssertion(store, form.assertion ?? '');
  const token = store.tokens.issue(subject, scopes);
  return { access_token: token.value, expires_in: tokenLifeSeconds, token_type: 'Bearer' };
}

function userToken(store: GoogleChatStore, userId: string, scopes: readonly string[]): object {
  const token = store.tokens.issue({ kind: 'user', userId }, scopes);
  return {
    access_token: token.value,
    expires_in: tokenLifeSeconds,
    scope: fullScopes(scopes).join(' '),
    token_type: 'Bearer',
  };
}

function demandClient({ client }: GoogleChatStore, request: ReceivedRequest, form: Form): string {
  const basic = /^Basic\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const pair = basic === undefined ? '' : Buffer.from(basic, 'base64').toString('utf8');
  const [, user, password] = /^([^:]+):(.*)$/.exec(pair) ?? [];
  const clientId = user ?? form.client_id;
  const clientSecret = password ?? form.client_secret;
  if (clientId !== client.clientId) throw new TokenError(401, 'invalid_client', 'The OAuth client was not found.');
  if (clientSecret !== client.clientSecret)
    throw new TokenError(401, 'invalid_client', 'The provided client secret is invalid.');
  return clientId;
}

function meetsChallenge({ challenge }: Approval, verifier: string | undefined): boolean {
  if (challenge === undefined) return true;
  if (verifier === undefined) return false;
  return (
    challenge.value ===
    (challenge.method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url'))
  );
}

/** The fields of a form; the endpoint also takes them as JSON. */
function formOf(request: ReceivedRequest): Form {
  if (request.form !== undefined) return request.form;
  const { json } = request;
  if (typeof json !== 'object' || json === null) return {};
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, String(value)]));
}
