import { htmlReply, escapeHtml, redirectReply, type ReceivedRequest, type Reply } from '../../support/http-message.ts';
import type { GraphStore } from '../store/store.ts';
import { answerAddress, consentPage, readRedirect, type SignInDefaults } from './authorize.ts';
import { findApp } from './client.ts';
import { LoginError } from './login-error.ts';
import { findTenant } from './token.ts';

/** Answers `GET /{tenant}/v2.0/adminconsent`, in the manner of the authorize page; the app is known in the tenant from then on. */
export function answerAdminConsent(
  store: GraphStore,
  tenantName: string,
  request: ReceivedRequest,
  defaults: SignInDefaults,
): Reply {
  const { query } = request;
  try {
    const app = findApp(store, query.client_id);
    const redirectUri = readRedirect(query.redirect_uri);
    if (query.auto === undefined)
      return consentPage(`${app.name} wants the administrator's consent`, app.roles.join(' '), request);
    if (query.auto === 'deny') {
      const refusal = {
        error: 'access_denied',
        error_description: 'AADSTS65004: The resource owner or authorization server denied the request.',
        admin_consent: 'False',
      };
      return redirectReply(answerAddress(redirectUri, query, refusal));
    }
    const tenantId = findTenant(store, tenantName)?.id ?? defaults.tenantId;
    app.consentedTenants.add(tenantId);
    const scope = query.scope ?? 'https://graph.microsoft.com/.default';
    return redirectReply(answerAddress(redirectUri, query, { admin_consent: 'True', tenant: tenantId, scope }));
  } catch (error) {
    if (!(error instanceof LoginError)) throw error;
    return htmlReply(
      400,
      `<html><body><h1>Permissions requested</h1><p>${escapeHtml(error.message)}</p></body></html>`,
    );
  }
}
