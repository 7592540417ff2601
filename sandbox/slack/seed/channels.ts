import { headline } from '../../support/prose.ts';
import type { Random } from '../../support/random.ts';
import { createMessageLog } from '../store/message-log.ts';
import type { ChannelNote, UserRecord } from '../store/records.ts';
import { addMember, type Channel, type Workspace } from '../store/workspace.ts';
import { seedEnd, seedStart } from './period.ts';
import type { ChannelPlan } from './plan.ts';

/** Makes a channel with its members, still without messages. */
export function seedChannel(workspace: Workspace, plan: ChannelPlan, random: Random): Channel {
  const memberIds = chooseMembers(workspace, plan, random);
  const creator = memberIds.find(id => workspace.users.get(id)?.is_bot === false) ?? workspace.tokenUserId;
  const created = plan.note === 'general' ? seedStart : random.integer(seedStart + 86_400, seedStart + 200 * 86_400);
  const note = (chance: number): ChannelNote =>
    random.chance(chance)
      ? { value: headline(random), creator, last_set: created + 60 }
      : { value: '', creator: '', last_set: 0 };
  const named = plan.kind === 'public' || plan.kind === 'private';
  const names = memberIds.map(id => workspace.users.get(id)?.name ?? '');
  const channel: Channel = {
    id: workspace.ids.next(prefixOf(plan)),
    kind: plan.kind,
    created,
    creator,
    name: plan.kind === 'mpim' ? `mpdm-${names.join('--')}-1` : plan.name,
    previousNames: named && random.chance(0.15) ? [`${plan.name}-old`] : [],
    archived: plan.note === 'archived',
    general: plan.note === 'general',
    shared: plan.note === 'shared_external' ? 'external' : plan.note === 'shared_organization' ? 'organization' : 'no',
    sharedTeamIds: plan.note === 'shared_external' ? [workspace.team.id, workspace.ids.next('T')] : [workspace.team.id],
    topic: note(named ? 0.6 : 0),
    purpose:
      plan.kind === 'mpim'
        ? { value: `Group messaging with: ${names.map(name => `@${name}`).join(' ')}`, creator, last_set: created }
        : note(named ? 0.7 : 0),
    updatedMs: random.integer(created, seedEnd) * 1000 + random.integer(0, 999),
    members: new Map(),
    messages: createMessageLog(),
  };
  for (const id of memberIds) addMember(channel, id);
  return channel;
}

function prefixOf(plan: ChannelPlan): string {
  if (plan.kind === 'im') return 'D';
  // Private channels made before 2020 keep ids that start with G.
  return plan.note === 'old_id' ? 'G' : 'C';
}

function chooseMembers(workspace: Workspace, plan: ChannelPlan, random: Random): string[] {
  const required = [...(plan.bot === 'in' ? [workspace.app.botUserId] : [])];
  // The person of the user token is in all but the bot's direct messages, so that something differs between the two.
  if (plan.kind !== 'im' || plan.bot === 'out') required.push(workspace.tokenUserId);
  // The app's bot is where the plan puts it and nowhere else.
  const taken = [...required, workspace.app.botUserId];
  const others = [...workspace.users.values()].filter(user => canJoin(user, plan) && !taken.includes(user.id));
  const wanted = Math.max(0, plan.members - required.length);
  return [...required, ...random.sample(others, wanted).map(user => user.id)];
}

function canJoin(user: UserRecord, plan: ChannelPlan): boolean {
  if (user.deleted || user.is_invited_user === true || user.id === 'USLACKBOT') return false;
  if (plan.kind === 'im' || plan.kind === 'mpim') return !user.is_bot;
  // Guests see only what they were invited to.
  return plan.note === 'general' ? user.is_restricted !== true : true;
}
