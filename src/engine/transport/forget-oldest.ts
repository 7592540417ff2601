/**
 * Keeps what is remembered near what is in use: called before each new one comes, it looks at the two that were looked at
 * longest ago.
 *
 * @param mayForget asked of one that is out of the map already; one that may not be forgotten comes back as the newest
 */
export function forgetOldest<T>(all: Map<string, T>, mayForget: (one: T) => boolean): void {
  let looks = 0;
  for (const [key, one] of all) {
    if (looks === 2) return;
    looks += 1;
    all.delete(key);
    if (!mayForget(one)) all.set(key, one);
  }
}
