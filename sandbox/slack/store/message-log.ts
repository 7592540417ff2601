import type { MessageRecord } from './records.ts';
import { microsFromTs, tsFromMicros } from './timestamp.ts';

/** The messages of one channel. A `ts` is unique inside it, nowhere else. */
export interface MessageLog {
  /** What the history shows: top-level messages and replies that were broadcast; oldest first. */
  readonly roots: readonly MessageRecord[];
  /** Replies included. */
  readonly count: number;
  find(ts: string): MessageRecord | undefined;
  /** Every message, replies included, in the order of writing. */
  all(): MessageRecord[];
  /** Replies to a parent, oldest first. */
  replies(parentTs: string): readonly MessageRecord[];
  /** @throws Error when the `ts` is taken */
  add(message: MessageRecord): void;
  /** Puts another message in the place of the one with the same `ts`. */
  replace(message: MessageRecord): void;
  remove(ts: string): void;
  /** A free `ts` at this time or, where that is not later than every message, just after the last. */
  nextTs(nowMs: number): string;
}

/** Creates the empty log of a channel. */
export function createMessageLog(): MessageLog {
  const roots: MessageRecord[] = [];
  const threads = new Map<string, MessageRecord[]>();
  const byTs = new Map<string, MessageRecord>();
  let lastTs = '0000000000.000000';

  const lists = (message: MessageRecord): MessageRecord[][] => {
    const parent = message.thread_ts;
    if (parent === undefined || parent === message.ts) return [roots];
    let thread = threads.get(parent);
    if (thread === undefined) threads.set(parent, (thread = []));
    return message.subtype === 'thread_broadcast' ? [roots, thread] : [thread];
  };
  const remove = (ts: string): void => {
    const message = byTs.get(ts);
    if (message === undefined) return;
    byTs.delete(ts);
    for (const list of lists(message)) list.splice(positionOf(list, ts), 1);
  };
  const add = (message: MessageRecord): void => {
    if (byTs.has(message.ts)) throw new Error(`The channel has a message ${message.ts} already.`);
    byTs.set(message.ts, message);
    if (message.ts > lastTs) lastTs = message.ts;
    for (const list of lists(message)) list.splice(positionOf(list, message.ts), 0, message);
  };

  return {
    roots,
    get count() {
      return byTs.size;
    },
    find: ts => byTs.get(ts),
    all: () => [...byTs.values()],
    replies: parentTs => threads.get(parentTs) ?? [],
    add,
    remove,
    replace(message) {
      remove(message.ts);
      add(message);
    },
    nextTs: nowMs => {
      const now = tsFromMicros(Math.floor(nowMs) * 1000 + 9);
      return now > lastTs ? now : tsFromMicros(microsFromTs(lastTs) + 1);
    },
  };
}

/** Index of the first message at or after `ts` in a list sorted by `ts`. */
export function positionOf(list: readonly MessageRecord[], ts: string): number {
  let low = 0;
  let high = list.length;
  // Messages mostly arrive in order: the end is looked at first.
  if ((list[high - 1]?.ts ?? '') < ts) return high;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle]?.ts ?? '') < ts) low = middle + 1;
    else high = middle;
  }
  return low;
}
