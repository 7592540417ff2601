import { describe, expect, it } from 'vitest';
import { createSeats } from '../../../../src/engine/transport/guard/seats.ts';
import { createVirtualClock } from '../rates/virtual-clock.ts';

/** A house of seats, and what became of those who came. */
function open(max: number, queue: number) {
  const clock = createVirtualClock();
  const seats = createSeats(clock, { max, queue });
  const said: string[] = [];
  const leave = new Map<string, () => void>();
  const come = (name: string, options: { readonly deadlineMs?: number; readonly signal?: AbortSignal } = {}): void => {
    const { deadlineMs = 60_000, signal } = options;
    seats
      .take({ deadlineMs, ...(signal ? { signal } : {}) }, why => new Error(why))
      .then(
        free => {
          said.push(`${name} sits`);
          leave.set(name, free);
        },
        (error: unknown) => said.push(`${name} ${error instanceof Error ? error.message : ''}`),
      );
  };
  return { clock, seats, said, come, leave: (name: string) => leave.get(name)?.() };
}

describe('seats', () => {
  it('are given in the order people came, and only when one is free', async () => {
    const { clock, said, come, leave } = open(2, 9);
    for (const name of ['a', 'b', 'c', 'd', 'e']) come(name);
    await clock.moveTo(1);
    expect(said).toEqual(['a sits', 'b sits']);
    leave('b');
    leave('b');
    come('f');
    await clock.moveTo(2);
    expect(said.slice(2)).toEqual(['c sits']);
    leave('a');
    leave('c');
    await clock.moveTo(3);
    expect(said.slice(3)).toEqual(['d sits', 'e sits']);
  });

  it('are refused when too many wait, or the time is over', async () => {
    const { clock, seats, said, come } = open(1, 2);
    come('a');
    come('b', { deadlineMs: 500 });
    come('c');
    come('d');
    await clock.moveTo(499);
    expect(said).toEqual(['a sits', 'd queue_full']);
    await clock.moveTo(500);
    expect([...said.slice(2), seats.size()]).toEqual(['b too_late', 2]);
  });

  it('are left to the next when one who waits goes away', async () => {
    const { clock, said, come, leave } = open(1, 9);
    const caller = new AbortController();
    come('a');
    come('b', { signal: caller.signal });
    come('c');
    await clock.moveTo(1);
    caller.abort(new Error('gone'));
    leave('a');
    await clock.moveTo(2);
    expect(said).toEqual(['a sits', 'b gone', 'c sits']);
    leave('c');
    expect(clock.sleepers()).toBe(0);
  });
});
