import { createMessageLog } from './message-log.ts';
import type { ChannelNote } from './records.ts';
import { addMember, type Channel, type ChannelKind, type Workspace } from './workspace.ts';

/** What a new conversation starts with. */
export interface NewConversation {
  readonly kind: ChannelKind;
  readonly name: string;
  readonly creator: string;
  readonly members: readonly string[];
  readonly nowMs: number;
  readonly purpose?: string;
}

/** Creates a conversation and adds it to the workspace. */
export function createConversation(workspace: Workspace, facts: NewConversation): Channel {
  const created = Math.floor(facts.nowMs / 1000);
  const note = (value: string): ChannelNote =>
    value === '' ? { value, creator: '', last_set: 0 } : { value, creator: facts.creator, last_set: created };
  const channel: Channel = {
    id: workspace.ids.next(facts.kind === 'im' ? 'D' : 'C'),
    kind: facts.kind,
    created,
    creator: facts.creator,
    name: facts.name,
    previousNames: [],
    archived: false,
    general: false,
    shared: 'no',
    sharedTeamIds: [workspace.team.id],
    topic: note(''),
    purpose: note(facts.purpose ?? ''),
    updatedMs: facts.nowMs,
    members: new Map(),
    messages: createMessageLog(),
  };
  for (const member of facts.members) addMember(channel, member);
  workspace.channels.set(channel.id, channel);
  return channel;
}

/** The direct message of exactly these users, if there is one. */
export function findConversation(workspace: Workspace, userIds: readonly string[]): Channel | undefined {
  const wanted = new Set(userIds);
  return [...workspace.channels.values()].find(
    channel =>
      (channel.kind === 'im' || channel.kind === 'mpim') &&
      channel.members.size === wanted.size &&
      [...channel.members.keys()].every(member => wanted.has(member)),
  );
}

/** The direct message of these users, made when there is none; nothing when one of them does not exist. */
export function openConversation(workspace: Workspace, userIds: readonly string[], nowMs: number): Channel | undefined {
  const names = userIds.map(id => workspace.users.get(id)?.name);
  if (names.includes(undefined)) return undefined;
  const known = findConversation(workspace, userIds);
  if (known !== undefined) return known;
  const base = { creator: userIds[0] ?? '', members: userIds, nowMs };
  if (userIds.length <= 2) return createConversation(workspace, { ...base, kind: 'im', name: '' });
  const purpose = `Group messaging with: ${names.map(name => `@${name}`).join(' ')}`;
  return createConversation(workspace, { ...base, kind: 'mpim', name: `mpdm-${names.join('--')}-1`, purpose });
}
