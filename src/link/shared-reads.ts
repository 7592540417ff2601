/**
 * Reads that many ask for at the same time, made once for all of them: whoever comes while a read is under way shares the
 * next one, so that nobody gets an answer from before they asked.
 *
 * @returns `read`, shared by its key
 */
export function shareReads<T>(read: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const running = new Map<string, Promise<T>>();
  const waiting = new Map<string, Promise<T>>();
  const start = (key: string): Promise<T> => {
    const started = read(key).finally(() => {
      if (running.get(key) === started) running.delete(key);
    });
    running.set(key, started);
    return started;
  };
  return key => {
    const current = running.get(key);
    if (current === undefined) return start(key);
    const known = waiting.get(key);
    if (known) return known;
    const next = current
      .catch(() => undefined)
      .then(() => {
        waiting.delete(key);
        return start(key);
      });
    waiting.set(key, next);
    return next;
  };
}
