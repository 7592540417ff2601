import { etagOf } from '../api/etag.ts';
import { GoogleError } from '../api/google-error.ts';
import { method, type Method, type MethodContext } from '../api/method.ts';
import { meets, parseDirectoryQuery, type Clause, type DirectoryFields } from '../filters/directory-query.ts';
import type { DirectoryUser } from '../store/records.ts';
import { findDirectoryUser } from '../store/store.ts';
import { directoryUserView } from '../views/directory-view.ts';
import { demandAdmin, demandCustomer, demandDomain } from './directory-access.ts';

const directory = { host: 'admin.googleapis.com', form: 'legacy', quota: 'DirectoryQueries' } as const;
const readScopes = ['admin.directory.user', 'admin.directory.user.readonly'];
const viewParameters = {
  customFieldMask: { type: 'string' },
  projection: { type: 'string', values: ['basic', 'custom', 'full'] as const, default: 'basic' },
  viewType: { type: 'string', values: ['admin_view', 'domain_public'] as const, default: 'admin_view' },
} as const;

const text = [':', '=', '*'] as const;
const flag = ['='] as const;
const queryFields: DirectoryFields = {
  name: text,
  email: text,
  givenName: text,
  familyName: text,
  phone: [':', '='],
  orgTitle: text,
  orgDepartment: text,
  orgUnitPath: ['='],
  isAdmin: flag,
  isDelegatedAdmin: flag,
  isSuspended: flag,
  isArchived: flag,
  isEnrolledIn2Sv: flag,
};

/** The Directory's users: users.list and get. */
export const directoryUserMethods: readonly Method[] = [
  method({
    ...directory,
    id: 'directory.users.list',
    rpc: 'google.admin.directory.v1.UsersService.List',
    verb: 'GET',
    path: '/admin/directory/v1/users',
    scopes: { user: [...readScopes, 'cloud-platform'], app: [...readScopes, 'cloud-platform'] },
    parameters: {
      ...viewParameters,
      customer: { type: 'string' },
      domain: { type: 'string' },
      event: { type: 'string', values: ['add', 'delete', 'makeAdmin', 'undelete', 'update'] },
      maxResults: { type: 'integer', default: 100, min: 1, max: 500 },
      orderBy: { type: 'string', values: ['email', 'familyName', 'givenName'] as const },
      pageToken: { type: 'string' },
      query: { type: 'string' },
      showDeleted: { type: 'string' },
      sortOrder: { type: 'string', values: ['ASCENDING', 'DESCENDING'] as const },
    },
    handle(context, { args }) {
      demandView(context, args);
      if ((args.customer === undefined) === (args.domain === undefined))
        throw new GoogleError('INVALID_ARGUMENT', 'Bad Request', { legacyReason: 'badRequest' });
      if (args.customer !== undefined) demandCustomer(context, args.customer);
      if (args.domain !== undefined) demandDomain(context, args.domain);
      const clauses = args.query === undefined ? [] : parseDirectoryQuery(args.query, queryFields);
      const items = [...context.store.directory.values()]
        .filter(user => (user.deletionTime !== undefined) === (args.showDeleted === 'true'))
        .filter(user => args.domain === undefined || user.primaryEmail.endsWith(`@${args.domain}`))
        .filter(user => clauses.every(clause => holds(user, clause)));
      const sorted = sortUsers(items, args.orderBy ?? 'email', args.sortOrder);
      const page = context.paging.take({
        items: sorted,
        keyOf: user => user.id,
        size: args.maxResults,
        token: args.pageToken,
      });
      const users = page.items.map(user => directoryUserView(context, user, args));
      return { kind: 'admin#directory#users', etag: etagOf(users), users, nextPageToken: page.nextPageToken };
    },
  }),
  method({
    ...directory,
    id: 'directory.users.get',
    rpc: 'google.admin.directory.v1.UsersService.Get',
    verb: 'GET',
    path: '/admin/directory/v1/users/{userKey}',
    scopes: { user: readScopes, app: readScopes },
    parameters: viewParameters,
    handle(context, { path, args }) {
      demandView(context, args);
      const user = findDirectoryUser(context.store, path.userKey);
      if (user === undefined) throw new GoogleError('NOT_FOUND', 'Resource Not Found: userKey');
      return directoryUserView(context, user, args);
    },
  }),
];

interface View {
  readonly projection: 'basic' | 'custom' | 'full';
  readonly viewType: 'admin_view' | 'domain_public';
  readonly customFieldMask: string | undefined;
}

/** What is public in the domain everybody may read; the rest is for administrators. */
function demandView(context: MethodContext, { viewType, projection, customFieldMask }: View): void {
  if (viewType === 'admin_view' || context.caller.kind === 'app') demandAdmin(context);
  if (projection === 'custom' && customFieldMask === undefined) {
    throw new GoogleError('INVALID_ARGUMENT', 'Invalid Input: custom_field_mask', { location: 'customFieldMask' });
  }
}

function holds(user: DirectoryUser, clause: Clause): boolean {
  const { name, primaryEmail, emails, aliases, phones, organizations } = user;
  const [organization] = organizations;
  const addresses = [primaryEmail, ...aliases, ...emails.map(email => email.address)];
  const names = [name.givenName, name.familyName, name.fullName];
  const some = (texts: readonly (string | undefined)[]): boolean =>
    texts.some(value => value !== undefined && meets(value, clause));
  const is = (flag: boolean): boolean => flag === (clause.value === 'true');
  switch (clause.field) {
    case undefined:
      return some([...names, ...addresses]);
    case 'name':
      return some(names);
    case 'givenName':
      return some([name.givenName]);
    case 'familyName':
      return some([name.familyName]);
    case 'email':
      return some(addresses);
    case 'phone':
      return some(phones.map(phone => phone.value));
    case 'orgTitle':
      return some([organization?.title]);
    case 'orgDepartment':
      return some([organization?.department]);
    case 'orgUnitPath':
      return user.orgUnitPath === clause.value || user.orgUnitPath.startsWith(`${clause.value.replace(/\/$/, '')}/`);
    case 'isAdmin':
      return is(user.isAdmin);
    case 'isDelegatedAdmin':
      return is(user.isDelegatedAdmin);
    case 'isSuspended':
      return is(user.suspended);
    case 'isArchived':
      return is(user.archived);
    default:
      return is(user.isEnrolledIn2Sv);
  }
}

function sortUsers(
  users: readonly DirectoryUser[],
  by: 'email' | 'familyName' | 'givenName',
  order: 'ASCENDING' | 'DESCENDING' | undefined,
): DirectoryUser[] {
  const key = (user: DirectoryUser): string => (by === 'email' ? user.primaryEmail : user.name[by]).toLowerCase();
  const sign = order === 'DESCENDING' ? -1 : 1;
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...users].sort((a, b) => sign * compare(key(a), key(b)) || compare(a.id, b.id));
}
