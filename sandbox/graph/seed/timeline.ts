import type { Random } from '../../support/random.ts';
import { teamsTime } from '../store/graph-time.ts';
import { createMessageLog, type Message, type MessageLog } from '../store/message-log.ts';
import { messageAddress, newMessage, personIdentity, type Place } from '../store/message-place.ts';
import type { UserRecord } from '../store/directory-records.ts';
import type { AttachmentRecord } from '../store/records.ts';
import { authorOf, type PostingApps } from './authors.ts';
import { contentKinds } from './message-kinds.ts';
import { seedEndMs } from './period.ts';
import { channelEvents, chatEvents } from './system-messages.ts';

/** What the messages of a channel or chat are made for. */
export interface TimelineSetting {
  readonly place: Place;
  /** People in it. */
  readonly people: readonly UserRecord[];
  readonly apps: PostingApps;
  readonly random: Random;
  readonly createdMs: number;
  readonly roots: number;
  readonly replies: number;
  /** Stores a file of a person and gives the attachment. */
  readonly attachFile: (author: UserRecord, atMs: number) => AttachmentRecord;
}

/** Makes exactly the planned messages and replies. */
export function seedTimeline(setting: TimelineSetting): MessageLog {
  const { random, roots, createdMs } = setting;
  const log = createMessageLog();
  const threads = planThreads(setting);
  const slot = (seedEndMs - createdMs) / Math.max(1, roots);
  for (let index = 0; index < roots; index++) {
    // Each root has its own slot of time; only a reply to an earlier one may stand where it falls.
    let atMs = createdMs + Math.floor((index + random.next()) * slot);
    while (log.find(String(atMs)) !== undefined) atMs++;
    const root = rootMessage(setting, log, index, atMs, threads.get(index) ?? 0);
    log.add(root);
    addReplies(setting, log, root, threads.get(index) ?? 0);
  }
  return log;
}

/** Which roots get how many replies: one long thread, then short ones. */
function planThreads({ random, roots, replies }: TimelineSetting): Map<number, number> {
  const threads = new Map<number, number>();
  let left = roots === 0 ? 0 : replies;
  for (let size = Math.min(230, Math.ceil(left / 3)); left > 0; size = random.integer(1, 9)) {
    const index = random.integer(0, roots - 1);
    const count = Math.min(size, left);
    threads.set(index, (threads.get(index) ?? 0) + count);
    left -= count;
  }
  return threads;
}

function rootMessage(setting: TimelineSetting, log: MessageLog, index: number, atMs: number, replies: number): Message {
  const { random, roots, place } = setting;
  const events = place.kind === 'channel' ? channelEvents : chatEvents;
  // The first messages of a place that is large enough show one of each kind.
  const showcase = roots >= 60 ? index : events.length + contentKinds.length;
  const event = events[showcase] ?? (replies === 0 && random.chance(0.03) ? random.pick(events) : undefined);
  if (event !== undefined && replies === 0) {
    const { people } = setting;
    const eventDetail = event({ random, tenantId: place.tenantId, people, place });
    const body = { contentType: 'html', content: '<systemEventMessage/>' } as const;
    const record = newMessage(place, atMs, null, { messageType: 'systemEventMessage', from: null, body, eventDetail });
    return { record, createdMs: atMs, modifiedMs: atMs };
  }
  return written(setting, log, { atMs, replyToId: null, kind: contentKinds[showcase - events.length] });
}

function addReplies(setting: TimelineSetting, log: MessageLog, root: Message, count: number): void {
  const { random } = setting;
  let atMs = root.createdMs;
  for (let reply = 0; reply < count; reply++) {
    atMs += random.integer(15_000, 1_800_000);
    while (log.find(String(atMs)) !== undefined) atMs++;
    log.add(written(setting, log, { atMs, replyToId: root.record.id, kind: undefined }));
  }
}

function written(
  setting: TimelineSetting,
  log: MessageLog,
  facts: {
    readonly atMs: number;
    readonly replyToId: string | null;
    readonly kind: (typeof contentKinds)[number] | undefined;
  },
): Message {
  const { place, people, random, apps } = setting;
  const { atMs, replyToId, kind } = facts;
  const person = random.pick(people);
  const content = (kind?.[0] ?? random.weighted(contentKinds))({
    random,
    address: messageAddress(place, replyToId === null ? String(atMs) : `${replyToId}/replies/${atMs}`),
    people,
    place,
    attachFile: () => setting.attachFile(person, atMs),
    earlier:
      replyToId === null
        ? undefined
        : { id: replyToId, text: log.find(replyToId)?.record.body.content.slice(0, 60) ?? '', sender: person.id },
  });
  const from = authorOf(content.sender, { person, tenantId: place.tenantId, apps, random });
  const record = newMessage(place, atMs, replyToId, { ...content, from });
  return aged(setting, { record, createdMs: atMs, modifiedMs: atMs });
}

/** Some messages were edited, some got reactions, a few were deleted. */
function aged(setting: TimelineSetting, message: Message): Message {
  const { random, people, place } = setting;
  const { record } = message;
  const modified = (laterMs: number): string => {
    message.modifiedMs = message.createdMs + laterMs;
    record.etag = String(message.modifiedMs);
    record.lastModifiedDateTime = teamsTime(message.modifiedMs);
    return record.lastModifiedDateTime;
  };
  if (random.chance(0.03)) {
    record.deletedDateTime = modified(random.integer(20_000, 3_600_000));
    Object.assign(record, { body: { contentType: 'html', content: '' }, attachments: [], mentions: [], subject: null });
    return message;
  }
  if (random.chance(0.05)) record.lastEditedDateTime = modified(random.integer(5000, 900_000));
  if (random.chance(0.08)) {
    const createdDateTime = modified(random.integer(2_000_000, 9_000_000));
    record.reactions = random.sample(people, random.integer(1, 3)).map(user => ({
      reactionType: random.pick(['👍', '❤️', '😆', 'custom']),
      displayName: 'Like',
      reactionContentUrl: null,
      createdDateTime,
      user: personIdentity(user, place.tenantId),
    }));
  }
  return message;
}
