import type { MessageRecord } from './records.ts';

/** A message with its times as numbers: on the wire they have a varying number of digits and cannot be compared as text. */
export interface Message {
  readonly record: MessageRecord;
  readonly createdMs: number;
  modifiedMs: number;
  /** What a soft deletion took away, for its undoing. */
  erased?: Pick<MessageRecord, 'body' | 'attachments' | 'mentions' | 'subject'>;
}

/** The messages of one channel or chat; an id is unique inside it, nowhere else. */
export interface MessageLog {
  /** Messages that are no replies, newest modification first. */
  roots(): readonly Message[];
  /** Replies to a root, newest first. */
  replies(rootId: string): readonly Message[];
  /** Roots and replies, oldest first. */
  all(): readonly Message[];
  find(id: string): Message | undefined;
  /** @throws Error when the id is taken */
  add(message: Message): void;
  /** Says that a message was changed at this time. */
  touch(message: Message, modifiedMs: number): void;
  /** A free id at this time or just after the last message: the milliseconds since 1970. */
  nextMs(nowMs: number): number;
}

/** Creates the empty log of a channel or chat. */
export function createMessageLog(): MessageLog {
  const byId = new Map<string, Message>();
  const threads = new Map<string, Message[]>();
  let sortedRoots: Message[] | undefined;
  let sortedAll: Message[] | undefined;
  let lastMs = 0;

  const forget = (): void => {
    sortedRoots = undefined;
    sortedAll = undefined;
  };
  return {
    roots: () => {
      sortedRoots ??= [...byId.values()]
        .filter(({ record }) => record.replyToId === null)
        .sort(newestModificationFirst);
      return sortedRoots;
    },
    replies: rootId => threads.get(rootId) ?? [],
    all: () => (sortedAll ??= [...byId.values()].sort((a, b) => a.createdMs - b.createdMs)),
    find: id => byId.get(id),
    add(message) {
      const { id, replyToId } = message.record;
      if (byId.has(id)) throw new Error(`There is a message ${id} already.`);
      byId.set(id, message);
      lastMs = Math.max(lastMs, message.createdMs);
      if (replyToId !== null) {
        const thread = threads.get(replyToId) ?? [];
        thread.push(message);
        threads.set(
          replyToId,
          thread.sort((a, b) => b.createdMs - a.createdMs),
        );
      }
      forget();
    },
    touch(message, modifiedMs) {
      message.modifiedMs = modifiedMs;
      forget();
    },
    nextMs: nowMs => Math.max(Math.floor(nowMs), lastMs + 1),
  };
}

function newestModificationFirst(a: Message, b: Message): number {
  return b.modifiedMs - a.modifiedMs || Number(b.record.id) - Number(a.record.id);
}
