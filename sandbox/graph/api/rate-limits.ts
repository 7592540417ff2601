import type { RateKind } from './endpoint.ts';

/** Calls in a window, for one app in one tenant. */
interface Limit {
  readonly max: number;
  readonly windowMs: number;
}

/** Graph's published limits for Teams (requests a second) and the directory (resource units in ten seconds). */
const limits: Readonly<Record<RateKind, Limit>> = {
  channelRead: { max: 60, windowMs: 1000 },
  messageRead: { max: 20, windowMs: 1000 },
  messagePost: { max: 20, windowMs: 1000 },
  members: { max: 60, windowMs: 1000 },
  export: { max: 200, windowMs: 1000 },
  teamRead: { max: 30, windowMs: 1000 },
  otherRead: { max: 30, windowMs: 1000 },
  other: { max: 30, windowMs: 1000 },
  directory: { max: 8000, windowMs: 10_000 },
  files: { max: 600, windowMs: 60_000 },
};

/** At most this many calls a second of one app on one team or channel. */
const perConversation: Limit = { max: 4, windowMs: 1000 };

/** How strict the fake is about rates. */
export type RateClass = 'off' | 'published';

/** Counts calls. */
export interface RateLimits {
  /** Takes one call; 0 when it was free, otherwise the seconds to wait. */
  take(call: {
    readonly app: string;
    readonly kind: RateKind;
    readonly conversation: string | undefined;
    readonly units: number;
  }): number;
}

/** Creates counters that read the time from `now` (milliseconds since 1970). */
export function createRateLimits(rateClass: RateClass, now: () => number): RateLimits {
  const windows = new Map<string, { startMs: number; used: number }>();
  const waitFor = (key: string, limit: Limit, units: number): number => {
    const nowMs = now();
    const known = windows.get(key);
    const window = known === undefined || nowMs - known.startMs >= limit.windowMs ? { startMs: nowMs, used: 0 } : known;
    windows.set(key, window);
    if (window.used + units > limit.max)
      return Math.max(1, Math.ceil((window.startMs + limit.windowMs - nowMs) / 1000));
    window.used += units;
    return 0;
  };
  return {
    take({ app, kind, conversation, units }) {
      if (rateClass === 'off') return 0;
      const wait = waitFor(`${app} ${kind}`, limits[kind], kind === 'directory' ? units : 1);
      if (wait > 0 || conversation === undefined) return wait;
      return waitFor(`${app} ${conversation}`, perConversation, 1);
    },
  };
}

/** Resource units of a directory call: the base of its path, less with `$select` or a small page, more with `$expand`. */
export function resourceUnits(path: string, query: Readonly<Record<string, string>>): number {
  const base = path.endsWith('/transitiveMembers')
    ? 5
    : path.endsWith('/members')
      ? 3
      : /\/(users|memberOf)$/.test(path)
        ? 2
        : 1;
  const select = query.$select === undefined ? 0 : -1;
  const expand = query.$expand === undefined ? 0 : 1;
  const small = Number(query.$top ?? 100) < 20 ? -1 : 0;
  return Math.max(1, base + select + expand + small);
}
