import { PatchbayError } from '../../errors.ts';
import type { Integration } from '../definitions/definition.ts';
import type { Endpoint } from '../definitions/endpoint.ts';
import { sendNative } from '../mapping/request.ts';
import type { Run } from '../run.ts';
import { compileTemplate } from '../templates/compile.ts';
import { accountAddress } from '../transport/account-address.ts';
import { undeclaredSuccess } from '../transport/outcome-unknown.ts';
import type { CustomAnswer, CustomCall } from './call.ts';
import { headersToAnswer, headersToSend } from './custom-headers.ts';
import { safeLocation } from './custom-location.ts';
import { checkCustomPath, checkCustomQuery } from './custom-path.ts';
import { watchCredentials } from '../watching/known-secrets.ts';

/**
 * Serves a call of any path below a declared host. It goes out once, with the account's credential, and the provider's
 * answer comes back whatever it means; only a refused credential is ours to deal with.
 *
 * @throws REQUEST_INVALID for a path, query or host that is not allowed
 */
export async function runCustom(call: CustomCall, run: Run): Promise<CustomAnswer> {
  // Nothing says which of the provider's calls may be repeated.
  const integration: Integration = { ...run.integration, retry: { attempts: 1, on: [] } };
  const main = accountAddress(integration, integration.baseUrl.render(run.facts));
  const url = urlBelow(baseOf(integration, main, call.host), call, integration);
  const { credentials, secrets } = watchCredentials(run.ports.credentials);
  const endpoint = endpointOf(call);
  const reply = await sendNative(
    {
      endpoint,
      path: {},
      query: {},
      headers: {},
      body: undefined,
      custom: {
        method: call.method,
        url,
        headers: headersToSend(integration, call.headers),
        ...(call.body === undefined ? {} : { body: call.body }),
      },
    },
    { ...run, integration, ports: { ...run.ports, credentials } },
  );
  if (reply.status > 599) throw undeclaredSuccess(endpoint, strangeStatus(integration, reply.status));
  const location = reply.headers['location'];
  const scope = { integration, accountId: call.account.id, main, url, secrets };
  const safe = location === undefined ? undefined : safeLocation(location, scope);
  return {
    status: reply.status,
    headers: { ...headersToAnswer(reply.headers, secrets), ...(safe === undefined ? {} : { location: safe }) },
    body: reply.bytes ?? new Uint8Array(0),
  };
}

/** Where paths begin: the base URL, or the root of another declared host. */
function baseOf(integration: Integration, main: URL, host: string | undefined): URL {
  if (host === undefined || host === main.hostname) return main;
  const known = integration.hosts.filter(name => !name.startsWith('*'));
  if (known.includes(host)) return new URL(`https://${host}`);
  throw new PatchbayError(
    'REQUEST_INVALID',
    `"host" is one of the hosts that ${integration.label} declares: ${known.join(', ')}. Without it ${main.hostname} is called.`,
    { errors: [{ pointer: '/host', message: 'is not a declared host' }] },
  );
}

/** The address of a call: below the base's own path, every byte of the caller's path as it was written. */
function urlBelow(base: URL, { path, query }: CustomCall, integration: Integration): URL {
  checkCustomPath(path);
  checkCustomQuery(query);
  refuseCredentialNames(query, integration);
  const prefix = base.pathname.replace(/\/$/, '');
  const url = new URL(`${base.origin}${prefix}${path}`);
  if (url.origin !== base.origin || url.pathname !== `${prefix}${path}`) {
    throw new PatchbayError('REQUEST_INVALID', 'The path does not stay what it is when it is read as a URL.');
  }
  url.search = query;
  return url;
}

/** Where a provider takes its credential from the query, the caller may not say another one. */
function refuseCredentialNames(query: string, { attach }: Integration): void {
  const ours = Object.keys(attach.query);
  const given = [...new URLSearchParams(query).keys()].find(name => ours.includes(name));
  if (given === undefined) return;
  throw new PatchbayError(
    'REQUEST_INVALID',
    `The parameter "${given}" carries the account's credential; leave it out.`,
  );
}

/** An endpoint that declares nothing: its rules are those of the integration alone. */
function endpointOf({ method }: CustomCall): Endpoint {
  return {
    name: `custom ${method}`,
    origin: { file: 'custom', line: 1, column: 1 },
    verb: method === 'HEAD' ? 'GET' : method,
    path: compileTemplate('/', { encode: 'path' }),
    params: {},
    body: 'none',
    scopes: [],
    rates: [],
    pagination: { style: 'none' },
    errors: [],
    headers: {},
    credential: [],
    idempotent: method === 'GET' || method === 'HEAD',
  };
}

function strangeStatus(integration: Integration, status: number): PatchbayError {
  return new PatchbayError(
    'PROVIDER_MALFORMED',
    `${integration.label} answered with the status ${status}, which HTTP does not have.`,
    {
      provider: { name: integration.name, status },
      sent: true,
    },
  );
}
