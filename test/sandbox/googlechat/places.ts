import type { GoogleChatSandbox } from '../../../sandbox/googlechat/sandbox.ts';
import type { Space } from '../../../sandbox/googlechat/store/space.ts';

/** A space of the seed by its display name. */
export function spaceNamed(sandbox: GoogleChatSandbox, displayName: string): Space {
  for (const space of sandbox.store.spaces.values()) if (space.facts.displayName === displayName) return space;
  throw new Error(`The seed has no space called ${displayName}.`);
}

/** Noon of the day after the seed ends: the clock of tests. */
export const testNow = Date.UTC(2025, 11, 1, 12);
