import { etagOf } from '../api/etag.ts';
import { GoogleError } from '../api/google-error.ts';
import { method, type Method, type MethodContext } from '../api/method.ts';
import { meets, parseDirectoryQuery, type Clause, type DirectoryFields } from '../filters/directory-query.ts';
import type { DirectoryGroup, GroupMember } from '../store/records.ts';
import { findDirectoryUser, findGroup } from '../store/store.ts';
import { customerView, directoryGroupView, domainView, groupMemberView } from '../views/directory-view.ts';
import { demandAdmin, demandCustomer, demandDomain } from './directory-access.ts';

const directory = { verb: 'GET', host: 'admin.googleapis.com', form: 'legacy', quota: 'DirectoryQueries' } as const;
const service = 'google.admin.directory.v1';
const either = (scopes: readonly string[]) => ({ user: scopes, app: scopes });
const groupScopes = either(['admin.directory.group', 'admin.directory.group.readonly']);
const memberScopes = either([
  'admin.directory.group',
  'admin.directory.group.readonly',
  'admin.directory.group.member',
  'admin.directory.group.member.readonly',
]);

const groupQueryFields: DirectoryFields = { email: [':', '=', '*'], name: [':', '=', '*'], memberKey: ['='] };

/** The organization, its domains, its groups and their members. */
export const directoryMethods: readonly Method[] = [
  method({
    ...directory,
    id: 'directory.customers.get',
    rpc: `${service}.CustomersService.Get`,
    path: '/admin/directory/v1/customers/{customerKey}',
    scopes: either(['admin.directory.customer', 'admin.directory.customer.readonly']),
    parameters: {},
    handle(context, { path }) {
      demandAdmin(context);
      demandCustomer(context, path.customerKey);
      return customerView(context.store.customer);
    },
  }),
  method({
    ...directory,
    id: 'directory.domains.list',
    rpc: `${service}.DomainsService.List`,
    path: '/admin/directory/v1/customer/{customer}/domains',
    scopes: either(['admin.directory.domain', 'admin.directory.domain.readonly']),
    parameters: {},
    handle(context, { path }) {
      demandAdmin(context);
      demandCustomer(context, path.customer);
      const domains = context.store.customer.domains.map(domainView);
      return { kind: 'admin#directory#domains', etag: etagOf(domains), domains };
    },
  }),
  method({
    ...directory,
    id: 'directory.groups.list',
    rpc: `${service}.GroupsService.List`,
    path: '/admin/directory/v1/groups',
    scopes: groupScopes,
    parameters: {
      customer: { type: 'string' },
      domain: { type: 'string' },
      maxResults: { type: 'integer', default: 200, min: 1, max: 200, above: 'clamp' },
      orderBy: { type: 'string', values: ['email'] },
      pageToken: { type: 'string' },
      query: { type: 'string' },
      sortOrder: { type: 'string', values: ['ASCENDING', 'DESCENDING'] },
      userKey: { type: 'string' },
    },
    handle(context, { args }) {
      demandAdmin(context);
      const { customer, domain, userKey } = args;
      if (customer === undefined && domain === undefined && userKey === undefined) {
        throw new GoogleError('INVALID_ARGUMENT', 'Domain and Customer cannot be null together', {
          legacyReason: 'badRequest',
        });
      }
      if (customer !== undefined) demandCustomer(context, customer);
      if (domain !== undefined) demandDomain(context, domain);
      const clauses = args.query === undefined ? [] : parseDirectoryQuery(args.query, groupQueryFields);
      const items = [...context.store.groups.values()]
        .filter(group => domain === undefined || group.email.endsWith(`@${domain}`))
        .filter(group => userKey === undefined || hasMember(context, group, userKey))
        .filter(group => clauses.every(clause => holds(context, group, clause)))
        .sort((a, b) => (a.email < b.email ? -1 : 1));
      if (args.sortOrder === 'DESCENDING') items.reverse();
      const page = context.paging.take({
        items,
        keyOf: group => group.id,
        size: args.maxResults,
        token: args.pageToken,
      });
      const groups = page.items.map(directoryGroupView);
      return { kind: 'admin#directory#groups', etag: etagOf(groups), groups, nextPageToken: page.nextPageToken };
    },
  }),
  method({
    ...directory,
    id: 'directory.groups.get',
    rpc: `${service}.GroupsService.Get`,
    path: '/admin/directory/v1/groups/{groupKey}',
    scopes: groupScopes,
    parameters: {},
    handle(context, { path }) {
      demandAdmin(context);
      return directoryGroupView(demandGroup(context, path.groupKey));
    },
  }),
  method({
    ...directory,
    id: 'directory.members.list',
    rpc: `${service}.MembersService.List`,
    path: '/admin/directory/v1/groups/{groupKey}/members',
    scopes: memberScopes,
    parameters: {
      includeDerivedMembership: { type: 'boolean' },
      maxResults: { type: 'integer', default: 200, min: 1, max: 200, above: 'clamp' },
      pageToken: { type: 'string' },
      roles: { type: 'string' },
    },
    handle(context, { path, args }) {
      demandAdmin(context);
      const group = demandGroup(context, path.groupKey);
      const roles = rolesOf(args.roles);
      const all = args.includeDerivedMembership === true ? derivedMembers(context, group) : group.members;
      const items = all.filter(member => roles === undefined || roles.has(member.role));
      const page = context.paging.take({
        items,
        keyOf: member => member.id,
        size: args.maxResults,
        token: args.pageToken,
      });
      const members = page.items.map(groupMemberView);
      return { kind: 'admin#directory#members', etag: etagOf(members), members, nextPageToken: page.nextPageToken };
    },
  }),
  method({
    ...directory,
    id: 'directory.members.get',
    rpc: `${service}.MembersService.Get`,
    path: '/admin/directory/v1/groups/{groupKey}/members/{memberKey}',
    scopes: memberScopes,
    parameters: {},
    handle(context, { path }) {
      demandAdmin(context);
      const member = findMember(context, demandGroup(context, path.groupKey), path.memberKey);
      if (member === undefined) throw new GoogleError('NOT_FOUND', 'Resource Not Found: memberKey');
      return groupMemberView(member);
    },
  }),
];

function demandGroup({ store }: MethodContext, key: string): DirectoryGroup {
  const group = findGroup(store, key);
  if (group === undefined) throw new GoogleError('NOT_FOUND', 'Resource Not Found: groupKey');
  return group;
}

function findMember({ store }: MethodContext, group: DirectoryGroup, key: string): GroupMember | undefined {
  const id = findDirectoryUser(store, key)?.id ?? findGroup(store, key)?.id;
  return group.members.find(member => member.id === key || member.id === id || member.email === key.toLowerCase());
}

function hasMember(context: MethodContext, group: DirectoryGroup, key: string): boolean {
  return findMember(context, group, key) !== undefined;
}

function holds(context: MethodContext, group: DirectoryGroup, clause: Clause): boolean {
  if (clause.field === 'memberKey') return hasMember(context, group, clause.value);
  const texts =
    clause.field === 'name'
      ? [group.name]
      : clause.field === 'email'
        ? [group.email, ...group.aliases]
        : [group.name, group.email];
  return texts.some(text => meets(text, clause));
}

function rolesOf(roles: string | undefined): ReadonlySet<string> | undefined {
  if (roles === undefined) return undefined;
  const names = roles.split(',').map(role => role.trim());
  if (names.some(name => !['OWNER', 'MANAGER', 'MEMBER'].includes(name))) {
    throw new GoogleError('INVALID_ARGUMENT', 'Invalid Input: roles', { location: 'roles' });
  }
  return new Set(names);
}

/** Members of the group and of the groups in it, everyone once. */
function derivedMembers({ store }: MethodContext, group: DirectoryGroup): GroupMember[] {
  const members = new Map<string, GroupMember>();
  const seen = new Set<string>();
  const visit = (current: DirectoryGroup): void => {
    if (seen.has(current.id)) return;
    seen.add(current.id);
    for (const member of current.members) {
      if (!members.has(member.id)) members.set(member.id, member);
      const nested = member.type === 'GROUP' ? store.groups.get(member.id) : undefined;
      if (nested !== undefined) visit(nested);
    }
  };
  visit(group);
  return [...members.values()];
}
