import { findGroup } from '../api/access.ts';
import { endpoint, list, type Answer, type EndpointCall } from '../api/endpoint.ts';
import type { FilterRules } from '../odata/filter-rules.ts';
import { properties } from '../odata/properties.ts';
import type { QueryRules } from '../odata/query-options.ts';
import { choose } from '../odata/select.ts';
import type { Group } from '../store/tenant.ts';
import { directoryObjectView } from '../views/user-view.ts';
import { userFilter, userSearch } from './users.ts';

const text = { type: 'string', operators: ['eq', 'in', 'startswith'], advanced: ['ne', 'endswith'] } as const;

const groupFilter: FilterRules = {
  id: { type: 'string', operators: ['eq', 'in'], advanced: ['ne'] },
  displayName: text,
  mail: text,
  mailNickname: text,
  description: { type: 'string', operators: ['eq', 'startswith'], advanced: ['ne'] },
  mailEnabled: { type: 'boolean', operators: ['eq', 'in'], advanced: ['ne'] },
  securityEnabled: { type: 'boolean', operators: ['eq', 'in'], advanced: ['ne'] },
  createdDateTime: { type: 'dateTime', operators: ['eq', 'ge', 'le', 'in'], advanced: ['ne'] },
  renewedDateTime: { type: 'dateTime', operators: ['eq', 'ge', 'le', 'in'], advanced: ['ne'] },
  groupTypes: { type: 'strings', operators: ['any'] },
  resourceProvisioningOptions: { type: 'strings', operators: ['any'] },
  proxyAddresses: { type: 'strings', operators: ['any'] },
};

/** Navigation properties show at most this many objects when expanded. */
const maxExpanded = 20;
const expand = ['members', 'owners'];

const memberRules: QueryRules = {
  type: 'directoryObject',
  select: [...new Set([...properties.user, ...properties.group])],
  top: { default: 100, max: 999 },
  filter: userFilter,
  orderBy: { displayName: 'both' },
  search: userSearch,
  count: 'advanced',
};

/** Which objects a listing of members holds. */
type MemberSet = 'members' | 'transitiveMembers' | 'owners';

/** Groups of the directory. */
export const groupEndpoints = [
  endpoint({
    verb: 'GET',
    path: '/groups',
    service: 'directory',
    permission: 'GET /groups',
    rate: 'directory',
    query: {
      type: 'group',
      select: properties.group,
      top: { default: 100, max: 999 },
      filter: groupFilter,
      orderBy: { displayName: 'both' },
      search: ['displayName', 'description', 'mail'],
      count: 'advanced',
      expand,
    },
    handle: call =>
      list({
        items: [...call.tenant.groups.values()],
        show: ({ record }) => record,
        key: ({ record }) => [record.id],
        expand: (group, property) => expanded(call, group, property),
        context: 'groups',
      }),
  }),
  endpoint({
    verb: 'GET',
    path: '/groups/{group}',
    service: 'directory',
    permission: 'GET /groups/{id}',
    rate: 'directory',
    query: { type: 'group', select: properties.group, expand },
    handle: call => {
      const group = findGroup(call, call.params.group);
      return {
        kind: 'one',
        value: group.record,
        context: 'groups',
        expand: property => expanded(call, group, property),
      };
    },
  }),
  ...(['members', 'transitiveMembers', 'owners'] as const).flatMap(set => [
    memberEndpoint(set, 'all', `/groups/{group}/${set}`),
    memberEndpoint(set, '#microsoft.graph.user', `/groups/{group}/${set}/microsoft.graph.user`),
    memberEndpoint(set, '#microsoft.graph.group', `/groups/{group}/${set}/microsoft.graph.group`),
  ]),
];

/** A listing of members; a cast in its path leaves one type. */
function memberEndpoint(set: MemberSet, type: string, path: `/groups/{group}/${string}`) {
  const permission = (
    {
      members: 'GET /groups/{id}/members',
      transitiveMembers: 'GET /groups/{id}/transitivemembers',
      owners: 'GET /groups/{id}/owners',
    } as const
  )[set];
  return endpoint({
    verb: 'GET',
    path: path as '/groups/{group}/members', // every such path has the one parameter
    service: 'directory',
    permission,
    rate: 'directory',
    query: memberRules,
    handle: call => {
      const views = viewsOf(call, idsOf(call, findGroup(call, call.params.group), set));
      const items =
        type === 'all' ? views : views.filter(({ shown }) => '@odata.type' in shown && shown['@odata.type'] === type);
      return memberList(items);
    },
  });
}

type View = { readonly id: string; readonly shown: object; readonly whole: object };

function memberList(items: readonly View[]): Answer {
  return list({
    items,
    show: ({ shown }) => shown,
    whole: ({ whole }) => whole,
    key: ({ id }) => [id],
    context: 'directoryObjects',
  });
}

function viewsOf({ tenant, token }: EndpointCall<never>, ids: Iterable<string>): View[] {
  return [...ids].sort().flatMap(id => {
    const view = directoryObjectView(tenant, token, id);
    return view === undefined ? [] : [{ id, ...view }];
  });
}

function idsOf({ tenant }: EndpointCall<never>, group: Group, set: MemberSet): Iterable<string> {
  if (set === 'owners') return group.owners;
  if (set === 'members') return group.members;
  const found = new Set<string>();
  const waiting = [...group.members];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...(tenant.groups.get(id)?.members ?? []));
  }
  return found;
}

function expanded(call: EndpointCall<never>, group: Group, property: string): object {
  const set = property === 'owners' ? 'owners' : 'members';
  const select = call.options.expand.find(expansion => expansion.property === property)?.select;
  const views = viewsOf(call, idsOf(call, group, set)).slice(0, maxExpanded);
  return { [property]: views.map(({ shown, whole }) => (select === undefined ? shown : choose(whole, select))) };
}
