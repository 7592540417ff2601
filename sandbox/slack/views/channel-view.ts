import type { ChannelNote } from '../store/records.ts';
import type { Token } from '../store/tokens.ts';
import type { Channel, Workspace } from '../store/workspace.ts';

/** A direct message with one person, as Slack shows it. */
export interface ImView {
  id: string;
  created: number;
  is_archived: boolean;
  is_im: true;
  is_org_shared: boolean;
  context_team_id: string;
  updated: number;
  user: string;
  is_user_deleted: boolean;
  priority: number;
}

/** Any other conversation, as Slack shows it. */
export interface NamedChannelView {
  id: string;
  name: string;
  name_normalized: string;
  is_channel: boolean;
  is_group: boolean;
  is_im: false;
  is_mpim: boolean;
  is_private: boolean;
  is_archived: boolean;
  is_general: boolean;
  is_shared: boolean;
  is_ext_shared: boolean;
  is_org_shared: boolean;
  is_pending_ext_shared: boolean;
  is_member?: boolean;
  created: number;
  creator: string;
  updated: number;
  unlinked: number;
  pending_shared: string[];
  pending_connected_team_ids: string[];
  shared_team_ids: string[];
  internal_team_ids?: string[];
  context_team_id: string;
  parent_conversation: null;
  topic: ChannelNote;
  purpose: ChannelNote;
  previous_names: string[];
  num_members?: number;
}

export type ChannelView = ImView | NamedChannelView;

/** Slack's object of a conversation for the caller; `count` adds the number of members. */
export function channelView(
  workspace: Workspace,
  channel: Channel,
  token: Token,
  members: 'count' | 'no_count' | 'of_user' = 'no_count',
): ChannelView {
  return channel.kind === 'im' ? imView(workspace, channel, token) : namedView(workspace, channel, token, members);
}

/** The other person of a direct message. */
export function imPartner(channel: Channel, userId: string): string {
  return [...channel.members.keys()].find(member => member !== userId) ?? userId;
}

function imView(workspace: Workspace, channel: Channel, token: Token): ImView {
  const partner = imPartner(channel, token.userId);
  return {
    id: channel.id,
    created: channel.created,
    is_archived: channel.archived,
    is_im: true,
    is_org_shared: false,
    context_team_id: workspace.team.id,
    updated: channel.updatedMs,
    user: partner,
    is_user_deleted: workspace.users.get(partner)?.deleted ?? false,
    priority: 0,
  };
}

function namedView(
  workspace: Workspace,
  channel: Channel,
  token: Token,
  members: 'count' | 'no_count' | 'of_user',
): NamedChannelView {
  const isMpim = channel.kind === 'mpim';
  const isOldGroup = channel.id.startsWith('G');
  return {
    id: channel.id,
    name: channel.name,
    is_channel: !isOldGroup && !isMpim,
    is_group: isOldGroup || isMpim,
    is_im: false,
    is_mpim: isMpim,
    is_private: channel.kind !== 'public',
    created: channel.created,
    is_archived: channel.archived,
    is_general: channel.general,
    unlinked: 0,
    name_normalized: channel.name.normalize('NFKD').replace(/\p{M}/gu, ''),
    is_shared: channel.shared !== 'no',
    is_org_shared: channel.shared === 'organization',
    is_pending_ext_shared: false,
    pending_shared: [],
    context_team_id: workspace.team.id,
    updated: channel.updatedMs,
    parent_conversation: null,
    creator: channel.creator,
    is_ext_shared: channel.shared === 'external',
    shared_team_ids: [...channel.sharedTeamIds],
    pending_connected_team_ids: [],
    // What users.conversations lists is not seen from the caller but from the user asked for.
    ...(members === 'of_user' ? {} : { is_member: channel.members.has(token.userId) }),
    topic: { ...channel.topic },
    purpose: { ...channel.purpose },
    previous_names: [...channel.previousNames],
    ...(members === 'count' ? { num_members: channel.members.size } : {}),
  };
}
