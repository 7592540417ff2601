import { isIP } from 'node:net';

/**
 * The first of `patterns` that covers a host: itself, or `*.example.com` for every name below example.com but not the
 * name itself. Exact before wildcard, longer wildcard before shorter.
 *
 * @param host lower case, as `URL.hostname` gives it
 */
export function matchHost(host: string, patterns: Iterable<string>): string | undefined {
  let best: string | undefined;
  for (const pattern of patterns) {
    if (pattern === host) return pattern;
    if (isBelow(host, pattern) && pattern.length > (best?.length ?? 0)) best = pattern;
  }
  return best;
}

function isBelow(host: string, pattern: string): boolean {
  if (!pattern.startsWith('*.') || isIP(host) !== 0 || host.startsWith('[')) return false;
  const suffix = pattern.slice(1);
  return host.length > suffix.length && host.endsWith(suffix);
}

/** `[::1]` without its brackets; any other host as it is. */
export function withoutBrackets(host: string): string {
  return host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
}
