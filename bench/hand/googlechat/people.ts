import type { UnifiedRecord } from '../../../src/engine/call.ts';
import type { HandScope } from '../mapper.ts';
import { typed } from './directory.ts';
import { behind, ids } from './ids.ts';

interface Metadata {
  readonly primary?: boolean;
  readonly verified?: boolean;
  readonly source?: { readonly type?: string };
}

interface Entry {
  readonly metadata?: Metadata;
  readonly value?: string;
  readonly type?: string;
}

interface Person {
  readonly resourceName?: string;
  readonly names?: readonly {
    readonly metadata?: Metadata;
    readonly givenName?: string;
    readonly familyName?: string;
    readonly displayName?: string;
  }[];
  readonly organizations?: readonly { readonly metadata?: Metadata; readonly title?: string }[];
  readonly emailAddresses?: readonly Entry[];
  readonly phoneNumbers?: readonly Entry[];
  readonly photos?: readonly { readonly url?: string; readonly default?: boolean }[];
  readonly locales?: readonly Entry[];
  readonly biographies?: readonly Entry[];
  readonly urls?: readonly Entry[];
}

/** A person of the People API. */
export function person(native: Person, { account }: HandScope): UnifiedRecord | undefined {
  const id = ids.member(behind('people/', native.resourceName));
  if (id === undefined) return undefined;
  const record: UnifiedRecord = { id };
  const name = primaryOf(native.names);
  const address = primaryOf(native.emailAddresses);
  const job = primaryOf(native.organizations);
  if (name?.givenName != null) record.first_name = name.givenName;
  if (name?.familyName != null) record.last_name = name.familyName;
  if (job?.title != null) record.title = job.title;
  if (name?.displayName != null) record.name = name.displayName;
  if (address?.value != null) record.username = address.value.split('@', 1)[0];
  if (native.emailAddresses && native.emailAddresses.length > 0) {
    record.emails = native.emailAddresses.map(entry => {
      const email = typed('email', entry);
      email.is_primary = entry.metadata?.primary === true;
      return email;
    });
  }
  if (native.phoneNumbers && native.phoneNumbers.length > 0) {
    record.phones = native.phoneNumbers.map(entry => typed('number', entry));
  }
  record.status = 'active';
  if (address?.metadata?.verified != null) record.is_email_verified = address.metadata.verified;
  const isOwn = native.names?.some(isOfDomain) ?? false;
  const owner = isOwn ? ids.organization(account.customer_id) : undefined;
  if (owner !== undefined) record.organizations = [{ id: owner }];
  const work = native.emailAddresses?.find(entry => entry.metadata?.primary && isOfDomain(entry));
  const domain = behind('@', work?.value);
  if (domain !== undefined) record.workspaces = [{ id: ids.workspace(domain), name: domain }];
  record.type = isOwn ? 'user' : 'guest';
  const photo = native.photos?.find(one => !one.default);
  if (photo?.url != null) record.avatar = photo.url;
  const languages = native.locales?.flatMap(({ value }) => value ?? []);
  if (languages && languages.length > 0) record.languages = languages;
  if (native.biographies?.[0]?.value != null) record.bio = native.biographies[0].value;
  const urls = native.urls?.filter(({ value }) => value).map(entry => typed('url', entry));
  if (urls && urls.length > 0) record.urls = urls;
  return record;
}

function primaryOf<T extends { readonly metadata?: Metadata }>(list: readonly T[] | undefined): T | undefined {
  return list?.find(({ metadata }) => metadata?.primary) ?? list?.[0];
}

const isOfDomain = ({ metadata }: { readonly metadata?: Metadata }): boolean =>
  metadata?.source?.type === 'DOMAIN_PROFILE';

interface Membership {
  readonly member?: {
    readonly name?: string;
    readonly displayName?: string;
    readonly email?: string;
    readonly type?: string;
    readonly avatarUrl?: string;
  };
  readonly affiliation?: string;
}

/** What looking up a person answers. */
export interface FoundPerson {
  readonly person?: Person;
}

/** A membership in a space. */
export function membership(
  { member, affiliation }: Membership,
  { lookups = {} }: HandScope,
): UnifiedRecord | undefined {
  const id = ids.member(behind('users/', member?.name));
  if (id === undefined) return undefined;
  const record: UnifiedRecord = { id };
  const found = (lookups as { readonly person?: FoundPerson }).person?.person;
  const name = found?.names?.[0];
  if (name?.givenName != null) record.first_name = name.givenName;
  if (name?.familyName != null) record.last_name = name.familyName;
  if (found?.organizations?.[0]?.title != null) record.title = found.organizations[0].title;
  const displayName = member?.displayName || name?.displayName;
  if (displayName) record.name = displayName;
  if (member?.email != null) {
    record.username = member.email.split('@', 1)[0];
    record.emails = [{ email: member.email, is_primary: true }];
  }
  record.type = member?.type === 'BOT' ? 'bot' : affiliation === 'EXTERNAL' ? 'guest' : 'user';
  if (member?.avatarUrl != null) record.avatar = member.avatarUrl;
  return record;
}

interface GroupMember {
  readonly id?: string;
  readonly email?: string;
  readonly type?: string;
  readonly status?: string;
}

/** A member of a Google Group. */
export function groupMember(native: GroupMember, { lookups = {} }: HandScope): UnifiedRecord | undefined {
  const id = ids.member(native.id);
  if (id === undefined) return undefined;
  const record: UnifiedRecord = { id };
  const found = (lookups as { readonly profile?: FoundPerson }).profile?.person;
  const name = found?.names?.[0];
  if (name?.givenName != null) record.first_name = name.givenName;
  if (name?.familyName != null) record.last_name = name.familyName;
  if (found?.organizations?.[0]?.title != null) record.title = found.organizations[0].title;
  if (name?.displayName != null) record.name = name.displayName;
  if (native.email != null) {
    record.username = native.email.split('@', 1)[0];
    record.emails = [{ email: native.email, is_primary: true }];
  }
  if (native.status === 'SUSPENDED') record.status = 'inactive';
  else if (native.status === 'ACTIVE') record.status = 'active';
  record.type = native.type === 'EXTERNAL' ? 'guest' : 'user';
  return record;
}
