/** Whether a host is the one that a pattern names; `*.example.com` stands for every host below example.com. */
export function matchesHost(host: string, pattern: string): boolean {
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
}
