import type { MessageLog } from './message-log.ts';
import type { SpaceFacts, StoredMembership } from './records.ts';
import type { Micros } from './timestamp.ts';

/** A space with everything in it. */
export interface Space {
  readonly id: string;
  readonly facts: SpaceFacts;
  readonly createdMicros: Micros;
  /** The user or app that made it. */
  readonly creatorId: string;
  /** By the id of the user, app or group; in the order of joining. */
  readonly members: Map<string, StoredMembership>;
  readonly messages: MessageLog;
}

/** Resource name: `spaces/AAQAO1heGsE`. */
export function spaceName(space: Space): string {
  return `spaces/${space.id}`;
}

/** Whether the user or app has joined; an invitation is not enough. */
export function isJoined(space: Space, userId: string): boolean {
  return space.members.get(userId)?.state === 'JOINED';
}

/** Whether the user manages the space. */
export function isManager(space: Space, userId: string): boolean {
  const member = space.members.get(userId);
  return member?.state === 'JOINED' && member.role === 'ROLE_MANAGER';
}

/** Lets someone in; nothing changes for those who are in. */
export function addMember(space: Space, member: StoredMembership): void {
  if (!space.members.has(member.id)) space.members.set(member.id, member);
}

/** Everyone may do everything but manage members and apps, which managers do. */
export const collaborationSettings: SpaceFacts['permissionSettings'] = {
  manageMembersAndGroups: { managersAllowed: true, assistantManagersAllowed: true, membersAllowed: true },
  modifySpaceDetails: { managersAllowed: true, assistantManagersAllowed: true, membersAllowed: true },
  toggleHistory: { managersAllowed: true, assistantManagersAllowed: true, membersAllowed: true },
  useAtMentionAll: { managersAllowed: true, assistantManagersAllowed: true, membersAllowed: true },
  manageApps: { managersAllowed: true, assistantManagersAllowed: true, membersAllowed: true },
  manageWebhooks: { managersAllowed: true, assistantManagersAllowed: true, membersAllowed: true },
  postMessages: { managersAllowed: true, assistantManagersAllowed: true, membersAllowed: true },
  replyMessages: { managersAllowed: true, assistantManagersAllowed: true, membersAllowed: true },
  viewSpaceMembership: { managersAllowed: true, assistantManagersAllowed: true, membersAllowed: true },
};

const managersOnly = { managersAllowed: true, assistantManagersAllowed: true };

/** Managers post, members reply. */
export const announcementSettings: SpaceFacts['permissionSettings'] = {
  ...collaborationSettings,
  manageMembersAndGroups: managersOnly,
  modifySpaceDetails: managersOnly,
  toggleHistory: managersOnly,
  useAtMentionAll: managersOnly,
  manageApps: managersOnly,
  manageWebhooks: managersOnly,
  postMessages: managersOnly,
};

/** Whether a member may do what a setting guards. */
export function mayDo(space: Space, userId: string, setting: keyof SpaceFacts['permissionSettings']): boolean {
  const member = space.members.get(userId);
  if (member?.state !== 'JOINED') return false;
  const allowed = space.facts.permissionSettings[setting];
  // Group chats and direct messages have no settings: everyone may.
  if (allowed === undefined) return true;
  if (member.role === 'ROLE_MANAGER') return allowed.managersAllowed === true;
  if (member.role === 'ROLE_ASSISTANT_MANAGER') return allowed.assistantManagersAllowed === true;
  return allowed.membersAllowed === true;
}
