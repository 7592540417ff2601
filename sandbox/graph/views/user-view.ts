import type { RoleRecord, UserRecord } from '../store/directory-records.ts';
import type { Group, ServicePrincipal, Tenant } from '../store/tenant.ts';
import type { Token } from '../store/tokens.ts';

/** The properties of a person that come without `$select`. */
const defaults = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
] as const satisfies readonly (keyof UserRecord)[];

/** What `User.ReadBasic.All` alone shows of other people. */
const basics: readonly string[] = ['displayName', 'givenName', 'id', 'mail', 'surname', 'userPrincipalName'];

/** Scopes that show everything of people. */
const fullScopes = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];

/** The eleven properties that come without `$select`. */
export function defaultUserView(user: object): object {
  const entries = new Map(Object.entries(user));
  return Object.fromEntries(defaults.map(name => [name, entries.get(name)]));
}

/** All a token may see of a person; what it may not is empty. */
export function visibleUser(token: Token, user: UserRecord): object {
  if (token.userId === user.id || fullScopes.some(scope => token.scopes.includes(scope))) return user;
  return Object.fromEntries(
    Object.entries(user).map(([name, value]) => [
      name,
      basics.includes(name) ? value : Array.isArray(value) ? [] : null,
    ]),
  );
}

/** An object of the directory in a mixed collection: `@odata.type` says what it is. Nothing for an id nobody has. */
export function directoryObjectView(
  tenant: Tenant,
  token: Token,
  id: string,
): { readonly shown: object; readonly whole: object } | undefined {
  const user = tenant.users.get(id);
  if (user !== undefined) {
    const type = { '@odata.type': '#microsoft.graph.user' };
    const whole = visibleUser(token, user);
    return { shown: { ...type, ...defaultUserView(whole) }, whole: { ...type, ...whole } };
  }
  const group = tenant.groups.get(id);
  const other = group === undefined ? tenant.servicePrincipals.get(id) : undefined;
  const view =
    group !== undefined ? groupObjectView(group) : other === undefined ? undefined : servicePrincipalView(other);
  return view === undefined ? undefined : { shown: view, whole: view };
}

/** A group in a mixed collection. */
export function groupObjectView({ record }: Group): object {
  return { '@odata.type': '#microsoft.graph.group', ...record };
}

/** A role in a mixed collection. */
export function roleObjectView(record: RoleRecord): object {
  return { '@odata.type': '#microsoft.graph.directoryRole', ...record };
}

function servicePrincipalView({ id, appId, displayName }: ServicePrincipal): object {
  return {
    '@odata.type': '#microsoft.graph.servicePrincipal',
    id,
    appId,
    displayName,
    servicePrincipalType: 'Application',
  };
}
