import type { Integration } from '../definitions/definition.ts';

/** What the templates of `attach` read. */
export interface AttachNames {
  readonly credential: Readonly<Record<string, string>>;
  /** Settings of the account. */
  readonly account: Readonly<Record<string, unknown>>;
}

/** Puts a credential into a request that goes out. This is the one place where one does. */
export function attachCredential(
  { attach }: Integration,
  { url, headers }: { readonly url: URL; readonly headers: Record<string, string> },
  names: AttachNames,
): void {
  for (const [name, template] of Object.entries(attach.headers)) {
    headers[name.toLowerCase()] = template.render({ ...names });
  }
  for (const [name, template] of Object.entries(attach.query)) {
    url.searchParams.set(name, template.render({ ...names }));
  }
}
