import type { Ids } from '../../support/ids.ts';
import type { MessageLog } from './message-log.ts';
import type { BotRecord, ChannelNote, FileRecord, TeamRecord, UsergroupRecord, UserRecord } from './records.ts';

export type ChannelKind = 'public' | 'private' | 'mpim' | 'im';

/** A conversation; `channelView` makes Slack's object of it, which depends on who asks. */
export interface Channel {
  readonly id: string;
  readonly kind: ChannelKind;
  /** Epoch seconds. */
  readonly created: number;
  readonly creator: string;
  /** Empty for an im. */
  name: string;
  previousNames: string[];
  archived: boolean;
  readonly general: boolean;
  readonly shared: 'no' | 'external' | 'organization';
  /** Workspaces the channel is visible in, its own first. */
  readonly sharedTeamIds: readonly string[];
  topic: ChannelNote;
  purpose: ChannelNote;
  /** Epoch milliseconds. */
  updatedMs: number;
  /** Users by id, with the number of their joining; pages of members follow it. */
  readonly members: Map<string, number>;
  readonly messages: MessageLog;
}

/** A file and its bytes. */
export interface StoredFile {
  readonly record: FileRecord;
  content(): Buffer;
  deleted: boolean;
}

/** Everything in one Slack workspace. Maps keep the order of creation, which is the order of the lists. */
export interface Workspace {
  readonly team: TeamRecord;
  readonly enterprise: { readonly id: string; readonly name: string } | null;
  readonly app: { readonly id: string; readonly name: string; readonly botUserId: string; readonly botId: string };
  /** The person whose user token the sandbox hands out. */
  readonly tokenUserId: string;
  readonly users: Map<string, UserRecord>;
  readonly bots: Map<string, BotRecord>;
  readonly channels: Map<string, Channel>;
  readonly usergroups: Map<string, UsergroupRecord>;
  readonly files: Map<string, StoredFile>;
  /** New ids, in Slack's form. */
  readonly ids: Ids;
}

/** Lets a user into a channel; joining twice changes nothing. */
export function addMember(channel: Channel, userId: string): void {
  if (!channel.members.has(userId)) channel.members.set(userId, nextJoin(channel));
}

function nextJoin(channel: Channel): number {
  let last = 0;
  for (const join of channel.members.values()) last = Math.max(last, join);
  return last + 1;
}
