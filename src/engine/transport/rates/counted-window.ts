/** Ended calls of a large window are kept together in this many cells, so that its memory stays small. */
const cellsPerWindow = 100;

/** Ended calls that leave the window together: a whole cell counts as if its last call were all of them. */
interface Cell {
  readonly firstMs: number;
  lastMs: number;
  count: number;
}

/** How many calls may go on, and how many count. */
export interface CountedWindow {
  /** Takes a changed limit from the next call on. */
  limit(max: number, perMs: number): void;
  canTake(nowMs: number): boolean;
  take(): void;
  /** The call is over. `unsent` gives the slot back at once. */
  end(nowMs: number, how: 'sent' | 'unsent'): void;
  /** Nothing begins until then. */
  close(untilMs: number): void;
  /**
   * Earliest time at which `ahead` + 1 calls can have begun from now on. Calls under way may take longer than is
   * assumed here, so the time may turn out later, never sooner.
   */
  freeAtMs(nowMs: number, ahead: number): number;
  /** Slots that are free. Infinity where there is no limit. */
  remaining(nowMs: number): number;
  /** Milliseconds until a slot is given back; 0 when none is used. */
  resetMs(nowMs: number): number;
  /** Whether forgetting the window would change nothing. */
  isIdle(nowMs: number): boolean;
  isUnderWay(): boolean;
  isClosed(nowMs: number): boolean;
}

/**
 * Counts calls so that in no stretch of `perMs` more than `max` of them can reach the provider, whenever between its
 * start and its answer the provider counts a call.
 */
export function createCountedWindow(max: number, perMs: number): CountedWindow {
  let cells: Cell[] = [];
  let ended = 0;
  let underWay = 0;
  let closedUntilMs = 0;

  const used = (nowMs: number): number => {
    while (cells[0] !== undefined && cells[0].lastMs + perMs <= nowMs) {
      ended -= cells[0].count;
      cells.shift();
    }
    return ended + underWay;
  };

  return {
    limit(newMax, newPerMs) {
      if (newMax === Infinity) [cells, ended] = [[], 0];
      max = newMax;
      perMs = newPerMs;
    },
    canTake: nowMs => nowMs >= closedUntilMs && used(nowMs) < max,
    take() {
      underWay += 1;
    },
    end(nowMs, how) {
      underWay -= 1;
      if (how === 'unsent' || max === Infinity) return;
      const last = cells.at(-1);
      ended += 1;
      if (last !== undefined && max > cellsPerWindow && nowMs - last.firstMs < perMs / cellsPerWindow) {
        last.count += 1;
        last.lastMs = nowMs;
      } else {
        cells.push({ firstMs: nowMs, lastMs: nowMs, count: 1 });
      }
    },
    close(untilMs) {
      closedUntilMs = Math.max(closedUntilMs, untilMs);
    },
    freeAtMs(nowMs, ahead) {
      const openMs = Math.max(nowMs, closedUntilMs);
      // Those ahead leave their slots in their turn, `max` of them in each further `perMs`.
      const laterMs = Math.floor(ahead / max) * perMs;
      let toLeave = used(nowMs) + (ahead % max) - max + 1;
      if (toLeave <= 0) return openMs + laterMs;
      for (const cell of cells) {
        toLeave -= cell.count;
        if (toLeave <= 0) return Math.max(openMs, cell.lastMs + perMs) + laterMs;
      }
      return openMs + perMs + laterMs;
    },
    remaining: nowMs => (nowMs < closedUntilMs ? 0 : Math.max(0, max - used(nowMs))),
    resetMs(nowMs) {
      if (nowMs < closedUntilMs) return closedUntilMs - nowMs;
      if (used(nowMs) === 0) return 0;
      return cells[0] === undefined ? perMs : cells[0].lastMs + perMs - nowMs;
    },
    isIdle: nowMs => used(nowMs) === 0 && nowMs >= closedUntilMs,
    isUnderWay: () => underWay > 0,
    isClosed: nowMs => nowMs < closedUntilMs,
  };
}
