import { isIP } from 'node:net';
import { PatchbayError } from '../errors.ts';
import { createRangeCheck, isLoopback } from './addresses.ts';
import { withoutBrackets } from './host-names.ts';

/** Where a host is really dialled: for sandboxes and tests. The URL, the Host header and all checks keep the real host. */
export interface DialTarget {
  /** An IP address. */
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
}

/** By host as the definitions name it, or `*.example.com` for all names below. */
export type DialMap = ReadonlyMap<string, DialTarget>;

/**
 * Reads `chat.example=127.0.0.1:4010,*.files.example=tls://[::1]:4443`. Without `tls://` the target is dialled in
 * plain text. An empty text gives an empty map.
 *
 * @throws PatchbayError CONFIG_INVALID naming the entry
 */
export function parseDialMap(text: string): DialMap {
  const map = new Map<string, DialTarget>();
  for (const entry of text.split(',').map(part => part.trim())) {
    if (entry === '') continue;
    const [host, target] = parseEntry(entry);
    if (map.has(host)) throw invalid(entry, `names ${host} a second time`);
    map.set(host, target);
  }
  return map;
}

/**
 * Refuses targets that are neither loopback nor in a range the operator allowed: a dial map must not become a way out.
 *
 * @throws PatchbayError CONFIG_INVALID
 */
export function checkDialMap(map: DialMap, allowCidrs: readonly string[]): void {
  const isInRange = createRangeCheck(allowCidrs);
  for (const [host, target] of map) {
    if (isLoopback(target.host) || isInRange(target.host)) continue;
    throw invalid(
      `${host}=${target.host}:${target.port}`,
      'points neither to loopback nor into an allowed address range',
    );
  }
}

function parseEntry(entry: string): readonly [string, DialTarget] {
  const match = /^([^=]+)=(tls:\/\/)?(.+):(\d{1,5})$/.exec(entry);
  if (match === null) throw invalid(entry, 'is not of the form host=address:port');
  const [, name = '', scheme, address = '', portText = ''] = match;
  const host = name.trim().toLowerCase();
  if (!/^(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(host))
    throw invalid(entry, `begins with "${name}", which is not a host name`);
  const target = withoutBrackets(address.trim());
  if (isIP(target) === 0)
    throw invalid(entry, `dials "${address}", which is not an IP address (write 127.0.0.1 for this machine)`);
  const port = Number(portText);
  if (port < 1 || port > 65_535) throw invalid(entry, `dials port ${portText}, which is not from 1 to 65535`);
  return [host, { host: target, port, tls: scheme !== undefined }];
}

function invalid(entry: string, what: string): PatchbayError {
  const form = 'PATCHBAY_DIAL is a list such as "chat.example=127.0.0.1:4010,files.example=tls://127.0.0.1:4011"';
  return new PatchbayError('CONFIG_INVALID', `The dial entry "${entry}" ${what}. ${form}.`);
}
