import type { StoredMessage } from './records.ts';
import type { Micros } from './timestamp.ts';

/** The messages of one space, oldest first; deleted ones stay, without their content. */
export interface MessageLog {
  readonly all: readonly StoredMessage[];
  /** By its id or the `client-…` id its author chose. */
  find(id: string): StoredMessage | undefined;
  /** Messages of a thread, the first included; oldest first. */
  thread(threadId: string): readonly StoredMessage[];
  /** @throws Error when the id or the time is taken */
  add(message: StoredMessage): void;
  /** A free time at `nowMs` or, where that is not later than every message, just after the last. */
  nextMicros(nowMs: number): Micros;
}

/** Creates the empty log of a space. */
export function createMessageLog(): MessageLog {
  const all: StoredMessage[] = [];
  const byId = new Map<string, StoredMessage>();
  const threads = new Map<string, StoredMessage[]>();
  return {
    all,
    find: id => byId.get(id),
    thread: threadId => threads.get(threadId) ?? [],
    add(message) {
      if (byId.has(message.id)) throw new Error(`The space has a message ${message.id} already.`);
      if (all[positionOf(all, message.createdMicros)]?.createdMicros === message.createdMicros) {
        throw new Error(`The space has a message at ${message.createdMicros} already.`);
      }
      byId.set(message.id, message);
      if (message.clientId !== undefined) byId.set(message.clientId, message);
      insert(all, message);
      const thread = threads.get(message.threadId);
      if (thread === undefined) threads.set(message.threadId, [message]);
      else insert(thread, message);
    },
    nextMicros: nowMs => {
      // Real times have microseconds; a clock of milliseconds gets some, so that clients meet all six digits.
      const now = Math.floor(nowMs) * 1000 + 127;
      const last = all.at(-1)?.createdMicros ?? 0;
      return now > last ? now : last + 1;
    },
  };
}

/** Whether a message answers in a thread rather than starting it. */
export function isReply(message: StoredMessage): boolean {
  return message.id !== `${message.threadId}.${message.threadId}`;
}

/** When the message changed last: its edit, otherwise its creation. */
export function changedMicros(message: StoredMessage): Micros {
  return message.updatedMicros ?? message.createdMicros;
}

/** Index of the first message at or after a time in a list sorted by time. */
export function positionOf(list: readonly StoredMessage[], micros: Micros): number {
  // Messages mostly arrive in order: the end is looked at first.
  if ((list.at(-1)?.createdMicros ?? 0) < micros) return list.length;
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle]?.createdMicros ?? 0) < micros) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insert(list: StoredMessage[], message: StoredMessage): void {
  list.splice(positionOf(list, message.createdMicros), 0, message);
}
