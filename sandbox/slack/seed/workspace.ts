import { createIds } from '../../support/ids.ts';
import type { Random } from '../../support/random.ts';
import type { TeamRecord } from '../store/records.ts';
import type { Workspace } from '../store/workspace.ts';
import { seedChannel } from './channels.ts';
import { seedFile } from './files.ts';
import { seedMembers } from './members.ts';
import { seedStart } from './period.ts';
import type { WorkspacePlan } from './plan.ts';
import { seedTimeline } from './timeline.ts';
import { seedUsergroups } from './usergroups.ts';

/** What of a workspace is known before it is built: enough to hand out tokens. */
export interface WorkspaceIdentity {
  readonly plan: WorkspacePlan;
  readonly teamId: string;
  readonly enterprise: { readonly id: string; readonly name: string } | null;
  readonly tokenUserId: string;
  readonly app: { readonly id: string; readonly name: string; readonly botUserId: string; readonly botId: string };
}

/** Draws the ids of a workspace. */
export function identifyWorkspace(
  plan: WorkspacePlan,
  app: { id: string; name: string },
  random: Random,
): WorkspaceIdentity {
  const ids = createIds(random.fork('identity'));
  return {
    plan,
    teamId: ids.next('T'),
    enterprise: plan.organization === undefined ? null : { id: ids.next('E'), name: plan.organization },
    tokenUserId: ids.next(plan.organization === undefined ? 'U' : 'W'),
    app: { ...app, botUserId: ids.next('U'), botId: ids.next('B') },
  };
}

/** Builds a workspace whole: members, channels, user groups, messages and files. */
export function buildWorkspace(identity: WorkspaceIdentity, random: Random): Workspace {
  const { plan, teamId, enterprise, tokenUserId, app } = identity;
  const ids = createIds(random.fork('ids'));
  const base = { teamId, enterprise, tokenUserId, app, ids };
  const members = seedMembers({ ...base, random: random.fork('members'), domain: plan.domain }, plan.members);
  const workspace: Workspace = {
    team: teamRecord(identity),
    enterprise,
    app,
    tokenUserId,
    users: new Map(members.users.map(user => [user.id, user])),
    bots: new Map(members.bots.map(bot => [bot.id, bot])),
    channels: new Map(),
    usergroups: new Map(),
    files: new Map(),
    ids,
  };
  const channelRandom = (index: number): Random => random.fork(`channel ${index}`);
  const channels = plan.channels.map((row, index) => seedChannel(workspace, row, channelRandom(index)));
  for (const channel of channels) workspace.channels.set(channel.id, channel);
  const channelIds = channels.filter(channel => channel.kind === 'public').map(channel => channel.id);
  const groups = seedUsergroups({ ...base, random: random.fork('groups'), channelIds }, members.users, plan.usergroups);
  for (const group of groups) workspace.usergroups.set(group.id, group);
  plan.channels.forEach((row, index) => {
    const channel = channels[index];
    if (channel !== undefined) seedTimeline(workspace, channel, row, channelRandom(index).fork('messages'));
  });
  const fileRandom = random.fork('files');
  for (let index = 0; index < 4; index++)
    seedFile(workspace, fileRandom, { user: tokenUserId, created: seedStart + index * 86_400 });
  return workspace;
}

function teamRecord({ plan, teamId, enterprise }: WorkspaceIdentity): TeamRecord {
  const image = (size: number): string => `https://avatars.slack-edge.com/teams/${teamId}_${size}.png`;
  const organization =
    enterprise === null
      ? {}
      : { enterprise_id: enterprise.id, enterprise_name: enterprise.name, enterprise_domain: `${plan.domain}-org` };
  return {
    id: teamId,
    name: plan.name,
    url: `https://${plan.domain}.slack.com/`,
    domain: plan.domain,
    email_domain: `${plan.domain}.example`,
    icon: {
      image_default: true,
      image_34: image(34),
      image_44: image(44),
      image_68: image(68),
      image_88: image(88),
      image_102: image(102),
      image_132: image(132),
      image_230: image(230),
    },
    avatar_base_url: 'https://ca.slack-edge.com/',
    is_verified: false,
    lob_sales_home_enabled: false,
    is_sfdc_auto_slack: false,
    ...organization,
  };
}
