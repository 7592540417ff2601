import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { PatchbayError } from '../errors.ts';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = readonly [Address, number];

/** Tells whether an IP address, as text, may be dialled. */
export type AddressCheck = (address: string) => boolean;

/** Reachable only from the virtual machines of one cloud, whose host agent it is; every registry calls it public. */
const refusedByHand: readonly string[] = ['168.63.129.16/32'];
/** What is assigned for global unicast; in IPv6 this leaves out the deprecated forms that embed an IPv4 address. */
const globalUnicast: readonly string[] = ['0.0.0.0/0', '2000::/3'];

/**
 * A check that lets through public unicast addresses and the given ranges, nothing else. IPv4-mapped IPv6 counts as the
 * IPv4 address in it.
 *
 * @param allowCidrs `10.1.0.0/16`, `fd00::/8`; a single address needs its `/32` or `/128`
 * @throws PatchbayError CONFIG_INVALID
 */
export function createAddressCheck(allowCidrs: readonly string[]): AddressCheck {
  const isAllowed = createRangeCheck(allowCidrs);
  const refused = refusedByHand.map(parseCidr);
  const unicast = globalUnicast.map(parseCidr);
  return text => {
    // A resolver that answers with another spelling (`0x7f.1`) is not believed.
    if (isIP(text) === 0) return false;
    if (isAllowed(text)) return true;
    const address = ipaddr.process(text);
    return address.range() === 'unicast' && isWithin(address, unicast) && !isWithin(address, refused);
  };
}

/**
 * A check that lets through the given ranges only.
 *
 * @throws PatchbayError CONFIG_INVALID
 */
export function createRangeCheck(cidrs: readonly string[]): AddressCheck {
  const ranges = cidrs.map(parseCidr);
  return text => isIP(text) !== 0 && isWithin(ipaddr.process(text), ranges);
}

/** Whether a text is an address of this machine's loopback. */
export function isLoopback(text: string): boolean {
  return isIP(text) !== 0 && ipaddr.process(text).range() === 'loopback';
}

function isWithin(address: Address, ranges: readonly Range[]): boolean {
  return ranges.some(([base, bits]) => address.kind() === base.kind() && address.match(base, bits));
}

function parseCidr(text: string): Range {
  // The strict form only: the library also reads `10/8` and `0x0a000000/8`.
  const [, base = '', bits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  if (isIP(base) !== 0 && Number(bits) <= (isIP(base) === 4 ? 32 : 128)) {
    return [ipaddr.parse(base), Number(bits)];
  }
  throw new PatchbayError(
    'CONFIG_INVALID',
    `"${text}" is not an address range; write it like 10.1.0.0/16 or fd00::/8.`,
  );
}
