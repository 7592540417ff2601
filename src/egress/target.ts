import type { PatchbayError } from '../errors.ts';
import type { DialMap } from './dial-map.ts';
import { egressError } from './failure.ts';
import { matchHost } from './host-names.ts';

/**
 * Refuses a URL that this request may not go to, before anything is resolved or dialled: a host outside the allow-list,
 * plain http, another port than the default, a user name or password.
 *
 * @param hosts exact names and `*.example.com`
 * @throws PatchbayError EGRESS_BLOCKED
 */
export function checkTarget(url: URL, hosts: readonly string[], dial: DialMap): void {
  const host = url.hostname;
  if (matchHost(host, hosts) === undefined) {
    const allowed = hosts.length === 0 ? 'none is allowed' : `allowed are ${hosts.join(', ')}`;
    throw blocked(host, `The host "${host}" may not be called; ${allowed}.`);
  }
  if (url.protocol !== 'https:' && !isPlainByDialMap(url, dial)) {
    throw blocked(host, `Only https: may be called, not ${url.protocol}//${host}.`);
  }
  if (url.port !== '') throw blocked(host, `Only the default port of ${host} may be called, not ${url.port}.`);
  if (url.username !== '' || url.password !== '') {
    throw blocked(host, `The address of ${host} must not carry a user name or a password.`);
  }
}

function isPlainByDialMap(url: URL, dial: DialMap): boolean {
  const pattern = matchHost(url.hostname, dial.keys());
  return url.protocol === 'http:' && pattern !== undefined && dial.get(pattern)?.tls === false;
}

function blocked(host: string, detail: string): PatchbayError {
  return egressError('blocked', false, { host, detail });
}
