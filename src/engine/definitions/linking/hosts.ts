import { matchesHost } from '../../host-pattern.ts';
import { itemsOf, type Place } from '../reading/place.ts';
import type { Reports } from '../reading/reports.ts';

/** A URL whose host is no template has to lead to one of the hosts: no call could be made otherwise. */
export function checkHosts(url: Place, hosts: Place | undefined, reports: Reports): void {
  const source = String(url.value);
  const host = /^https:\/\/([^/:?#]+)/.exec(source)?.[1]?.toLowerCase();
  if (host === undefined || host.includes('{') || hosts === undefined) return;
  if (itemsOf(hosts).some(({ value }) => matchesHost(host, String(value)))) return;
  reports.report(
    hosts,
    'DEFINITION_INVALID',
    `\`hosts\` does not hold \`${host}\`, the host of \`${String(url.key)}\`.`,
    `Add \`${host}\`.`,
  );
}
