import { isIP } from 'node:net';
import type { Socket } from 'node:net';
import { lookup as systemLookup } from 'node:dns/promises';
import type { Log } from '../engine/ports.ts';
import { PatchbayError } from '../errors.ts';
import type { AddressCheck } from './addresses.ts';
import type { Dial, DialAddress } from './dial.ts';
import type { DialMap } from './dial-map.ts';
import { codeOf, egressError } from './failure.ts';
import { matchHost, withoutBrackets } from './host-names.ts';

/** All addresses of a name, best first. */
export type Lookup = (host: string) => Promise<readonly string[]>;

export interface ConnectorOptions {
  readonly dialMap: DialMap;
  readonly isAllowed: AddressCheck;
  readonly timeoutMs: number;
  readonly lookup: Lookup;
  readonly dial: Dial;
  readonly log: Log;
}

/** Opens a connection for a URL's host. */
export type Connector = (origin: { readonly hostname: string; readonly protocol: string }) => Promise<Socket>;

/**
 * A connector that resolves a name once, refuses it when any of its addresses is not allowed, and dials exactly the
 * addresses it has checked. What was checked is what is dialled: a name that resolves differently the next moment
 * changes nothing.
 *
 * Its errors are EGRESS_BLOCKED and PROVIDER_UNAVAILABLE, never sent.
 */
export function createConnector(options: ConnectorOptions): Connector {
  return async ({ hostname, protocol }) => {
    const host = withoutBrackets(hostname);
    const deadline = AbortSignal.timeout(options.timeoutMs);
    const targets = await beforeDeadline(findTargets(host, protocol, options), deadline, host, options.timeoutMs);
    return dialInTurn(targets, host, deadline, options);
  };
}

/** The operating system's resolver (hosts file, DNS), IPv4 first. */
export const lookupBySystem: Lookup = async host => {
  const found = await systemLookup(host, { all: true, order: 'ipv4first' });
  return found.map(each => each.address);
};

/** Addresses tried before giving up. */
const maxTargets = 4;
/** An address that does not answer leaves time for the next. */
const shareOfTimeout = 3;

async function findTargets(host: string, protocol: string, options: ConnectorOptions): Promise<readonly DialAddress[]> {
  const pattern = matchHost(host, options.dialMap.keys());
  const mapped = pattern === undefined ? undefined : options.dialMap.get(pattern);
  if (mapped !== undefined) {
    return [{ address: mapped.host, port: mapped.port, ...(mapped.tls ? { tlsName: host } : {}) }];
  }
  const addresses = isIP(host) === 0 ? await resolve(host, options.lookup) : [host];
  const refused = addresses.find(address => !options.isAllowed(address));
  if (refused !== undefined) {
    options.log.warn({ host, address: refused }, 'outbound call blocked by its address');
    throw egressError('blocked', false, {
      host,
      detail: `The host "${host}" does not lead to a public address, so it is not called.`,
    });
  }
  const secure = protocol === 'https:';
  return addresses
    .slice(0, maxTargets)
    .map(address => ({ address, port: secure ? 443 : 80, ...(secure ? { tlsName: host } : {}) }));
}

async function resolve(host: string, lookup: Lookup): Promise<readonly string[]> {
  try {
    const addresses = await lookup(host);
    if (addresses.length > 0) return addresses;
  } catch (error) {
    const detail = codeOf(error);
    throw egressError('dns', false, { host, ...(detail === undefined ? {} : { detail }) }, error);
  }
  throw egressError('dns', false, { host, detail: 'no address' });
}

async function dialInTurn(
  targets: readonly DialAddress[],
  host: string,
  deadline: AbortSignal,
  options: ConnectorOptions,
): Promise<Socket> {
  let last: unknown;
  for (const [index, target] of targets.entries()) {
    const isLast = index === targets.length - 1;
    const attempt = isLast
      ? deadline
      : AbortSignal.any([deadline, AbortSignal.timeout(options.timeoutMs / shareOfTimeout)]);
    try {
      return await options.dial(target, attempt);
    } catch (error) {
      last = error;
      if (deadline.aborted) throw egressError('connect_timeout', false, { host, limit: options.timeoutMs }, error);
    }
  }
  if (last instanceof PatchbayError) throw last;
  const detail = codeOf(last);
  const reason = detail !== undefined && isTlsCode(detail) ? 'tls' : 'connect';
  throw egressError(reason, false, { host, ...(detail === undefined ? {} : { detail }) }, last);
}

/** Codes of Node's TLS and of OpenSSL's certificate verification. */
function isTlsCode(code: string): boolean {
  return /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|EPROTO$|HOSTNAME_MISMATCH$|INVALID_CA$)/.test(
    code,
  );
}

/** The resolver cannot be called off, so it is left behind when the time is up. */
function beforeDeadline<T>(work: Promise<T>, deadline: AbortSignal, host: string, limit: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const expire = (): void => reject(egressError('connect_timeout', false, { host, limit }));
    deadline.addEventListener('abort', expire, { once: true });
    work.then(resolve, reject).finally(() => deadline.removeEventListener('abort', expire));
  });
}
