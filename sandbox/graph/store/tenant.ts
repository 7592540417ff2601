import type { Drives } from './drives.ts';
import type { MessageLog } from './message-log.ts';
import type { GroupRecord, OrganizationRecord, RoleRecord, UserRecord } from './directory-records.ts';
import type { ChannelRecord, ChatRecord, MemberRecord, TeamRecord } from './records.ts';

/** A channel of a team. */
export interface Channel {
  readonly teamId: string;
  readonly record: ChannelRecord;
  /** By user id; of a standard channel those of the team. */
  readonly members: Map<string, MemberRecord>;
  /** Other teams a shared channel was shared with. */
  readonly sharedWith: readonly string[];
  /** Where its files lie. */
  readonly folder: { readonly driveId: string; readonly itemId: string };
  /** Built when first read. */
  readonly messages: MessageLog;
}

/** A team; its id is that of its group. */
export interface Team {
  readonly record: TeamRecord;
  readonly members: Map<string, MemberRecord>;
  /** By id, General first. */
  readonly channels: Map<string, Channel>;
}

/** A chat. */
export interface Chat {
  readonly record: ChatRecord;
  readonly members: Map<string, MemberRecord>;
  /** Users who hid it. */
  readonly hiddenBy: ReadonlySet<string>;
  readonly messages: MessageLog;
}

/** A group; members and owners are ids of directory objects. */
export interface Group {
  readonly record: GroupRecord;
  readonly members: Set<string>;
  readonly owners: Set<string>;
}

/** A directory role that was activated. */
export interface Role {
  readonly record: RoleRecord;
  readonly members: ReadonlySet<string>;
}

/** An app in the directory; it can be a group's member. */
export interface ServicePrincipal {
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
}

/** One customer's Microsoft 365. */
export interface Tenant {
  readonly id: string;
  /** `contoso.onmicrosoft.com` */
  readonly initialDomain: string;
  /** `contoso`, as in `contoso.sharepoint.com`. */
  readonly name: string;
  readonly organization: OrganizationRecord;
  readonly users: Map<string, UserRecord>;
  readonly groups: Map<string, Group>;
  readonly roles: readonly Role[];
  readonly servicePrincipals: ReadonlyMap<string, ServicePrincipal>;
  readonly teams: Map<string, Team>;
  readonly chats: Map<string, Chat>;
  readonly drives: Drives;
  /** User ids that have a photo. */
  readonly photos: ReadonlySet<string>;
}

/** The user an id or a user principal name stands for. */
export function findUserRecord(tenant: Tenant, idOrName: string): UserRecord | undefined {
  const byId = tenant.users.get(idOrName.toLowerCase());
  if (byId !== undefined || !idOrName.includes('@')) return byId;
  const name = idOrName.toLowerCase();
  return [...tenant.users.values()].find(user => user.userPrincipalName.toLowerCase() === name);
}

/** Every channel of every team. */
export function channelsOf(tenant: Tenant): Channel[] {
  return [...tenant.teams.values()].flatMap(team => [...team.channels.values()]);
}
