import { etagOf } from '../api/etag.ts';
import type { MethodContext } from '../api/method.ts';
import type { Customer, DirectoryGroup, DirectoryUser, GroupMember } from '../store/records.ts';

/** How much of a user is asked for. */
export interface UserProjection {
  readonly projection: 'basic' | 'custom' | 'full';
  readonly viewType: 'admin_view' | 'domain_public';
  readonly customFieldMask: string | undefined;
}

/** A Directory user in the form of the Admin SDK. */
export function directoryUserView({ store }: MethodContext, user: DirectoryUser, wanted: UserProjection): object {
  const { customSchemas, deletionTime, ...rest } = user;
  const own = { kind: 'admin#directory#user', id: user.id, etag: etagOf(user) };
  const { primaryEmail, name, emails, phones, organizations, thumbnailPhotoUrl } = user;
  if (wanted.viewType === 'domain_public') {
    return { ...own, primaryEmail, name, emails, phones, organizations, thumbnailPhotoUrl };
  }
  if (deletionTime !== undefined) {
    return {
      ...own,
      primaryEmail,
      name,
      customerId: store.customer.id,
      orgUnitPath: user.orgUnitPath,
      creationTime: user.creationTime,
      deletionTime,
    };
  }
  const photo = thumbnailPhotoUrl === undefined ? {} : { thumbnailPhotoEtag: etagOf(thumbnailPhotoUrl) };
  return {
    ...own,
    ...rest,
    ...photo,
    customerId: store.customer.id,
    changePasswordAtNextLogin: false,
    ipWhitelisted: false,
    isEnforcedIn2Sv: false,
    nonEditableAliases: [`${primaryEmail.split('@')[0] ?? ''}@${store.customer.primaryDomain}.test-google-a.com`],
    customSchemas: customSchemasOf(customSchemas, wanted),
  };
}

function customSchemasOf(
  schemas: DirectoryUser['customSchemas'],
  { projection, customFieldMask }: UserProjection,
): DirectoryUser['customSchemas'] {
  if (projection === 'basic' || schemas === undefined) return undefined;
  if (projection === 'full') return schemas;
  const names = new Set(customFieldMask?.split(','));
  const kept = Object.entries(schemas).filter(([name]) => names.has(name));
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** A Google Group. */
export function directoryGroupView(group: DirectoryGroup): object {
  const { members, ...facts } = group;
  const own = { kind: 'admin#directory#group', etag: etagOf(group) };
  return { ...own, ...facts, directMembersCount: String(members.length) };
}

/** A member of a Google Group. */
export function groupMemberView(member: GroupMember): object {
  return { kind: 'admin#directory#member', etag: etagOf(member), ...member };
}

/** The organization. */
export function customerView(customer: Customer): object {
  const { id, primaryDomain, creationTime, language, phoneNumber, alternateEmail, name, countryCode } = customer;
  return {
    kind: 'admin#directory#customer',
    id,
    etag: etagOf(customer),
    customerDomain: primaryDomain,
    alternateEmail,
    postalAddress: { contactName: 'Office', organizationName: name, countryCode, postalCode: '94043', region: 'CA' },
    phoneNumber,
    language,
    customerCreationTime: creationTime,
  };
}

/** A domain of the organization; times are milliseconds as text. */
export function domainView(domain: Customer['domains'][number]): object {
  const { creationTimeMs, aliases, domainName, isPrimary, verified } = domain;
  const creationTime = String(creationTimeMs);
  return {
    kind: 'admin#directory#domain',
    etag: etagOf(domain),
    domainName,
    isPrimary,
    verified,
    creationTime,
    domainAliases: aliases.map(alias => ({
      kind: 'admin#directory#domainAlias',
      etag: etagOf(alias),
      parentDomainName: domainName,
      creationTime,
      ...alias,
    })),
  };
}
