import type { Integration } from '../definitions/definition.ts';

/** Request headers that mean the same to every server. */
const plainRequestHeaders: ReadonlySet<string> = new Set([
  'accept',
  'accept-language',
  'content-language',
  'content-type',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'prefer',
  'range',
]);

/** Never passed on, whatever a definition declares: they name us, our caller, or somebody's credential. */
const neverSent =
  /^(?:authorization|proxy-.*|cookie|host|forwarded|x-forwarded-.*|x-real-ip|via|connection|te|trailer|upgrade|transfer-encoding|content-length|expect|keep-alive|.*-override)$/;

/**
 * The caller's headers that go on to the provider: the plain ones, and those that an endpoint of the integration
 * declares. The credential's are not the caller's to set.
 */
export function headersToSend(
  integration: Integration,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const declared = declaredHeaders(integration);
  const attached = Object.keys(integration.attach.headers).map(name => name.toLowerCase());
  return pick(
    given,
    name => (plainRequestHeaders.has(name) || declared.has(name)) && !neverSent.test(name) && !attached.includes(name),
  );
}

function declaredHeaders({ endpoints }: Integration): ReadonlySet<string> {
  const names = [...endpoints.values()].flatMap(({ params, headers }) => [
    ...Object.keys(headers),
    ...Object.entries(params).flatMap(([name, param]) => (param.in === 'header' ? [name] : [])),
  ]);
  return new Set(names.map(name => name.toLowerCase()));
}

/** Reply headers that mean something to whoever asked: what the body is, which version, how fast, which ticket. */
const replyHeaders =
  /^(?:content-(?:type|language|disposition|range)|accept-ranges|etag|last-modified|link|allow|retry-after|preference-applied|deprecation|sunset|(?:x-)?rate-?limit(?:-.*)?|(?:.*-)?req(?:uest)?-id)$/;

/**
 * The provider's headers that go down to the caller. A value that holds a secret of the account's is left out.
 *
 * @param secrets values of the credential that the call went out with
 */
export function headersToAnswer(
  given: Readonly<Record<string, string>>,
  secrets: readonly string[],
): Readonly<Record<string, string>> {
  return pick(
    given,
    (name, value) => replyHeaders.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value) && isWithout(value, secrets),
  );
}

/** Whether a text holds none of the secrets, neither plain nor escaped. */
export function isWithout(text: string, secrets: readonly string[]): boolean {
  return !secrets.some(secret => secret !== '' && (text.includes(secret) || text.includes(encodeURIComponent(secret))));
}

function pick(
  headers: Readonly<Record<string, string>>,
  isKept: (name: string, value: string) => boolean,
): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name, value]) => isKept(name, value)));
}
