import { escapeHtml, htmlReply, redirectReply, type ReceivedRequest, type Reply } from '../../support/http-message.ts';
import type { Approval } from '../store/grants.ts';
import type { GraphStore } from '../store/store.ts';
import { findUserRecord, type Tenant } from '../store/tenant.ts';
import { findApp } from './client.ts';
import { LoginError } from './login-error.ts';
import { readScopes } from './scopes.ts';
import { findTenant } from './token.ts';

/** Who signs in where nothing says otherwise. */
export interface SignInDefaults {
  readonly tenantId: string;
  /** Signed-in person by tenant. */
  readonly users: Readonly<Record<string, string>>;
}

/**
 * Answers `GET /{tenant}/oauth2/v2.0/authorize`: with `auto=1` as if the person had approved at once (`auto=deny`: denied), otherwise
 * with a page that asks. `login_hint` chooses the person, by principal name or id.
 */
export function answerAuthorize(
  store: GraphStore,
  tenantName: string,
  request: ReceivedRequest,
  defaults: SignInDefaults,
): Reply {
  const { query } = request;
  try {
    const app = findApp(store, query.client_id);
    const redirectUri = readRedirect(query.redirect_uri);
    if (query.auto === undefined) return consentPage(`${app.name} wants to act for you`, query.scope ?? '', request);
    const approval =
      query.auto === 'deny'
        ? denied()
        : approve(store, tenantName, request, { ...defaults, clientId: app.clientId, redirectUri });
    return redirectReply(answerAddress(redirectUri, query, approval));
  } catch (error) {
    if (!(error instanceof LoginError)) throw error;
    // Without an address that can be trusted the person is told, nobody else.
    return htmlReply(400, `<html><body><h1>Sign in</h1><p>${escapeHtml(error.message)}</p></body></html>`);
  }
}

function approve(
  store: GraphStore,
  tenantName: string,
  { query }: ReceivedRequest,
  facts: SignInDefaults & { readonly clientId: string; readonly redirectUri: string },
): Record<string, string> {
  try {
    if (query.response_type !== 'code')
      throw new LoginError({
        error: 'unsupported_response_type',
        number: 700054,
        message: `response_type '${query.response_type ?? ''}' is not enabled for the application.`,
      });
    const tenant =
      findTenant(store, tenantName) ?? tenantOfHint(store, query.login_hint) ?? store.tenant(facts.tenantId);
    if (tenant === undefined) throw new Error('The seed holds the default tenant.');
    const user = findUserRecord(tenant, query.login_hint ?? facts.users[tenant.id] ?? '');
    if (user === undefined)
      throw new LoginError({
        error: 'interaction_required',
        number: 50034,
        message: `The user account ${query.login_hint ?? ''} does not exist in the directory.`,
      });
    const challenge = query.code_challenge;
    const approval: Approval = {
      clientId: facts.clientId,
      tenantId: tenant.id,
      userId: user.id,
      redirectUri: facts.redirectUri,
      scopes: readScopes(query.scope ?? '').graph,
      ...(challenge === undefined
        ? {}
        : { codeChallenge: { value: challenge, method: query.code_challenge_method === 'S256' ? 'S256' : 'plain' } }),
    };
    return { code: store.grants.createCode(approval), session_state: user.id };
  } catch (error) {
    if (!(error instanceof LoginError)) throw error;
    return { error: error.facts.error, error_description: error.message };
  }
}

function denied(): Record<string, string> {
  return {
    error: 'access_denied',
    error_subcode: 'cancel',
    error_description: 'AADSTS65004: User declined to consent to access the app.',
  };
}

/** The tenant of a principal name, by its domain. */
function tenantOfHint(store: GraphStore, hint: string | undefined): Tenant | undefined {
  const [, domain] = /@([\w.-]+)$/.exec(hint ?? '') ?? [];
  return domain === undefined ? undefined : store.tenant(domain);
}

/** @throws LoginError for an address that is none */
export function readRedirect(address: string | undefined): string {
  if (address !== undefined && URL.canParse(address)) return address;
  throw new LoginError({
    error: 'invalid_request',
    number: 50011,
    message: `The redirect URI '${address ?? ''}' specified in the request does not match the redirect URIs configured for the application.`,
  });
}

/** Where the browser goes: the parameters in the query, or in the fragment when that was asked for. */
export function answerAddress(
  redirectUri: string,
  query: Readonly<Record<string, string>>,
  parameters: Readonly<Record<string, string>>,
): string {
  const url = new URL(redirectUri);
  const all = new URLSearchParams({ ...parameters, ...(query.state === undefined ? {} : { state: query.state }) });
  if (query.response_mode === 'fragment') url.hash = all.toString();
  else for (const [name, value] of all) url.searchParams.append(name, value);
  return url.href;
}

/** A page that asks; its links are the same request with the answer. */
export function consentPage(title: string, scope: string, request: ReceivedRequest): Reply {
  const link = (auto: string): string => {
    const url = new URL(request.target, 'https://login.microsoftonline.com');
    url.searchParams.set('auto', auto);
    return escapeHtml(`${url.pathname}${url.search}`);
  };
  const scopes = scope.split(' ').map(name => `<li>${escapeHtml(name)}</li>`);
  return htmlReply(
    200,
    `<html><body><h1>${escapeHtml(title)}</h1><ul>${scopes.join('')}</ul><p><a href="${link('1')}">Accept</a> <a href="${link('deny')}">Cancel</a></p></body></html>`,
  );
}
