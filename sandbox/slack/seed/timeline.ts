import type { Random } from '../../support/random.ts';
import type { MessageRecord } from '../store/records.ts';
import { microsFromTs, tsFromMicros } from '../store/timestamp.ts';
import type { Channel, Workspace } from '../store/workspace.ts';
import { messageKinds, type MessageSetting } from './message-kinds.ts';
import { seedEnd } from './period.ts';
import type { ChannelPlan } from './plan.ts';
import { systemKinds, systemMessage, tombstone } from './system-messages.ts';

const reactions = ['+1', 'eyes', 'white_check_mark', 'heart', 'joy', 'raised_hands::skin-tone-4'];
const contentWeights = messageKinds.map(([build, weight]) => [build, weight] as const);
const systemWeights = systemKinds.map(kind => [kind, kind[1]] as const);

/** Fills a channel with exactly the planned messages and replies. */
export function seedTimeline(workspace: Workspace, channel: Channel, plan: ChannelPlan, random: Random): void {
  if (plan.roots === 0) return;
  const members = [...channel.members.keys()];
  const authors = authorsOf(workspace, members);
  const threads = planThreads(plan, random);
  const slot = ((seedEnd - channel.created) * 1_000_000) / plan.roots;
  for (let index = 0; index < plan.roots; index++) {
    // Each root has its own slot of time, so that their order is that of their making and no ts comes twice.
    const micros = channel.created * 1_000_000 + Math.floor((index + random.next()) * slot);
    const setting = { workspace, channel, random, ts: tsFromMicros(micros), user: random.pick(authors), members };
    const replies = threads.get(index) ?? 0;
    const root = rootMessage(setting, plan, index, replies);
    channel.messages.add(root);
    seedReplies(setting, root, replies, { authors, broadcasts: plan.note !== 'no_broadcasts' });
  }
}

/** People in the channel; in a channel of bots alone whoever is there. */
function authorsOf(workspace: Workspace, members: readonly string[]): readonly string[] {
  const people = members.filter(id => workspace.users.get(id)?.is_bot === false);
  return people.length > 0 ? people : members;
}

/** Which roots get how many replies: one long thread, then short ones. */
function planThreads(plan: ChannelPlan, random: Random): Map<number, number> {
  const threads = new Map<number, number>();
  let left = plan.replies;
  for (let size = Math.min(120, Math.ceil(left / 3)); left > 0; size = random.integer(1, 9)) {
    const index = random.integer(0, plan.roots - 1);
    const replies = Math.min(size, left);
    threads.set(index, (threads.get(index) ?? 0) + replies);
    left -= replies;
  }
  return threads;
}

function rootMessage(setting: MessageSetting, plan: ChannelPlan, index: number, replies: number): MessageRecord {
  const { random, channel } = setting;
  if (replies > 0) {
    const parent = random.chance(0.05)
      ? tombstone(setting.ts)
      : decorated(setting, random.weighted(contentWeights)(setting));
    return { ...parent, thread_ts: setting.ts };
  }
  const system = channel.kind === 'public' || channel.kind === 'private';
  // The first messages of a channel that is large enough show one of each kind.
  const showcase = plan.roots >= 100 ? index : messageKinds.length + systemKinds.length;
  const content = messageKinds[showcase]?.[0];
  if (content !== undefined) return content(setting);
  const kind =
    systemKinds[showcase - messageKinds.length] ?? (random.chance(0.06) ? random.weighted(systemWeights) : undefined);
  if (system && kind !== undefined) return systemMessage(setting, kind[0], kind[2](setting));
  return decorated(setting, random.weighted(contentWeights)(setting));
}

/** Some messages were edited, some got reactions. */
function decorated(setting: MessageSetting, message: MessageRecord): MessageRecord {
  const { random, members } = setting;
  const later = tsFromMicros(microsFromTs(message.ts) + random.integer(20, 4000) * 1_000_000);
  if (message.user !== undefined && random.chance(0.05))
    message.edited = { user: message.user, ts: `${later.slice(0, 11)}000000` };
  if (random.chance(0.1)) {
    const users = random.sample(members, random.integer(1, 4));
    message.reactions = [{ name: random.pick(reactions), users, count: users.length }];
  }
  return message;
}

function seedReplies(
  setting: MessageSetting,
  root: MessageRecord,
  count: number,
  options: { readonly authors: readonly string[]; readonly broadcasts: boolean },
): void {
  const { random, channel } = setting;
  let micros = microsFromTs(root.ts);
  for (let reply = 0; reply < count; reply++) {
    micros += random.integer(15_000_000, 1_800_000_000);
    while (channel.messages.find(tsFromMicros(micros)) !== undefined) micros++;
    const ts = tsFromMicros(micros);
    const own = { ...setting, ts, user: random.pick(options.authors) };
    const message = decorated(own, random.weighted(contentWeights)(own));
    const isBroadcast = options.broadcasts && message.subtype === undefined && random.chance(0.03);
    channel.messages.add({
      ...message,
      ...(isBroadcast ? { subtype: 'thread_broadcast' } : {}),
      thread_ts: root.ts,
      ...(root.user === undefined ? {} : { parent_user_id: root.user }),
    });
  }
}
