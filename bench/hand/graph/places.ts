import type { UnifiedRecord } from '../../../src/engine/call.ts';
import { isoFromIso } from '../../../src/engine/expressions/pictures/moments.ts';
import type { HandScope } from '../mapper.ts';
import { ids, reference } from './ids.ts';

type Text = string | null;

interface Named {
  readonly id?: string;
  readonly displayName?: Text;
  readonly createdDateTime?: Text;
}

interface Lookups {
  readonly organization?: Named;
  readonly team?: GraphTeam;
  readonly people?: { readonly value?: readonly { readonly userId?: Text; readonly displayName?: Text }[] };
}

export function organization(native: Named): UnifiedRecord | undefined {
  const id = ids.organization(native.id);
  if (id === undefined) return undefined;
  const record: UnifiedRecord = { id };
  if (native.displayName != null) record.name = native.displayName;
  const createdAt = isoFromIso(native.createdDateTime ?? undefined);
  if (createdAt !== undefined) record.created_at = createdAt;
  return record;
}

interface GraphTeam extends Named {
  readonly description?: Text;
  readonly isArchived?: boolean | null;
  readonly tenantId?: Text;
}

export function workspace(native: GraphTeam, { account, lookups = {} }: HandScope): UnifiedRecord | undefined {
  const id = ids.workspace(native.id);
  if (id === undefined) return undefined;
  const found = lookups as Lookups;
  const record: UnifiedRecord = { id };
  if (native.displayName != null) record.name = native.displayName;
  if (native.description) record.description = native.description;
  const isArchived = native.isArchived ?? found.team?.isArchived;
  if (isArchived != null) record.status = isArchived ? 'inactive' : 'active';
  const owner = reference(ids.organization(native.tenantId ?? account.tenant_id), found.organization?.displayName);
  if (owner) record.organization = owner;
  const createdAt = isoFromIso(native.createdDateTime ?? found.team?.createdDateTime ?? undefined);
  if (createdAt !== undefined) record.created_at = createdAt;
  return record;
}

interface GraphGroup extends Named {
  readonly description?: Text;
  readonly resourceProvisioningOptions?: readonly string[] | null;
  readonly groupTypes?: readonly string[] | null;
  readonly securityEnabled?: boolean | null;
  readonly mailEnabled?: boolean | null;
}

export function group(native: GraphGroup, { account, lookups = {} }: HandScope): UnifiedRecord | undefined {
  const id = ids.group(native.id);
  if (id === undefined) return undefined;
  const record: UnifiedRecord = { id };
  if (native.displayName != null) record.name = native.displayName;
  if (native.description) record.description = native.description;
  const owner = reference(ids.organization(account.tenant_id), (lookups as Lookups).organization?.displayName);
  if (owner) record.organization = owner;
  if (native.resourceProvisioningOptions?.includes('Team')) {
    const team = reference(ids.workspace(native.id), native.displayName);
    if (team) record.workspace = team;
  }
  const type = groupType(native);
  if (type !== undefined) record.type = type;
  const createdAt = isoFromIso(native.createdDateTime ?? undefined);
  if (createdAt !== undefined) record.created_at = createdAt;
  return record;
}

function groupType({ groupTypes, securityEnabled, mailEnabled }: GraphGroup): string | undefined {
  if (groupTypes?.includes('Unified')) return 'm365';
  if (securityEnabled) return mailEnabled ? 'mail_security' : 'security';
  return mailEnabled ? 'distribution' : undefined;
}

/** The unified types of channels and chats. */
export const channelTypes: Readonly<Record<string, string | undefined>> = {
  standard: 'channel',
  shared: 'channel',
  private: 'private_channel',
  oneOnOne: 'dm',
  group: 'group_dm',
  meeting: 'group_dm',
};

interface GraphChannel extends Named {
  readonly description?: Text;
  readonly membershipType?: Text;
  readonly isArchived?: boolean | null;
  readonly tenantId?: Text;
}

/** A channel of a team. */
export function channel(native: GraphChannel, scope: HandScope): UnifiedRecord | undefined {
  const team = scope.parent?.id ?? scope.team;
  const id = ids.channel(team, native.id);
  if (id === undefined) return undefined;
  const found = (scope.lookups ?? {}) as Lookups;
  const record: UnifiedRecord = { id };
  const owner = ownerOf(native.tenantId, scope);
  if (owner) record.organization = owner;
  const createdAt = isoFromIso(native.createdDateTime ?? undefined);
  if (createdAt !== undefined) record.created_at = createdAt;
  if (native.displayName != null) record.name = native.displayName;
  if (native.description) record.description = native.description;
  const home = reference(ids.workspace(team), found.team?.displayName);
  if (home) record.workspace = home;
  const people = reference(ids.group(team), found.team?.displayName);
  if (people) record.group = people;
  if (native.membershipType != null && channelTypes[native.membershipType] !== undefined) {
    record.type = channelTypes[native.membershipType];
  }
  record.status = native.isArchived ? 'archived' : 'active';
  return record;
}

/** A channel as somebody who is signed in sees it. */
export function ownChannel(native: GraphChannel, scope: HandScope): UnifiedRecord | undefined {
  const record = channel(native, scope);
  if (record && native.membershipType === 'standard') record.is_member = true;
  return record;
}

interface GraphChat {
  readonly id?: string;
  readonly topic?: Text;
  readonly chatType?: Text;
  readonly tenantId?: Text;
  readonly createdDateTime?: Text;
  readonly lastUpdatedDateTime?: Text;
}

export function chat(native: GraphChat, scope: HandScope): UnifiedRecord | undefined {
  const id = ids.chat(native.id);
  if (id === undefined) return undefined;
  const record: UnifiedRecord = { id };
  const owner = ownerOf(native.tenantId, scope);
  if (owner) record.organization = owner;
  const createdAt = isoFromIso(native.createdDateTime ?? undefined);
  if (createdAt !== undefined) record.created_at = createdAt;
  const name = native.topic || namesOfOthers(scope);
  if (name) record.name = name;
  if (native.chatType != null && channelTypes[native.chatType] !== undefined)
    record.type = channelTypes[native.chatType];
  record.status = 'active';
  const updatedAt = isoFromIso(native.lastUpdatedDateTime ?? undefined);
  if (updatedAt !== undefined) record.updated_at = updatedAt;
  return record;
}

/** A chat as somebody who is signed in sees it. */
export function ownChat(native: GraphChat, scope: HandScope): UnifiedRecord | undefined {
  const record = chat(native, scope);
  if (record) record.is_member = true;
  return record;
}

function ownerOf(tenantId: Text | undefined, { account, lookups = {} }: HandScope): UnifiedRecord | undefined {
  return reference(ids.organization(tenantId ?? account.tenant_id), (lookups as Lookups).organization?.displayName);
}

function namesOfOthers({ account, lookups = {} }: HandScope): string | undefined {
  const others = (lookups as Lookups).people?.value?.filter(({ userId }) => userId !== account.user_id);
  const names = others?.flatMap(({ displayName }) => displayName ?? []);
  return names === undefined || names.length === 0 ? undefined : names.join(', ');
}
