import { notFound } from '../api/graph-error.ts';
import type { Tenant } from '../store/tenant.ts';
import type { Token } from '../store/tokens.ts';

/** What a person with no more than `User.Read` sees of the organization. */
const basics = ['id', 'displayName', 'verifiedDomains'];

/** The organization as a token sees it; what it may not see is empty. */
export function visibleOrganization({ organization }: Tenant, token: Token): object {
  const isBasic =
    token.userId !== undefined &&
    token.scopes.every(scope => !/^(Organization|Directory|DeviceManagement|User\.Read\.All)/.test(scope));
  if (!isBasic) return organization;
  return Object.fromEntries(
    Object.entries(organization).map(([name, value]) => [
      name,
      basics.includes(name) ? value : Array.isArray(value) ? [] : null,
    ]),
  );
}

/** @throws GraphError 404 for the id of another tenant */
export function findOrganization(tenant: Tenant, token: Token, id: string): object {
  if (id.toLowerCase() !== tenant.id) throw notFound('directory', id);
  return visibleOrganization(tenant, token);
}
