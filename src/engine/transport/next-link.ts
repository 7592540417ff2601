import { PatchbayError } from '../../errors.ts';

/**
 * A provider's link to its next page, kept as what differs from the request it answers: short in a cursor, and unable to
 * lead anywhere else.
 */
export interface LinkDifference {
  /** Path, when it is another. */
  readonly path?: string;
  /** Parameters that are new or changed, with all their values. */
  readonly set?: Readonly<Record<string, readonly string[]>>;
  /** Parameters that are gone. */
  readonly drop?: readonly string[];
}

/**
 * @param link absolute, or relative to `sent`
 * @throws PROVIDER_MALFORMED when it is no URL or leads to another origin: a credential would follow it there
 */
export function differenceOf(sent: URL, link: string): LinkDifference {
  let next: URL;
  try {
    next = new URL(link, sent);
  } catch (cause) {
    throw new PatchbayError('PROVIDER_MALFORMED', 'The provider answered a link to its next page that is no URL.', {
      cause,
    });
  }
  if (next.origin !== sent.origin || next.username !== '' || next.password !== '') {
    throw new PatchbayError(
      'PROVIDER_MALFORMED',
      `The provider answered a link to its next page on another host than ${sent.host}; it is not followed.`,
    );
  }
  const set: Record<string, readonly string[]> = {};
  for (const name of new Set(next.searchParams.keys())) {
    const values = next.searchParams.getAll(name);
    if (JSON.stringify(values) !== JSON.stringify(sent.searchParams.getAll(name))) set[name] = values;
  }
  const drop = [...new Set(sent.searchParams.keys())].filter(name => !next.searchParams.has(name));
  return {
    ...(next.pathname === sent.pathname ? {} : { path: next.pathname }),
    ...(Object.keys(set).length > 0 ? { set } : {}),
    ...(drop.length > 0 ? { drop } : {}),
  };
}

/** The next page's URL from the first page's and the difference. */
export function followDifference(base: URL, difference: LinkDifference): URL {
  const next = new URL(base);
  if (difference.path !== undefined) next.pathname = difference.path;
  for (const name of difference.drop ?? []) next.searchParams.delete(name);
  for (const [name, values] of Object.entries(difference.set ?? {})) {
    next.searchParams.delete(name);
    for (const value of values) next.searchParams.append(name, value);
  }
  return next;
}

/** The target of `rel="next"` in a `Link` header; undefined when it has none. */
export function nextOfLinkHeader(header: string | undefined): string | undefined {
  for (const part of (header ?? '').split(/,(?=\s*<)/)) {
    const found = /^\s*<([^>]*)>(.*)$/.exec(part);
    if (found && /;\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next\b)/i.test(found[2] ?? '')) return found[1];
  }
  return undefined;
}
