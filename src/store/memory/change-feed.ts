import { randomUUID } from 'node:crypto';

import pg from 'pg';

import type { Clock, Log } from '../../engine/ports.ts';
import { clientConfig, type StoreConnection } from '../connection.ts';

/** Tells what other processes change in the database. */
export interface ChangeFeed {
  /** Whether every change committed half a minute ago or earlier has been told by now. */
  isTrusted(): boolean;
  close(): Promise<void>;
}

export interface ChangeFeedOptions {
  readonly connection: StoreConnection;
  readonly clock: Clock;
  readonly log: Log;
  /** Told the subject of each change, such as `account acc_1`, a moment after it was committed. */
  readonly changed: (subject: string) => void;
  /** Told when changes may have been missed. */
  readonly lost: () => void;
  /** Default 5,000: between two proofs that changes are heard. */
  readonly beatMs?: number;
}

const channel = 'patchbay_changes';
/** What was proved this long ago proves nothing any more. */
const trustMs = 30_000;
/** For connecting, and for one answer of the database. */
const answerMs = 5_000;
const longestPauseMs = 60_000;

/**
 * Listens on a connection of its own, and connects again whenever it is lost. Changes are trusted to be heard only while our
 * own notes come back: a peer that vanished without a word, or a pooler that passes no notifications on, is found out so.
 */
export function openChangeFeed(options: ChangeFeedOptions): ChangeFeed {
  const { clock, log, beatMs = 5_000 } = options;
  const closing = new AbortController();
  let provedMs = -Infinity;

  const listenOnce = async (): Promise<void> => {
    const starting = startListening(options);
    try {
      const listening = await unlessAborted(closing.signal, starting);
      for (;;) {
        const sentMs = clock.monotonicMs();
        await unlessAborted(closing.signal, listening.beat());
        if (provedMs === -Infinity) log.debug({}, 'changes in the database are heard');
        provedMs = sentMs;
        await unlessAborted(listening.gone, clock.sleep(beatMs, closing.signal));
      }
    } finally {
      void starting.then(
        listening => listening.end(),
        () => undefined,
      );
    }
  };

  const listen = async (): Promise<void> => {
    for (let pauseMs = 500; !closing.signal.aborted; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
      const failure = await listenOnce().catch((error: unknown) => error);
      const wasTrusted = provedMs !== -Infinity;
      provedMs = -Infinity;
      options.lost();
      if (closing.signal.aborted) return;
      if (wasTrusted) pauseMs = 500;
      const reason = failure instanceof Error ? failure.message : String(failure);
      log.warn({ reason, retry_ms: pauseMs }, 'changes in the database are not heard; every call reads it');
      await clock.sleep(pauseMs, closing.signal).catch(() => undefined);
    }
  };

  const ended = listen();
  return {
    isTrusted: () => clock.monotonicMs() - provedMs <= trustMs,
    close: () => {
      closing.abort();
      return ended;
    },
  };
}

interface Listening {
  /** Returns when a note of ours has come back, and with it every change committed before. */
  beat(): Promise<void>;
  /** Aborted when the connection is gone. */
  readonly gone: AbortSignal;
  end(): void;
}

async function startListening({ connection, clock, changed }: ChangeFeedOptions): Promise<Listening> {
  const client = new pg.Client({
    ...clientConfig(connection),
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
  });
  const ending = new AbortController();
  client.on('error', error => ending.abort(error));
  client.on('end', () => ending.abort(new Error('The connection ended.')));
  const notes = new Map<string, () => void>();
  client.on('notification', ({ payload = '' }) => {
    const hear = notes.get(payload);
    if (hear) hear();
    else if (!payload.startsWith('note ')) changed(payload);
  });
  // A farewell that nobody answers would keep the process from ending.
  const end = (): void => void client.connection.stream.destroy();
  try {
    await client.connect();
    await client.query(`listen ${channel}`);
  } catch (error) {
    end();
    throw error;
  }
  return {
    gone: ending.signal,
    end,
    async beat() {
      const note = `note ${randomUUID()}`;
      const patience = new AbortController();
      const heard = new Promise<void>(resolve => notes.set(note, resolve));
      const late = clock.sleep(answerMs, patience.signal).then(() => {
        throw new Error('The database, or a pooler before it, passes no notifications on.');
      });
      late.catch(() => undefined);
      try {
        await client.query('select pg_notify($1, $2)', [channel, note]);
        await unlessAborted(ending.signal, Promise.race([heard, late]));
      } finally {
        patience.abort();
        notes.delete(note);
      }
    },
  };
}

/**
 * What the work gives, unless the signal is aborted first. Not a race against a promise that lives as long as the
 * connection: that would keep something of every beat for ever.
 */
async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  let giveUp = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    giveUp = () => reject(signal.reason instanceof Error ? signal.reason : new Error('No longer listened for.'));
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
