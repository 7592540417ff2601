/** Runs a task when there is room for it. */
export type Gate = <T>(task: () => Promise<T>) => Promise<T>;

/** Lets at most `width` tasks run at the same time, in the order they were given. */
export function createGate(width: number): Gate {
  let free = width;
  const waiting: (() => void)[] = [];
  return async task => {
    if (free === 0) await new Promise<void>(resolve => waiting.push(resolve));
    else free--;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
