import { findOrganization, visibleOrganization } from '../views/organization-view.ts';
import { endpoint, list } from '../api/endpoint.ts';
import { properties } from '../odata/properties.ts';

const query = { type: 'organization', select: properties.organization } as const;

/** The tenant itself. */
export const organizationEndpoints = [
  endpoint({
    verb: 'GET',
    path: '/organization',
    service: 'directory',
    permission: 'GET /organization',
    rate: 'directory',
    // One object, so its page sizes matter to nobody; `$top` is taken as for every directory listing.
    query: { ...query, top: { default: 100, max: 999 } },
    handle: ({ tenant, token }) =>
      list({
        items: [visibleOrganization(tenant, token)],
        show: item => item,
        key: () => [0],
        context: 'organization',
      }),
  }),
  endpoint({
    verb: 'GET',
    path: '/organization/{organization}',
    service: 'directory',
    permission: 'GET /organization/{id}',
    rate: 'directory',
    query,
    handle: ({ tenant, token, params }) => ({
      kind: 'one',
      value: findOrganization(tenant, token, params.organization),
      context: 'organization',
    }),
  }),
];
