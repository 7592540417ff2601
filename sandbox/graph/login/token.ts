import { createHash } from 'node:crypto';
import { jsonReply, type ReceivedRequest, type Reply } from '../../support/http-message.ts';
import type { Approval, RefreshGrant, RegisteredApp } from '../store/grants.ts';
import type { GraphStore } from '../store/store.ts';
import type { Tenant } from '../store/tenant.ts';
import { authenticateClient, unknownInTenant } from './client.ts';
import { codeRefusals, LoginError, loginErrorReply, missingField, refreshRefusals } from './login-error.ts';
import { readScopes, type AskedScopes } from './scopes.ts';

/** Access tokens live a little longer than an hour, in seconds. */
const tokenLifeSeconds = 3900;
const appTokenLifeSeconds = 3599;

/** Answers `POST /{tenant}/oauth2/v2.0/token`. */
export function answerToken(store: GraphStore, tenantName: string, request: ReceivedRequest): Reply {
  try {
    const form = request.form;
    if (form === undefined)
      throw new LoginError({
        error: 'invalid_request',
        number: 900561,
        message: 'The endpoint only accepts POST requests with a form.',
      });
    const tokenUrl = `https://${request.host.replace(/:\d+$/, '')}${request.path}`;
    const app = authenticateClient(store, form, tokenUrl);
    return jsonReply(200, grant(store, tenantName, app, form), {
      'cache-control': 'no-store, no-cache',
      pragma: 'no-cache',
    });
  } catch (error) {
    if (error instanceof LoginError) return loginErrorReply(error, { sequence: request.sequence, nowMs: store.now() });
    throw error;
  }
}

function grant(
  store: GraphStore,
  tenantName: string,
  app: RegisteredApp,
  form: Readonly<Record<string, string>>,
): object {
  switch (form.grant_type) {
    case 'authorization_code':
      return grantCode(store, tenantName, app, form);
    case 'refresh_token':
      return grantRefresh(store, tenantName, app, form);
    case 'client_credentials':
      return grantApp(store, tenantName, app, form);
    case undefined:
      throw missingField('grant_type');
    default:
      throw new LoginError({
        error: 'unsupported_grant_type',
        number: 70003,
        message: `The app requested an unsupported grant type '${form.grant_type}'.`,
      });
  }
}

function grantCode(
  store: GraphStore,
  tenantName: string,
  app: RegisteredApp,
  form: Readonly<Record<string, string>>,
): object {
  if (form.code === undefined) throw missingField('code');
  const approval = store.grants.redeemCode(form.code);
  if (typeof approval === 'string') throw codeRefusals[approval]();
  demandSameApp(app, approval, tenantName, store);
  if (form.redirect_uri !== approval.redirectUri) {
    throw new LoginError({
      error: 'invalid_client',
      number: 500112,
      message: 'The reply address does not match the reply address provided when requesting Authorization code.',
    });
  }
  checkVerifier(approval, form.code_verifier);
  return userTokens(
    store,
    approval,
    form.scope === undefined ? { graph: [], hasOfflineAccess: true, hasOpenId: false } : readScopes(form.scope),
  );
}

function checkVerifier({ codeChallenge }: Approval, verifier: string | undefined): void {
  if (codeChallenge === undefined) return;
  const given =
    verifier === undefined
      ? undefined
      : codeChallenge.method === 'S256'
        ? createHash('sha256').update(verifier).digest('base64url')
        : verifier;
  if (given === codeChallenge.value) return;
  throw new LoginError({
    error: 'invalid_grant',
    number: 501481,
    message: 'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  });
}

function grantRefresh(
  store: GraphStore,
  tenantName: string,
  app: RegisteredApp,
  form: Readonly<Record<string, string>>,
): object {
  if (form.refresh_token === undefined) throw missingField('refresh_token');
  const refreshGrant = store.grants.redeemRefreshToken(form.refresh_token);
  if (typeof refreshGrant === 'string') throw refreshRefusals[refreshGrant]();
  demandSameApp(app, refreshGrant, tenantName, store);
  const user = store.tenant(refreshGrant.tenantId)?.users.get(refreshGrant.userId);
  if (user?.accountEnabled !== true)
    throw new LoginError({ error: 'invalid_grant', number: 50057, message: 'The user account is disabled.' });
  const asked = form.scope === undefined ? undefined : readScopes(form.scope);
  const beyond = asked?.graph.find(scope => !refreshGrant.scopes.includes(scope));
  if (beyond !== undefined) {
    throw new LoginError({
      error: 'invalid_grant',
      number: 65001,
      message: `The user or administrator has not consented to use the application. Send an interactive authorization request for ${beyond}.`,
      suberror: 'consent_required',
    });
  }
  return userTokens(store, refreshGrant, {
    graph: asked?.graph ?? [],
    hasOfflineAccess: true,
    hasOpenId: asked?.hasOpenId ?? false,
  });
}

function userTokens(
  store: GraphStore,
  { clientId, tenantId, userId, scopes }: RefreshGrant,
  asked: AskedScopes,
): object {
  const nowMs = store.now();
  const granted = asked.graph.length === 0 ? scopes : scopes.filter(scope => asked.graph.includes(scope));
  const facts = { clientId, tenantId, userId };
  const token = store.tokens.issue({
    ...facts,
    scopes: granted,
    issuedAtMs: nowMs,
    expiresAtMs: nowMs + tokenLifeSeconds * 1000,
  });
  return {
    token_type: 'Bearer',
    scope: granted.map(scope => `https://graph.microsoft.com/${scope}`).join(' '),
    expires_in: tokenLifeSeconds,
    ext_expires_in: tokenLifeSeconds,
    access_token: token.value,
    // The new token keeps all that was consented to, not only what was asked for now.
    ...(asked.hasOfflineAccess ? { refresh_token: store.grants.createRefreshToken({ ...facts, scopes }) } : {}),
  };
}

function grantApp(
  store: GraphStore,
  tenantName: string,
  app: RegisteredApp,
  form: Readonly<Record<string, string>>,
): object {
  if (form.scope === undefined) throw missingField('scope');
  if (form.scope !== 'https://graph.microsoft.com/.default') {
    throw new LoginError({
      error: 'invalid_scope',
      number: 1002012,
      message: `The provided value for scope ${form.scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    });
  }
  const tenant = findTenant(store, tenantName);
  if (tenant === undefined) {
    throw new LoginError({
      error: 'invalid_request',
      number: 50059,
      message: 'No tenant-identifying information found in either the request or implied by any provided credentials.',
    });
  }
  if (!app.consentedTenants.has(tenant.id)) throw unknownInTenant(app.clientId, tenant.organization.displayName);
  const nowMs = store.now();
  const token = store.tokens.issue({
    clientId: app.clientId,
    tenantId: tenant.id,
    scopes: app.roles,
    issuedAtMs: nowMs,
    expiresAtMs: nowMs + appTokenLifeSeconds * 1000,
  });
  return {
    token_type: 'Bearer',
    expires_in: appTokenLifeSeconds,
    ext_expires_in: appTokenLifeSeconds,
    access_token: token.value,
  };
}

/** A grant is good for the app and the tenant it was made for. */
function demandSameApp(
  app: RegisteredApp,
  { clientId, tenantId }: RefreshGrant,
  tenantName: string,
  store: GraphStore,
): void {
  const tenant = findTenant(store, tenantName);
  if (clientId === app.clientId && (tenant === undefined || tenant.id === tenantId)) return;
  throw new LoginError({
    error: 'invalid_grant',
    number: 700005,
    message: 'The provided Authorization Code is intended to use against other tenant or app, thus rejected.',
  });
}

/**
 * The tenant a path names; nothing for `common` and `organizations`, which are any.
 *
 * @throws LoginError for a tenant that does not exist
 */
export function findTenant(store: GraphStore, name: string): Tenant | undefined {
  if (['common', 'organizations'].includes(name)) return undefined;
  const tenant = store.tenant(name);
  if (tenant !== undefined) return tenant;
  throw new LoginError({
    error: 'invalid_request',
    number: 90002,
    message: `Tenant '${name}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
  });
}
