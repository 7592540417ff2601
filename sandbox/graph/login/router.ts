import { jsonReply, type ReceivedRequest, type Reply } from '../../support/http-message.ts';
import type { GraphStore } from '../store/store.ts';
import { answerAdminConsent } from './admin-consent.ts';
import { answerAuthorize, type SignInDefaults } from './authorize.ts';
import { loginErrorReply, LoginError } from './login-error.ts';
import { answerToken } from './token.ts';

/** What the login host calls a path: the page, without the tenant. */
export function loginOperation(path: string): 'authorize' | 'token' | 'adminconsent' | undefined {
  const [, page] = /^\/[^/]+\/(?:oauth2\/)?v2\.0\/(authorize|token|adminconsent)$/.exec(path) ?? [];
  return page === 'authorize' || page === 'token' || page === 'adminconsent' ? page : undefined;
}

/** Answers the login host. */
export function answerLogin(store: GraphStore, request: ReceivedRequest, defaults: SignInDefaults): Reply {
  const tenant = decodeURIComponent(request.path.split('/')[1] ?? '').toLowerCase();
  switch (loginOperation(request.path)) {
    case 'authorize':
      return answerAuthorize(store, tenant, request, defaults);
    case 'adminconsent':
      return answerAdminConsent(store, tenant, request, defaults);
    case 'token': {
      if (request.method === 'POST') return answerToken(store, tenant, request);
      const error = new LoginError({
        error: 'invalid_request',
        number: 900561,
        message: 'The endpoint only accepts POST requests. Received a GET request.',
      });
      return loginErrorReply(error, { sequence: request.sequence, nowMs: store.now() });
    }
    case undefined:
      return jsonReply(404, { error: 'not_found' });
  }
}
