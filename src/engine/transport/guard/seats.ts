import type { Clock, SlotWait } from '../../ports.ts';

/** Lets only so many calls be under way; the others wait in the order they came. */
export interface Seats {
  /**
   * A seat, which is free again when the returned function is called.
   *
   * @throws what `refuse` gives: when the queue is full, or no seat frees before the deadline; the signal's reason when
   *   the call is given up
   */
  take(wait: SlotWait, refuse: (why: 'queue_full' | 'too_late') => Error): Promise<() => void>;
  /** Calls under way and waiting. */
  size(): number;
}

/** @param limits `queue`: how many may wait */
export function createSeats(clock: Clock, limits: { readonly max: number; readonly queue: number }): Seats {
  const waiting = new Set<() => void>();
  let taken = 0;

  /** A seat that somebody waits for is handed on, so that nobody who comes just now takes it. */
  const free = (): void => {
    const [next] = waiting;
    if (next === undefined) taken -= 1;
    else next();
  };
  const seat = (): (() => void) => {
    let isFree = false;
    return () => {
      if (isFree) return;
      isFree = true;
      free();
    };
  };

  return {
    async take(wait, refuse) {
      if (taken < limits.max) {
        taken += 1;
        return seat();
      }
      if (waiting.size >= limits.queue) throw refuse('queue_full');
      await turn(wait, refuse);
      return seat();
    },
    size: () => taken + waiting.size,
  };

  function turn({ deadlineMs, signal }: SlotWait, refuse: (why: 'too_late') => Error): Promise<void> {
    return new Promise((resolve, reject) => {
      const patience = new AbortController();
      const end = (): void => {
        waiting.delete(called);
        patience.abort();
        signal?.removeEventListener('abort', giveUp);
      };
      const called = (): void => {
        end();
        resolve();
      };
      const giveUp = (): void => {
        end();
        reject(signal?.reason instanceof Error ? signal.reason : new Error('The call was given up.'));
      };
      if (signal?.aborted === true) return giveUp();
      waiting.add(called);
      signal?.addEventListener('abort', giveUp, { once: true });
      clock.sleep(Math.max(0, deadlineMs - clock.monotonicMs()), patience.signal).then(
        () => {
          end();
          reject(refuse('too_late'));
        },
        () => undefined,
      );
    });
  }
}
