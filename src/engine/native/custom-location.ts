import type { Integration } from '../definitions/definition.ts';
import { isWithout } from './custom-headers.ts';

interface LocationScope {
  readonly integration: Integration;
  readonly accountId: string;
  /** The base URL of the account. */
  readonly main: URL;
  /** The address that answered it. */
  readonly url: URL;
  readonly secrets: readonly string[];
}

/**
 * A `Location` that a caller may follow: one below a declared host leads through us again, as only we have the
 * credential; another is passed on when it is plain https and holds no secret of the account's.
 *
 * @returns undefined when it is neither
 */
export function safeLocation(location: string, scope: LocationScope): string | undefined {
  const { integration, url, main, secrets } = scope;
  if (!URL.canParse(location, url.href)) return undefined;
  const target = new URL(location, url.href);
  for (const name of Object.keys(integration.attach.query)) target.searchParams.delete(name);
  const isOpen = target.protocol === 'https:' && target.port === '' && `${target.username}${target.password}` === '';
  if (!isOpen || !isWithout(target.href, secrets)) return undefined;
  if (!integration.hosts.includes(target.hostname)) return target.href;
  const isMain = target.hostname === main.hostname;
  const prefix = isMain ? main.pathname.replace(/\/$/, '') : '';
  if (!target.pathname.startsWith(`${prefix}/`)) return undefined;
  const host = isMain ? '' : `&host=${target.hostname}`;
  const rest = target.search === '' ? '' : `&${target.search.slice(1)}`;
  return `/custom${target.pathname.slice(prefix.length)}?integrated_account_id=${scope.accountId}${host}${rest}`;
}
