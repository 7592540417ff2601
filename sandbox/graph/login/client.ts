import { createPublicKey, verify } from 'node:crypto';
import type { RegisteredApp } from '../store/grants.ts';
import type { GraphStore } from '../store/store.ts';
import { LoginError, missingField } from './login-error.ts';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** The app a form or query names. @throws LoginError */
export function findApp(store: GraphStore, clientId: string | undefined): RegisteredApp {
  if (clientId === undefined || clientId === '') throw missingField('client_id');
  const app = store.apps.find(candidate => candidate.clientId === clientId);
  if (app !== undefined) return app;
  throw unknownInTenant(clientId, 'the directory');
}

/** The error of an app that a tenant does not know. */
export function unknownInTenant(clientId: string, tenant: string): LoginError {
  return new LoginError({
    error: 'unauthorized_client',
    number: 700016,
    message: `Application with identifier '${clientId}' was not found in the directory '${tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`,
  });
}

/**
 * Proves that a form comes from its app, by secret or by a signed assertion.
 *
 * @throws LoginError
 */
export function authenticateClient(
  store: GraphStore,
  form: Readonly<Record<string, string>>,
  tokenUrl: string,
): RegisteredApp {
  const app = findApp(store, form.client_id);
  if (form.client_assertion !== undefined) {
    if (form.client_assertion_type !== assertionType) throw missingField('client_assertion_type');
    checkAssertion(app, form.client_assertion, { tokenUrl, nowMs: store.now() });
    return app;
  }
  const refuse = (number: number, message: string): LoginError =>
    new LoginError({ error: 'invalid_client', number, message, status: 401 });
  if (form.client_secret === undefined)
    throw refuse(
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    );
  if (form.client_secret === app.expiredSecret)
    throw refuse(7000222, 'The provided client secret keys for app are expired. Create new keys for your app.');
  if (form.client_secret !== app.clientSecret) {
    throw refuse(
      7000215,
      'Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID.',
    );
  }
  return app;
}

function checkAssertion(
  app: RegisteredApp,
  assertion: string,
  { tokenUrl, nowMs }: { tokenUrl: string; nowMs: number },
): void {
  const refuse = (number: number, message: string): LoginError =>
    new LoginError({ error: 'invalid_client', number, message, status: 401 });
  const [header = '', payload = '', signature = ''] = assertion.split('.');
  const facts = decode(header);
  const claims = decode(payload);
  if (facts === undefined || claims === undefined) throw refuse(50027, 'JWT token is invalid or malformed.');
  const thumbprint = facts['x5t#S256'] ?? facts.x5t;
  const certificate = typeof thumbprint === 'string' ? app.certificates.get(thumbprint) : undefined;
  if (certificate === undefined)
    throw refuse(
      700027,
      'The certificate with identifier used to sign the client assertion is not registered on application.',
    );
  const now = nowMs / 1000;
  if (claims.iss !== app.clientId || claims.sub !== app.clientId)
    throw refuse(700021, 'Client assertion issuer or subject does not match the client_id.');
  if (claims.aud !== tokenUrl) throw refuse(50027, 'JWT token audience is not the token endpoint.');
  if (typeof claims.exp !== 'number' || claims.exp < now || claims.exp > now + 601)
    throw refuse(700024, 'Client assertion is not within its valid time range.');
  if (typeof claims.jti !== 'string') throw refuse(50027, 'JWT token lacks jti.');
  if (!isSigned(certificate, facts.alg, `${header}.${payload}`, signature))
    throw refuse(700027, 'Client assertion failed signature validation.');
}

function isSigned(publicKey: string, algorithm: unknown, text: string, signature: string): boolean {
  if (algorithm !== 'RS256' && algorithm !== 'PS256') return false;
  // RSA_PKCS1_PSS_PADDING is 6; the salt is as long as the digest.
  const pss = algorithm === 'PS256' ? { padding: 6, saltLength: 32 } : {};
  return verify(
    'sha256',
    Buffer.from(text),
    { key: createPublicKey(publicKey), ...pss },
    Buffer.from(signature, 'base64url'),
  );
}

function decode(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined; // an object, checked here
  } catch {
    return undefined; // not base64url of JSON
  }
}
