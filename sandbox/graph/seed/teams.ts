import type { Random } from '../../support/random.ts';
import { sentence } from '../../support/prose.ts';
import { teamsTime } from '../store/graph-time.ts';
import { guid } from '../store/guid.ts';
import type { UserRecord } from '../store/directory-records.ts';
import type { AttachmentRecord, ChannelRecord, TeamRecord } from '../store/records.ts';
import type { Channel, Team } from '../store/tenant.ts';
import { uniqueIdOf, type Drives } from '../store/drives.ts';
import type { PostingApps } from './authors.ts';
import { channelId, pathSegment, roster } from './conversations.ts';
import { fileItem, folderItem, libraryAt, type Library } from './files.ts';
import { lazyLog } from './lazy-log.ts';
import { seedStartMs } from './period.ts';
import type { ChannelPlan, TeamPlan } from './plan.ts';
import { seedTimeline } from './timeline.ts';

/** What the teams and chats of a tenant are made for. */
export interface ConversationSetting {
  readonly tenantId: string;
  readonly domain: string;
  readonly users: readonly UserRecord[];
  readonly signedIn: UserRecord;
  readonly drives: Drives;
  readonly apps: PostingApps;
  readonly random: Random;
}

/** Makes a team and its channels; messages when first read. */
export function seedTeam(
  setting: ConversationSetting,
  plan: TeamPlan,
  otherTeamIds: readonly string[],
  id: string,
): Team {
  const random = setting.random.fork(`team ${plan.nickname}`);
  const people = pickPeople(setting, random, plan.members, plan.user === 'out' ? 'out' : 'in');
  const owners = new Set(people.slice(0, 2).map(user => user.id));
  if (plan.user === 'owner') owners.add(setting.signedIn.id);
  const container = { kind: 'team', id, tenantId: setting.tenantId } as const;
  const members = roster(container, people, owners);
  const createdMs = seedStartMs + random.integer(0, 90 * 24 * 3_600_000);
  const record = teamRecord(setting, plan, { id, createdMs, random, people, owners });
  const library = libraryAt(
    `${setting.domain}.sharepoint.com`,
    `/sites/${plan.nickname}/Shared%20Documents`,
    'documentLibrary',
  );
  const team: Team = { record, members, channels: new Map() };
  for (const channelPlan of plan.channels) {
    const facts = { plan: channelPlan, team, people, library, createdMs, otherTeamIds };
    const channel = seedChannel(setting, facts, random.fork(`channel ${channelPlan.name}`));
    team.channels.set(channel.record.id, channel);
  }
  return team;
}

interface ChannelFacts {
  readonly plan: ChannelPlan;
  readonly team: Team;
  readonly people: readonly UserRecord[];
  readonly library: Library;
  readonly createdMs: number;
  readonly otherTeamIds: readonly string[];
}

function seedChannel(setting: ConversationSetting, facts: ChannelFacts, random: Random): Channel {
  const { plan, team, library } = facts;
  const { tenantId, drives } = setting;
  const record = channelRecord(setting, facts, random);
  const inside = plan.kind === 'standard' ? facts.people : channelPeople(setting, facts, random);
  const owners = new Set(inside.slice(0, 1).map(user => user.id));
  const members =
    plan.kind === 'standard' ? team.members : roster({ kind: 'channel', id: record.id, tenantId }, inside, owners);
  const author = inside[0] ?? setting.signedIn;
  const path = `/${pathSegment(plan.name)}`;
  const folder = folderItem(
    {
      library,
      name: plan.name,
      path,
      parentId: `01ROOT${library.driveId.slice(2, 12)}`,
      author,
      atMs: facts.createdMs,
      random,
    },
    0,
  );
  drives.add(folder);
  const attachFile = (by: UserRecord, atMs: number): AttachmentRecord => {
    const item = fileItem({ library, path, parentId: folder.id, author: by, atMs, random });
    drives.add(item);
    return attachmentOf(item);
  };
  const place = { kind: 'channel', tenantId, teamId: team.record.id, id: record.id, name: plan.name } as const;
  const { roots, replies } = plan;
  const { apps } = setting;
  const messages = lazyLog(() =>
    seedTimeline({ place, people: inside, apps, random, createdMs: facts.createdMs, roots, replies, attachFile }),
  );
  const shared = plan.sharedWith === undefined ? [] : [facts.otherTeamIds[plan.sharedWith] ?? ''];
  return {
    teamId: team.record.id,
    record,
    members,
    sharedWith: shared,
    folder: { driveId: library.driveId, itemId: folder.id },
    messages,
  };
}

/** A file as a message shows it: the id is the GUID of its `eTag`, the address that of SharePoint. */
export function attachmentOf(item: ReturnType<typeof fileItem>): AttachmentRecord {
  return {
    id: uniqueIdOf(item).toLowerCase(),
    contentType: 'reference',
    contentUrl: item.webUrl,
    content: null,
    name: item.name,
    thumbnailUrl: null,
    teamsAppId: null,
  };
}

/** People of a tenant; the signed-in person among them, or not. */
export function pickPeople(
  setting: ConversationSetting,
  random: Random,
  count: number,
  user: 'in' | 'out',
): UserRecord[] {
  const { signedIn } = setting;
  const others = setting.users.filter(
    ({ id, accountEnabled, externalUserState }) =>
      id !== signedIn.id && accountEnabled && externalUserState !== 'PendingAcceptance',
  );
  const picked = random.sample(others, user === 'in' ? count - 1 : count);
  return user === 'in' ? [...picked.slice(0, 2), signedIn, ...picked.slice(2)] : picked;
}

function channelPeople(setting: ConversationSetting, { plan, people }: ChannelFacts, random: Random): UserRecord[] {
  const { signedIn } = setting;
  const wanted = plan.members ?? Math.ceil(people.length / 2);
  const others = random.sample(
    people.filter(user => user.id !== signedIn.id),
    plan.user === 'out' ? wanted : wanted - 1,
  );
  // A private channel holds people of the team only; a shared one takes the signed-in person in from another team.
  const joins = plan.user !== 'out' && (plan.kind === 'shared' || people.includes(signedIn));
  return joins ? [...others, signedIn] : others;
}

function channelRecord({ tenantId, domain }: ConversationSetting, facts: ChannelFacts, random: Random): ChannelRecord {
  const { plan, team, createdMs } = facts;
  const id = channelId(random, plan.note === 'old_id' ? 'skype' : 'tacv2');
  const isGeneral = plan.name === 'General';
  const name = encodeURIComponent(plan.name);
  return {
    id,
    createdDateTime: teamsTime(createdMs + (isGeneral ? 0 : random.integer(1, 86_400_000))),
    displayName: plan.name,
    description: isGeneral ? team.record.description : random.chance(0.5) ? sentence(random) : null,
    isFavoriteByDefault: null,
    email: random.chance(0.3) ? `${id.slice(3, 11)}.${domain}.onmicrosoft.com@emea.teams.ms` : null,
    tenantId,
    webUrl: `https://teams.microsoft.com/l/channel/${encodeURIComponent(id)}/${name}?groupId=${team.record.id}&tenantId=${tenantId}&allowXTenantAccess=${plan.kind === 'shared' ? 'True' : 'False'}`,
    membershipType: plan.kind,
    layoutType: plan.note === 'chat_layout' ? 'chat' : 'post',
    isArchived: plan.note === 'archived' || team.record.isArchived,
  };
}

function teamRecord(
  { tenantId }: ConversationSetting,
  plan: TeamPlan,
  facts: { id: string; createdMs: number; random: Random; people: readonly UserRecord[]; owners: ReadonlySet<string> },
): TeamRecord {
  const { id, createdMs, random, people, owners } = facts;
  const internalId = channelId(random, 'tacv2');
  return {
    id,
    createdDateTime: teamsTime(createdMs),
    displayName: plan.name,
    description: random.chance(0.8) ? sentence(random) : '',
    internalId,
    classification: null,
    specialization: 'none',
    visibility: plan.visibility,
    webUrl: `https://teams.microsoft.com/l/team/${encodeURIComponent(internalId)}/conversations?groupId=${id}&tenantId=${tenantId}`,
    isArchived: plan.archived ?? false,
    tenantId,
    isMembershipLimitedToOwners: false,
    memberSettings: {
      allowCreateUpdateChannels: true,
      allowCreatePrivateChannels: true,
      allowDeleteChannels: true,
      allowAddRemoveApps: true,
      allowCreateUpdateRemoveTabs: true,
      allowCreateUpdateRemoveConnectors: true,
    },
    guestSettings: { allowCreateUpdateChannels: false, allowDeleteChannels: false },
    messagingSettings: {
      allowUserEditMessages: true,
      allowUserDeleteMessages: true,
      allowOwnerDeleteMessages: true,
      allowTeamMentions: true,
      allowChannelMentions: true,
    },
    funSettings: {
      allowGiphy: true,
      giphyContentRating: 'moderate',
      allowStickersAndMemes: true,
      allowCustomMemes: true,
    },
    discoverySettings: { showInTeamsSearchAndSuggestions: plan.visibility !== 'hiddenMembership' },
    tagSettings: null,
    summary: {
      ownersCount: owners.size,
      membersCount: people.filter(user => !owners.has(user.id) && user.userType === 'Member').length,
      guestsCount: people.filter(user => user.userType === 'Guest').length,
    },
  };
}

/** Ids of the teams of a tenant, in the order of the plan. */
export function teamIds(random: Random, count: number): string[] {
  return Array.from({ length: count }, () => guid(random));
}
