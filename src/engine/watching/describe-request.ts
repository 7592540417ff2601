import type { Integration } from '../definitions/definition.ts';
import { hideSecrets, redacted } from '../hide-secrets.ts';
import type { OutboundRequest } from '../ports.ts';

/** A request as a caller may see it: what stands for the credential is `[redacted]`. */
export interface DescribedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed where it is JSON. */
  readonly body?: unknown;
}

/**
 * Describes a request without its secrets: what carries the credential is hidden by its name, and the secrets are looked
 * for in everything else.
 */
export function describeRequest(
  { method, url, headers, body }: OutboundRequest,
  { attach }: Integration,
  secrets: readonly string[],
): DescribedRequest {
  const hide = (text: string): string => hideSecrets(text, secrets);
  const attached = new Set(Object.keys(attach.headers).map(name => name.toLowerCase()));
  const shown = new URL(url);
  for (const name of Object.keys(attach.query))
    if (shown.searchParams.has(name)) shown.searchParams.set(name, redacted);
  return {
    method,
    url: hide(shown.href),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, attached.has(name) ? redacted : hide(value)]),
    ),
    ...(typeof body === 'string' ? { body: readBody(body, headers['content-type'], hide) } : {}),
  };
}

function readBody(text: string, type = '', hide: (text: string) => string): unknown {
  if (!type.startsWith('application/json')) return hide(text);
  const value: unknown = JSON.parse(text); // written by us
  return hideIn(value, hide);
}

/** In the value and not in its text: there a secret may be written otherwise, or be a part of a number. */
function hideIn(value: unknown, hide: (text: string) => string): unknown {
  if (typeof value === 'string') return hide(value);
  if (typeof value === 'number') return hide(String(value)) === String(value) ? value : redacted;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(entry => hideIn(entry, hide));
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [hide(name), hideIn(entry, hide)]));
}
