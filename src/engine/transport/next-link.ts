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
  /** The parameters in the link's own order, where it is another: a provider may take the link as it gave it alone. */
  readonly order?: readonly string[];
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
  const names = namesIn(next);
  for (const name of names) {
    const values = next.searchParams.getAll(name);
    if (JSON.stringify(values) !== JSON.stringify(sent.searchParams.getAll(name))) set[name] = values;
  }
  const drop = namesIn(sent).filter(name => !next.searchParams.has(name));
  const difference: LinkDifference = {
    ...(next.pathname === sent.pathname ? {} : { path: next.pathname }),
    ...(Object.keys(set).length > 0 ? { set } : {}),
    ...(drop.length > 0 ? { drop } : {}),
  };
  const isInOrder = JSON.stringify(namesIn(followDifference(sent, difference))) === JSON.stringify(names);
  return isInOrder ? difference : { ...difference, order: names };
}

/** The next page's URL from the first page's and the difference: what was there keeps its place, what is new stands behind. */
export function followDifference(base: URL, { path, set = {}, drop = [], order = [] }: LinkDifference): URL {
  const next = new URL(base);
  if (path !== undefined) next.pathname = path;
  const names = new Set([...order, ...namesIn(base), ...Object.keys(set)]);
  for (const name of namesIn(base)) next.searchParams.delete(name);
  for (const name of names) {
    const changed = Object.hasOwn(set, name) ? set[name] : undefined;
    const values = changed ?? (drop.includes(name) ? [] : base.searchParams.getAll(name));
    for (const value of values) next.searchParams.append(name, value);
  }
  return next;
}

function namesIn({ searchParams }: URL): readonly string[] {
  return [...new Set(searchParams.keys())];
}

/** The target of `rel="next"` in a `Link` header; undefined when it has none. */
export function nextOfLinkHeader(header: string | undefined): string | undefined {
  for (const part of (header ?? '').split(/,(?=\s*<)/)) {
    const found = /^\s*<([^>]*)>(.*)$/.exec(part);
    if (found && /;\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next\b)/i.test(found[2] ?? '')) return found[1];
  }
  return undefined;
}
