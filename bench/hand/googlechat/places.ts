import type { UnifiedRecord } from '../../../src/engine/call.ts';
import { isoFromIso, isoFromMillis } from '../../../src/engine/expressions/pictures/moments.ts';
import type { HandScope } from '../mapper.ts';
import { behind, ids } from './ids.ts';

interface GoogleCustomer {
  readonly id?: string;
  readonly customer?: string;
  readonly customerDomain?: string;
  readonly postalAddress?: { readonly organizationName?: string };
  readonly customerCreationTime?: string;
}

export function organization(native: GoogleCustomer): UnifiedRecord | undefined {
  const id = ids.organization(native.id ?? native.customer);
  if (id === undefined) return undefined;
  const record: UnifiedRecord = { id };
  const name = native.postalAddress?.organizationName || native.customerDomain;
  if (name) record.name = name;
  const createdAt = isoFromIso(native.customerCreationTime);
  if (createdAt !== undefined) record.created_at = createdAt;
  return record;
}

interface GoogleDomain {
  readonly domainName?: string;
  readonly hd?: string;
  readonly verified?: boolean;
  readonly creationTime?: string;
}

export function workspace(native: GoogleDomain, { account }: HandScope): UnifiedRecord | undefined {
  const domain = native.domainName ?? native.hd;
  const id = ids.workspace(domain);
  if (id === undefined) return undefined;
  const record: UnifiedRecord = { id, name: domain };
  if (native.verified != null) record.status = native.verified ? 'active' : 'inactive';
  const owner = ids.organization(account.customer_id);
  if (owner !== undefined) record.organization = { id: owner };
  const createdAt = isoFromMillis(native.creationTime);
  if (createdAt !== undefined) record.created_at = createdAt;
  return record;
}

interface GoogleGroup {
  readonly id?: string;
  readonly email?: string;
  readonly name?: string;
  readonly description?: string;
}

export function group(native: GoogleGroup, { account }: HandScope): UnifiedRecord | undefined {
  const id = ids.group(native.id);
  if (id === undefined) return undefined;
  const record: UnifiedRecord = { id };
  if (native.name != null) record.name = native.name;
  if (native.description) record.description = native.description;
  const owner = ids.organization(account.customer_id);
  if (owner !== undefined) record.organization = { id: owner };
  const domain = behind('@', native.email);
  const workspaceId = ids.workspace(domain);
  if (workspaceId !== undefined) record.workspace = { id: workspaceId, name: domain };
  record.type = 'google_group';
  return record;
}

/** A space as a list, a message or a lookup gives it. */
export interface GoogleSpace {
  readonly name?: string;
  readonly displayName?: string;
  readonly spaceType?: string;
  readonly spaceDetails?: { readonly description?: string };
  readonly accessSettings?: { readonly accessState?: string };
  readonly customer?: string;
  readonly createTime?: string;
}

interface GoogleMemberships {
  readonly memberships?: readonly { readonly member?: { readonly name?: string; readonly displayName?: string } }[];
}

const spaceTypes: Readonly<Record<string, string | undefined>> = {
  DISCOVERABLE: 'channel',
  PRIVATE: 'private_channel',
  GROUP_CHAT: 'group_dm',
  DIRECT_MESSAGE: 'dm',
};

export function channel(native: GoogleSpace, { account, lookups = {} }: HandScope): UnifiedRecord | undefined {
  const id = ids.channel(native.name);
  if (id === undefined) return undefined;
  const record: UnifiedRecord = { id };
  const name =
    native.displayName || namesOfOthers((lookups as { members?: GoogleMemberships }).members, account.user_id);
  if (name) record.name = name;
  if (native.spaceDetails?.description) record.description = native.spaceDetails.description;
  const owner = ids.organization(behind('customers/', native.customer));
  if (owner !== undefined) record.organization = { id: owner };
  const type = native.spaceType === 'SPACE' ? native.accessSettings?.accessState : native.spaceType;
  if (type != null && spaceTypes[type] !== undefined) record.type = spaceTypes[type];
  record.status = 'active';
  record.is_member = true;
  const createdAt = isoFromIso(native.createTime);
  if (createdAt !== undefined) record.created_at = createdAt;
  return record;
}

function namesOfOthers(found: GoogleMemberships | undefined, userId: string | undefined): string | undefined {
  const own = `users/${userId ?? ''}`;
  const names = (found?.memberships ?? []).flatMap(({ member }) =>
    member?.displayName !== undefined && member.name !== own ? [member.displayName] : [],
  );
  return names.length === 0 ? undefined : names.join(', ');
}
