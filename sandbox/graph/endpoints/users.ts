import { findUser, signedIn } from '../api/access.ts';
import { endpoint, list, type Answer, type EndpointCall } from '../api/endpoint.ts';
import { badRequest, GraphError } from '../api/graph-error.ts';
import type { FilterRules } from '../odata/filter-rules.ts';
import { properties } from '../odata/properties.ts';
import type { QueryRules } from '../odata/query-options.ts';
import type { UserRecord } from '../store/directory-records.ts';
import { photoOf, photoFacts } from '../views/photo.ts';
import { defaultUserView, groupObjectView, roleObjectView, visibleUser } from '../views/user-view.ts';
import { contextPath } from './contexts.ts';

/** Properties SharePoint keeps for each person; a listing cannot have them. */
const personal = [
  'aboutMe',
  'birthday',
  'hireDate',
  'interests',
  'mySite',
  'pastProjects',
  'responsibilities',
  'schools',
  'skills',
  'mailboxSettings',
];

const text = { type: 'string', operators: ['eq', 'in', 'startswith'], advanced: ['ne', 'endswith'] } as const;

/** What people can be filtered by, in every directory listing. */
export const userFilter: FilterRules = {
  id: { type: 'string', operators: ['eq', 'in'], advanced: ['ne'] },
  displayName: text,
  givenName: text,
  surname: text,
  mail: text,
  userPrincipalName: text,
  jobTitle: text,
  department: text,
  mailNickname: text,
  accountEnabled: { type: 'boolean', operators: ['eq', 'in'], advanced: ['ne'] },
  userType: { type: 'string', operators: ['eq', 'in'], advanced: ['ne'] },
  externalUserState: { type: 'string', operators: ['eq', 'in'], advanced: ['ne'] },
  createdDateTime: { type: 'dateTime', operators: ['eq', 'ge', 'le', 'in'], advanced: ['ne'] },
  proxyAddresses: { type: 'strings', operators: ['any'] },
  otherMails: { type: 'strings', operators: ['any'] },
};

/** What people can be searched by. */
export const userSearch = ['displayName', 'givenName', 'surname', 'mail', 'userPrincipalName'];

const single: QueryRules = { type: 'user', select: properties.user };
const memberships: QueryRules = {
  type: 'directoryObject',
  select: properties.group,
  top: { default: 100, max: 999 },
  count: 'advanced',
};

/** People of the directory. */
export const userEndpoints = [
  endpoint({
    verb: 'GET',
    path: '/users',
    service: 'directory',
    permission: 'GET /users',
    rate: 'directory',
    query: {
      ...single,
      top: { default: 100, max: 999 },
      filter: userFilter,
      orderBy: { displayName: 'both', userPrincipalName: 'both' },
      search: userSearch,
      count: 'advanced',
    },
    handle: call => {
      checkListSelect(call);
      return list({
        items: [...call.tenant.users.values()],
        show: user => defaultUserView(visibleUser(call.token, user)),
        whole: user => visibleUser(call.token, user),
        key: ({ id }) => [id],
        context: 'users',
      });
    },
  }),
  endpoint({
    verb: 'GET',
    path: '/me',
    service: 'directory',
    permission: 'GET /me',
    rate: 'directory',
    query: single,
    handle: call => one(call, signedIn(call)),
  }),
  endpoint({
    verb: 'GET',
    path: '/users/{user}',
    service: 'directory',
    permission: 'GET /users/{id}',
    rate: 'directory',
    query: single,
    handle: call => one(call, findUser(call, call.params.user)),
  }),
  endpoint({
    verb: 'GET',
    path: '/me/memberOf',
    service: 'directory',
    permission: 'GET /me/memberof',
    rate: 'directory',
    query: memberships,
    handle: call => memberOf(call, signedIn(call)),
  }),
  endpoint({
    verb: 'GET',
    path: '/users/{user}/memberOf',
    service: 'directory',
    permission: 'GET /users/{id}/memberof',
    rate: 'directory',
    query: memberships,
    handle: call => memberOf(call, findUser(call, call.params.user)),
  }),
  endpoint({
    verb: 'GET',
    path: '/me/photo/$value',
    service: 'directory',
    permission: 'GET /me/photo',
    rate: 'directory',
    query: { type: 'profilePhoto' },
    handle: call => photo(call, signedIn(call)),
  }),
  endpoint({
    verb: 'GET',
    path: '/users/{user}/photo/$value',
    service: 'directory',
    permission: 'GET /users/{id}/photo',
    rate: 'directory',
    query: { type: 'profilePhoto' },
    handle: call => photo(call, findUser(call, call.params.user)),
  }),
  endpoint({
    verb: 'GET',
    path: '/users/{user}/photo',
    service: 'directory',
    permission: 'GET /users/{id}/photo',
    rate: 'directory',
    query: { type: 'profilePhoto' },
    handle: call => {
      const user = findUser(call, call.params.user);
      demandPhoto(call, user);
      return { kind: 'one', value: photoFacts(user.id), context: contextPath(['users', user.id], 'photo') };
    },
  }),
];

function one(call: EndpointCall<never>, user: UserRecord): Answer {
  const { select } = call.options;
  demandSpecialScopes(call, select);
  const visible = visibleUser(call.token, user);
  return { kind: 'one', value: select === undefined ? defaultUserView(visible) : visible, context: 'users' };
}

/** @throws GraphError 501 for what listings cannot show, 400 for a page too large for sign-ins, 403 */
function checkListSelect(call: EndpointCall<never>): void {
  const { select, top = 100 } = call.options;
  const single = select?.find(name => personal.includes(name));
  if (single !== undefined) {
    throw new GraphError({
      status: 501,
      code: 'NotImplemented',
      message: `The property '${single}' is not supported in a collection of users. Retrieve it for a single user.`,
    });
  }
  demandSpecialScopes(call, select);
  if (select?.includes('signInActivity') === true && top > 500) {
    throw badRequest(
      `Invalid page size specified: '${top}'. Must be between 1 and 500 inclusive when signInActivity is selected.`,
    );
  }
}

/** @throws GraphError 403 for sign-ins or mailbox settings without the scope they need */
function demandSpecialScopes({ token }: EndpointCall<never>, select: readonly string[] | undefined): void {
  if (select?.includes('signInActivity') === true && !token.scopes.includes('AuditLog.Read.All')) {
    throw new GraphError({
      status: 403,
      code: 'Authentication_MSGraphPermissionMissing',
      message: 'Calling principal does not have required MSGraph permissions AuditLog.Read.All',
    });
  }
  if (
    select?.includes('mailboxSettings') === true &&
    !token.scopes.some(scope => scope.startsWith('MailboxSettings.Read'))
  ) {
    throw new GraphError({
      status: 403,
      code: 'ErrorAccessDenied',
      message: 'Access is denied. Check credentials and try again.',
    });
  }
}

/** Groups and roles a person is in, directly. */
function memberOf({ tenant }: EndpointCall<never>, user: UserRecord): Answer {
  const groups = [...tenant.groups.values()].filter(({ members }) => members.has(user.id));
  const roles = tenant.roles.filter(({ members }) => members.has(user.id));
  const items = [
    ...roles.map(({ record }) => ({ id: record.id, view: roleObjectView(record) })),
    ...groups.map(group => ({ id: group.record.id, view: groupObjectView(group) })),
  ].sort((a, b) => (a.id < b.id ? -1 : 1));
  return list({ items, show: ({ view }) => view, key: ({ id }) => [id], context: 'directoryObjects' });
}

function photo(call: EndpointCall<never>, user: UserRecord): Answer {
  demandPhoto(call, user);
  const body = photoOf(user.id);
  return {
    kind: 'reply',
    reply: { status: 200, headers: { 'content-type': 'image/png', 'content-length': String(body.length) }, body },
  };
}

/** @throws GraphError 404 */
function demandPhoto({ tenant }: EndpointCall<never>, user: UserRecord): void {
  if (tenant.photos.has(user.id)) return;
  throw new GraphError({
    status: 404,
    code: 'ImageNotFound',
    message: "Exception of type 'Microsoft.Fast.Profile.Core.Exception.ImageNotFoundException' was thrown.",
  });
}
