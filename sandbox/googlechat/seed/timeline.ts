import type { Random } from '../../support/random.ts';
import type { StoredMessage, StoredReaction } from '../store/records.ts';
import { spaceName, type Space } from '../store/space.ts';
import type { Content } from '../store/store.ts';
import { changedMicros } from '../store/message-log.ts';
import { formatTimestamp, type Micros } from '../store/timestamp.ts';
import { renderPlain } from '../text/render-markup.ts';
import { messageKinds, type MessageSetting } from './message-kinds.ts';
import { seedEndMs } from './period.ts';
import type { SpacePlan } from './plan.ts';

const contentWeights = messageKinds.map(([build, weight]) => [build, weight] as const);
const reactions = ['👍', '🎉', '👀', '❤️', '😂'];
const endMicros = seedEndMs * 1000;

/** What the timelines of all spaces are made of. */
export interface TimelineSetting {
  readonly content: Content;
  /** People who are gone from the organization: they wrote once, where they are no members any more. */
  readonly former: readonly string[];
}

/** Fills a space with exactly the planned messages. */
export function seedTimeline(setting: TimelineSetting, space: Space, plan: SpacePlan, random: Random): void {
  const { content } = setting;
  if (plan.roots === 0) return;
  const members = [...space.members.values()].filter(member => member.kind === 'user' && member.state === 'JOINED');
  const isPerson = (id: string): boolean => content.users.get(id)?.type === 'HUMAN';
  const joined = members.map(member => member.id);
  const people = joined.filter(isPerson);
  const base = {
    content,
    space,
    random,
    people: people.length > 0 ? people : [space.creatorId],
    former: space.facts.spaceType === 'SPACE' ? setting.former.filter(id => !space.members.has(id)) : [],
    apps: joined.filter(id => !isPerson(id)),
    taken: new Set<Micros>(),
  };
  const threads = planThreads(plan, random);
  const slot = (endMicros - space.createdMicros) / plan.roots;
  for (let index = 0; index < plan.roots; index++) {
    // Each root has its own slot of time: their order is that of their making and no time comes twice.
    const micros = freeMicros(base.taken, space.createdMicros + Math.floor((index + random.next()) * slot));
    const threadId = content.ids.messagePart();
    const root = seedMessage(base, {
      id: `${threadId}.${threadId}`,
      threadId,
      micros,
      index: plan.roots >= 60 ? index : -1,
    });
    seedReplies(base, root, threads.get(index) ?? 0);
  }
}

type Base = Omit<MessageSetting, 'authorId'> & { readonly taken: Set<Micros> };

function seedMessage(
  base: Base,
  place: { readonly id: string; readonly threadId: string; readonly micros: Micros; readonly index: number },
): StoredMessage {
  const { random, space } = base;
  const authorId = random.pick(base.former.length > 0 && random.chance(0.03) ? base.former : base.people);
  const build = messageKinds[place.index]?.[0] ?? random.weighted(contentWeights);
  const body = build({ ...base, authorId });
  const message: StoredMessage = {
    senderId: authorId,
    attachments: [],
    ...body,
    id: place.id,
    threadId: place.threadId,
    createdMicros: place.micros,
    reactions: random.chance(0.08) ? seedReactions(base) : [],
  };
  if (random.chance(0.05))
    message.updatedMicros = Math.min(endMicros, place.micros + random.integer(20, 4000) * 1_000_000);
  if (random.chance(0.03)) erase(message, random);
  else if (random.chance(0.02)) quote(message, space);
  space.messages.add(message);
  return message;
}

/** Which roots get how many replies: one long thread, then short ones. */
function planThreads(plan: SpacePlan, random: Random): Map<number, number> {
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

function seedReplies(base: Base, root: StoredMessage, count: number): void {
  const { random, content } = base;
  let micros = root.createdMicros;
  for (let reply = 0; reply < count; reply++) {
    micros = freeMicros(base.taken, micros + random.integer(15_000_000, 1_800_000_000));
    const id = `${root.threadId}.${content.ids.messagePart()}`;
    seedMessage(base, { id, threadId: root.threadId, micros, index: -1 });
  }
}

/** The first time from `wanted` on that no message of the space has. */
function freeMicros(taken: Set<Micros>, wanted: Micros): Micros {
  let micros = wanted;
  while (taken.has(micros)) micros++;
  taken.add(micros);
  return micros;
}

/** The content goes; what remains says when and by whom. */
function erase(message: StoredMessage, random: Random): void {
  const micros = message.createdMicros + random.integer(5, 90_000) * 1_000_000;
  message.deleted = {
    micros,
    type: random.weighted([
      ['CREATOR', 8],
      ['SPACE_OWNER', 1],
      ['ADMIN', 1],
    ] as const),
  };
  message.content = [];
  message.attachments = [];
  delete message.cardsV2;
  delete message.fallbackText;
  message.reactions.length = 0;
}

/** Quotes the root before this one, as a new root may. */
function quote(message: StoredMessage, space: Space): void {
  const quoted = space.messages.all.at(-1);
  if (quoted === undefined || quoted.deleted !== undefined || quoted.privateTo !== undefined) return;
  message.quote = {
    name: `${spaceName(space)}/messages/${quoted.id}`,
    lastUpdateTime: formatTimestamp(changedMicros(quoted)),
    quoteType: 'REPLY',
    quotedMessageSnapshot: { sender: `users/${quoted.senderId}`, text: renderPlain(quoted.content) },
  };
}

function seedReactions({ random, content, people }: Base): StoredReaction[] {
  return random.sample(people, random.integer(1, 4)).map(userId => ({
    id: `${userId}.${content.ids.messagePart()}`,
    userId,
    emoji: random.chance(0.85)
      ? { unicode: random.pick(reactions) }
      : { customEmoji: { name: 'customEmojis/parrot', uid: 'parrot-uid', emojiName: ':team-parrot:' } },
  }));
}
