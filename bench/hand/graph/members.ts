import type { UnifiedRecord } from '../../../src/engine/call.ts';
import { isoFromIso } from '../../../src/engine/expressions/pictures/moments.ts';
import type { HandScope } from '../mapper.ts';
import { ids, reference } from './ids.ts';

type Text = string | null;

/** A person of the directory. */
export interface GraphUser {
  readonly id?: string;
  readonly givenName?: Text;
  readonly surname?: Text;
  readonly jobTitle?: Text;
  readonly displayName?: Text;
  readonly userPrincipalName?: Text;
  readonly mail?: Text;
  readonly otherMails?: readonly string[] | null;
  readonly proxyAddresses?: readonly string[] | null;
  readonly businessPhones?: readonly string[] | null;
  readonly mobilePhone?: Text;
  readonly accountEnabled?: boolean | null;
  readonly deletedDateTime?: Text;
  readonly createdDateTime?: Text;
  readonly externalUserState?: Text;
  readonly externalUserStateChangeDateTime?: Text;
  readonly userType?: Text;
  readonly preferredLanguage?: Text;
}

interface Lookups {
  readonly organization?: { readonly displayName?: Text };
  readonly groups?: {
    readonly value?: readonly { readonly '@odata.type'?: string; readonly id?: string; readonly displayName?: Text }[];
  };
  readonly profile?: { readonly aboutMe?: Text; readonly mySite?: Text };
  readonly user?: GraphUser;
}

const userTypes: Readonly<Record<string, string | undefined>> = { Member: 'user', Guest: 'guest' };

export function user(native: GraphUser, { account, lookups = {} }: HandScope): UnifiedRecord | undefined {
  const id = ids.member(native.id);
  if (id === undefined) return undefined;
  const { organization, groups, profile } = lookups as Lookups;
  const record: UnifiedRecord = { id };
  if (native.givenName != null) record.first_name = native.givenName;
  if (native.surname != null) record.last_name = native.surname;
  if (native.jobTitle != null) record.title = native.jobTitle;
  if (native.displayName != null) record.name = native.displayName;
  if (native.userPrincipalName != null) record.username = native.userPrincipalName;
  const emails = emailsOf(native);
  if (emails) record.emails = emails;
  const phones = phonesOf(native);
  if (phones) record.phones = phones;
  const status = statusOf(native);
  if (status !== undefined) record.status = status;
  const owner = reference(ids.organization(account.tenant_id), organization?.displayName);
  if (owner) record.organizations = [owner];
  const type = typeOf(native);
  if (type !== undefined) record.type = type;
  const joined = groups?.value?.filter(one => one['@odata.type'] === '#microsoft.graph.group');
  if (joined && joined.length > 0) record.groups = joined.map(one => reference(ids.group(one.id), one.displayName));
  if (native.preferredLanguage != null) record.languages = [native.preferredLanguage];
  if (profile?.aboutMe) record.bio = profile.aboutMe;
  const createdAt = isoFromIso(native.createdDateTime ?? undefined);
  if (createdAt !== undefined) record.created_at = createdAt;
  const changedAt = isoFromIso(native.externalUserStateChangeDateTime ?? undefined);
  if (changedAt !== undefined) {
    record.status_changed_at = changedAt;
    if (native.externalUserState === 'Accepted') record.activated_at = changedAt;
  }
  if (profile?.mySite != null) record.urls = [{ url: profile.mySite, type: 'profile' }];
  return record;
}

function emailsOf({ mail, otherMails, proxyAddresses }: GraphUser): UnifiedRecord[] | undefined {
  const emails: UnifiedRecord[] = [];
  if (mail != null) emails.push({ email: mail, type: 'work', is_primary: true });
  const own = mail?.toLowerCase();
  const others = new Set(otherMails ?? []);
  for (const address of proxyAddresses ?? []) {
    if (address.slice(0, 5).toLowerCase() === 'smtp:') others.add(address.slice(5));
  }
  for (const email of others) if (email.toLowerCase() !== own) emails.push({ email, is_primary: false });
  return emails.length === 0 ? undefined : emails;
}

function phonesOf({ businessPhones, mobilePhone }: GraphUser): UnifiedRecord[] | undefined {
  const phones: UnifiedRecord[] = (businessPhones ?? []).map(number => ({ number, type: 'work' }));
  if (mobilePhone != null) phones.push({ number: mobilePhone, type: 'mobile' });
  return phones.length === 0 ? undefined : phones;
}

function statusOf({ deletedDateTime, accountEnabled, externalUserState }: GraphUser): string | undefined {
  if (deletedDateTime) return 'deleted';
  if (accountEnabled === false) return 'inactive';
  if (externalUserState === 'PendingAcceptance') return 'invited';
  return accountEnabled ? 'active' : undefined;
}

function typeOf({ userType, userPrincipalName }: GraphUser): string | undefined {
  if (userType) return userTypes[userType];
  return userPrincipalName?.includes('#EXT#') ? 'guest' : 'user';
}

interface TenantLookups {
  readonly teams?: { readonly value?: readonly { readonly id?: string; readonly displayName?: Text }[] };
  readonly mailbox?: { readonly mailboxSettings?: { readonly timeZone?: Text } | null };
  readonly sign_in?: { readonly signInActivity?: { readonly lastSignInDateTime?: Text } | null };
}

/** A person as an app of the tenant sees them. @param zones names of Windows for time zones, and the usual ones */
export const tenantUser =
  (zones: Readonly<Record<string, string | undefined>>) =>
  (native: GraphUser, scope: HandScope): UnifiedRecord | undefined => {
    const record = user(native, scope);
    if (!record) return undefined;
    const { teams, mailbox, sign_in: signIn } = (scope.lookups ?? {}) as TenantLookups;
    const joined = teams?.value;
    if (joined && joined.length > 0) {
      record.workspaces = joined.map(one => reference(ids.workspace(one.id), one.displayName));
    }
    const zone = mailbox?.mailboxSettings?.timeZone;
    const timezone = zone?.includes('/') ? zone : zoneOf(zones, zone);
    if (timezone !== undefined) record.timezone = timezone;
    const lastLoginAt = isoFromIso(signIn?.signInActivity?.lastSignInDateTime ?? undefined);
    if (lastLoginAt !== undefined) record.last_login_at = lastLoginAt;
    return record;
  };

const zoneOf = (zones: Readonly<Record<string, string | undefined>>, zone: Text | undefined): string | undefined =>
  zone == null ? undefined : zones[zone];

interface Roster {
  readonly '@odata.type'?: string;
  readonly userId?: Text;
  readonly anonymousGuestId?: Text;
  readonly skypeId?: Text;
  readonly azureCommunicationServicesId?: Text;
  readonly displayName?: Text;
  readonly email?: Text;
  readonly tenantId?: Text;
  readonly roles?: readonly string[] | null;
}

/** Somebody in a team, channel or chat. */
export function roster(native: Roster, { query, lookups = {} }: HandScope): UnifiedRecord | undefined {
  const { userId, anonymousGuestId, skypeId, azureCommunicationServicesId } = native;
  const id = ids.member(userId ?? anonymousGuestId ?? skypeId ?? azureCommunicationServicesId);
  if (id === undefined) return undefined;
  const found = (lookups as Lookups).user;
  const record: UnifiedRecord = { id };
  if (found?.givenName != null) record.first_name = found.givenName;
  if (found?.surname != null) record.last_name = found.surname;
  if (found?.jobTitle != null) record.title = found.jobTitle;
  if (native.displayName != null) record.name = native.displayName;
  if (found?.userPrincipalName != null) record.username = found.userPrincipalName;
  if (native.email != null) record.emails = [{ email: native.email, is_primary: true }];
  if (found?.accountEnabled === false) record.status = 'inactive';
  else if (found?.accountEnabled) record.status = 'active';
  const owner = ids.organization(native.tenantId);
  if (owner !== undefined) record.organizations = [{ id: owner }];
  if (query.workspace?.id !== undefined) record.workspaces = [{ id: query.workspace.id }];
  const isPerson = native['@odata.type'] === '#microsoft.graph.aadUserConversationMember';
  record.type = native.roles?.includes('guest') || !isPerson ? 'guest' : 'user';
  return record;
}
