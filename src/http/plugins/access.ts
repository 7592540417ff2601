import type { FastifyInstance, FastifyRequest } from 'fastify';
import { PatchbayError } from '../../errors.ts';
import type { ApiKey, ApiKeyScope, Store } from '../../store/store.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The key the call came with; null on routes without keys. */
    apiKey: ApiKey | null;
  }
  interface FastifyContextConfig {
    /** What a key must allow; absent: any key will do. */
    scope?: ApiKeyScope;
  }
}

/**
 * Lets only calls with a live API key reach the routes of this instance (`Authorization: Bearer pb_...`). The key alone
 * says which environment a call works in.
 */
export function addAccess(app: FastifyInstance, keys: Store['keys']): void {
  app.decorateRequest('apiKey', null);
  app.addHook('onRequest', async request => {
    request.apiKey = await findKey(request, keys);
    const { scope } = request.routeOptions.config;
    if (scope === undefined || request.apiKey.scopes.includes(scope)) return;
    throw new PatchbayError(
      'ACCESS_FORBIDDEN',
      `This key does not allow "${scope}"; it allows ${request.apiKey.scopes.join(', ') || 'nothing'}.`,
    );
  });
}

/** The environment of the call's key. */
export function environmentOf(request: FastifyRequest): string {
  if (request.apiKey === null)
    throw new PatchbayError('INTERNAL', 'A route that needs an environment has no access check.');
  return request.apiKey.environmentId;
}

async function findKey(request: FastifyRequest, keys: Store['keys']): Promise<ApiKey> {
  const { authorization } = request.headers;
  if (authorization === undefined) {
    throw new PatchbayError('ACCESS_KEY_MISSING', 'Send an API key in the header "Authorization: Bearer pb_...".');
  }
  const [, secret] = /^bearer +(pb_[A-Za-z0-9_-]{1,200})$/i.exec(authorization) ?? [];
  const key = secret === undefined ? undefined : await keys.verify(secret);
  if (key !== undefined) return key;
  const why =
    secret === undefined
      ? 'The header is not of the form "Authorization: Bearer pb_..."'
      : 'The API key is unknown or was revoked';
  throw new PatchbayError('ACCESS_KEY_INVALID', `${why}.`);
}
