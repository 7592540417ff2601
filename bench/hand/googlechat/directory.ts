import type { UnifiedRecord } from '../../../src/engine/call.ts';
import { isoFromIso } from '../../../src/engine/expressions/pictures/moments.ts';
import type { HandScope } from '../mapper.ts';
import { behind, ids } from './ids.ts';

interface Typed {
  readonly value?: string;
  readonly type?: string;
}

interface DirectoryUser {
  readonly id?: string;
  readonly primaryEmail?: string;
  readonly name?: { readonly givenName?: string; readonly familyName?: string; readonly fullName?: string };
  readonly organizations?: readonly { readonly title?: string; readonly primary?: boolean }[];
  readonly emails?: readonly { readonly address?: string; readonly type?: string; readonly primary?: boolean }[];
  readonly phones?: readonly Typed[];
  readonly websites?: readonly Typed[];
  readonly languages?: readonly { readonly languageCode?: string; readonly customLanguage?: string }[];
  readonly notes?: { readonly value?: string };
  readonly customerId?: string;
  readonly thumbnailPhotoUrl?: string;
  readonly suspended?: boolean;
  readonly archived?: boolean;
  readonly creationTime?: string;
  readonly deletionTime?: string;
  readonly suspensionTime?: string;
  readonly archivalTime?: string;
  readonly lastLoginTime?: string;
}

/** A user of the Directory. */
export function user(native: DirectoryUser, { account }: HandScope): UnifiedRecord | undefined {
  const id = ids.member(native.id);
  if (id === undefined) return undefined;
  const record: UnifiedRecord = { id };
  const { name, primaryEmail } = native;
  if (name?.givenName != null) record.first_name = name.givenName;
  if (name?.familyName != null && name.familyName !== '.') record.last_name = name.familyName;
  const job = native.organizations?.find(({ primary }) => primary) ?? native.organizations?.[0];
  if (job?.title != null) record.title = job.title;
  if (name?.fullName != null) record.name = name.fullName;
  if (primaryEmail != null) record.username = primaryEmail.split('@', 1)[0];
  const emails = emailsOf(native);
  if (emails) record.emails = emails;
  const phones = native.phones?.filter(({ value }) => value).map(phone => typed('number', phone));
  if (phones && phones.length > 0) record.phones = phones;
  if (native.deletionTime) record.status = 'deleted';
  else if (native.suspended != null) record.status = native.suspended || native.archived ? 'inactive' : 'active';
  const owner = ids.organization(native.customerId ?? account.customer_id);
  if (owner !== undefined) record.organizations = [{ id: owner }];
  const domain = behind('@', primaryEmail);
  if (domain !== undefined) {
    const workspaceId = ids.workspace(domain);
    record.workspaces = [workspaceId === undefined ? { name: domain } : { id: workspaceId, name: domain }];
  }
  record.type = 'user';
  if (native.thumbnailPhotoUrl != null) record.avatar = native.thumbnailPhotoUrl;
  const languages = native.languages?.flatMap(one => one.languageCode ?? one.customLanguage ?? []);
  if (languages && languages.length > 0) record.languages = languages;
  if (native.notes?.value) record.bio = native.notes.value;
  const createdAt = isoFromIso(native.creationTime);
  if (createdAt !== undefined) record.created_at = createdAt;
  const lastLoginAt = native.lastLoginTime?.startsWith('1970') ? undefined : isoFromIso(native.lastLoginTime);
  if (lastLoginAt !== undefined) record.last_login_at = lastLoginAt;
  const changedAt = isoFromIso(native.deletionTime ?? native.suspensionTime ?? native.archivalTime);
  if (changedAt !== undefined) record.status_changed_at = changedAt;
  const urls = native.websites?.filter(({ value }) => value).map(site => typed('url', site));
  if (urls && urls.length > 0) record.urls = urls;
  return record;
}

function emailsOf({ emails, primaryEmail }: DirectoryUser): UnifiedRecord[] | undefined {
  if (!emails || emails.length === 0) {
    return primaryEmail == null ? undefined : [{ email: primaryEmail, is_primary: true }];
  }
  return emails.map(({ address, type, primary }) => {
    const email: UnifiedRecord = {};
    if (address != null) email.email = address;
    if (type != null) email.type = type;
    email.is_primary = primary === true;
    return email;
  });
}

/** A value with its kind. */
export function typed(name: string, { value, type }: Typed): UnifiedRecord {
  const record: UnifiedRecord = {};
  if (value != null) record[name] = value;
  if (type != null) record.type = type;
  return record;
}
