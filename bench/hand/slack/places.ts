import type { UnifiedRecord } from '../../../src/engine/call.ts';
import { isoFromMillis, isoFromSeconds } from '../../../src/engine/expressions/pictures/moments.ts';
import type { HandScope } from '../mapper.ts';
import { ids } from './ids.ts';
import type { SlackUser } from './members.ts';

interface SlackTeam {
  readonly id?: string;
  readonly name?: string | null;
  readonly enterprise_id?: string | null;
  readonly enterprise_name?: string | null;
}

export function organization(team: SlackTeam): UnifiedRecord | undefined {
  const id = ids.organization(team.enterprise_id ?? team.id);
  if (id === undefined) return undefined;
  const record: UnifiedRecord = { id };
  const name = team.enterprise_id ? team.enterprise_name : team.name;
  if (name != null) record.name = name;
  return record;
}

export function workspace(team: SlackTeam, { account }: HandScope): UnifiedRecord | undefined {
  const id = ids.workspace(team.id);
  if (id === undefined) return undefined;
  const record: UnifiedRecord = { id };
  if (team.name != null) record.name = team.name;
  record.status = 'active';
  const owner = ids.organization(team.enterprise_id ?? account.enterprise_id ?? team.id);
  if (owner !== undefined) {
    const reference: UnifiedRecord = { id: owner };
    const name = team.enterprise_id ? team.enterprise_name : account.enterprise_id ? undefined : team.name;
    if (name != null) reference.name = name;
    record.organization = reference;
  }
  return record;
}

interface SlackGroup {
  readonly id?: string;
  readonly team_id?: string | null;
  readonly name?: string | null;
  readonly description?: string | null;
  readonly auto_type?: string | null;
  readonly date_create?: number | null;
  readonly date_update?: number | null;
}

interface Lookups {
  readonly workspace?: SlackTeam;
  readonly creator?: SlackUser;
  readonly user?: SlackUser;
}

export function group(native: SlackGroup, { account, lookups = {} }: HandScope): UnifiedRecord | undefined {
  const found = lookups as Lookups;
  const id = ids.group(native.id);
  if (id === undefined) return undefined;
  const record: UnifiedRecord = { id };
  if (native.name != null) record.name = native.name;
  if (native.description) record.description = native.description;
  const owner = reference(ids.organization(account.enterprise_id), found.workspace?.enterprise_name);
  if (owner) record.organization = owner;
  const team = reference(ids.workspace(native.team_id), found.workspace?.name);
  if (team) record.workspace = team;
  record.type = native.auto_type ?? 'custom';
  const createdAt = isoFromSeconds(native.date_create ?? undefined);
  if (createdAt !== undefined) record.created_at = createdAt;
  const updatedAt = isoFromSeconds(native.date_update ?? undefined);
  if (updatedAt !== undefined) record.updated_at = updatedAt;
  return record;
}

interface SlackChannel {
  readonly id?: string;
  readonly name?: string | null;
  readonly is_im?: boolean;
  readonly is_mpim?: boolean;
  readonly is_private?: boolean;
  readonly is_archived?: boolean;
  readonly is_member?: boolean | null;
  readonly creator?: string | null;
  readonly created?: number | null;
  readonly updated?: number | null;
  readonly enterprise_id?: string | null;
  readonly context_team_id?: string | null;
  readonly shared_team_ids?: readonly string[] | null;
  readonly purpose?: { readonly value?: string | null } | null;
  readonly topic?: { readonly value?: string | null } | null;
}

export function channel(native: SlackChannel, { account, lookups = {} }: HandScope): UnifiedRecord | undefined {
  const { workspace: team, creator, user } = lookups as Lookups;
  const id = ids.channel(native.id);
  if (id === undefined) return undefined;
  const record: UnifiedRecord = { id };
  const name = native.name || user?.profile?.real_name || user?.real_name || user?.name;
  if (name) record.name = name;
  const description = native.purpose?.value || native.topic?.value;
  if (description) record.description = description;
  const owner = reference(ids.organization(native.enterprise_id ?? account.enterprise_id), team?.enterprise_name);
  if (owner) record.organization = owner;
  const teamId = native.context_team_id ?? native.shared_team_ids?.[0] ?? account.team_id;
  const home = reference(ids.workspace(teamId), team?.name);
  if (home) record.workspace = home;
  record.type = native.is_im ? 'dm' : native.is_mpim ? 'group_dm' : native.is_private ? 'private_channel' : 'channel';
  record.status = native.is_archived ? 'archived' : 'active';
  const isMember = native.is_im || native.is_mpim ? true : native.is_member;
  if (isMember != null) record.is_member = isMember;
  const createdBy = reference(
    ids.member(native.creator),
    creator?.profile?.real_name || creator?.real_name || creator?.name || undefined,
  );
  if (createdBy) record.created_by = createdBy;
  const createdAt = isoFromSeconds(native.created ?? undefined);
  if (createdAt !== undefined) record.created_at = createdAt;
  const updatedAt = isoFromMillis(native.updated ?? undefined);
  if (updatedAt !== undefined) record.updated_at = updatedAt;
  return record;
}

/** What one record says of another; nothing without an id. */
function reference(id: string | undefined, name: string | null | undefined): UnifiedRecord | undefined {
  if (id === undefined) return undefined;
  return name == null ? { id } : { id, name };
}
