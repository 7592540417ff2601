import { itemsOf, type Place } from '../reading/place.ts';
import type { Reports } from '../reading/reports.ts';

/** A base URL without a template has to lead to one of the hosts: no call could be made otherwise. */
export function checkHosts(baseUrl: Place, hosts: Place | undefined, reports: Reports): void {
  const source = String(baseUrl.value);
  const host = /^https:\/\/([^/:?#]+)/.exec(source)?.[1]?.toLowerCase();
  if (host === undefined || host.includes('{') || hosts === undefined) return;
  if (itemsOf(hosts).some(({ value }) => matchesHost(host, String(value)))) return;
  reports.report(
    hosts,
    'DEFINITION_INVALID',
    `\`hosts\` does not hold \`${host}\`, the host of \`base_url\`.`,
    `Add \`${host}\`.`,
  );
}

/** `*.example.com` stands for every host below example.com. */
function matchesHost(host: string, pattern: string): boolean {
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
}
