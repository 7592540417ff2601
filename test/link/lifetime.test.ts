import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Clock, InboundReply } from '../../src/engine/ports.ts';
import { readLifeMs, renewalMarginMs } from '../../src/link/lifetime.ts';
import { createLink } from '../../src/link/link.ts';
import { appWith } from '../support/credentials.ts';
import { silentLog } from '../support/log.ts';
import { loadAcme } from './support/acme.ts';
import { memoryCredentials } from './support/memory-credentials.ts';
import { testApp } from './support/house.ts';

const acme = loadAcme().integrations.get('acme');

describe('expires_in', () => {
  it.each([
    [3_600, 3_600_000],
    ['3600', 3_600_000],
    [' 3600 ', 3_600_000],
    [0.5, 500],
    [1e300, 315_360_000_000],
    [0, undefined],
    ['0', undefined],
    [-60, undefined],
    ['-60', undefined],
    ['', undefined],
    ['soon', undefined],
    ['1e9', undefined],
    [Number.NaN, undefined],
    [null, undefined],
    [undefined, undefined],
    [[3_600], undefined],
  ])('of %j is a life of %s ms', (expiresIn, lifeMs) => {
    expect(readLifeMs(expiresIn)).toBe(lifeMs);
  });

  it('gives a margin of a tenth of the life, 5 minutes at most', () => {
    expect([60_000, 3_000_000, 43_200_000].map(renewalMarginMs)).toEqual([6_000, 300_000, 300_000]);
  });

  it('may be anything, and the clocks 10 minutes apart: a token is renewed and replayed once when it has to be', async () => {
    const expiresIn = fc.oneof(
      fc.integer({ min: -10, max: 90_000 }),
      fc.integer({ min: -10, max: 90_000 }).map(String),
      fc.constantFrom(undefined, null, '', 'soon', Number.MAX_SAFE_INTEGER),
    );
    // How long a token really lives, whatever the answer says, and when calls come.
    const life = fc.record({
      expiresIn,
      realSeconds: fc.integer({ min: 700, max: 20_000 }),
      skewSeconds: fc.integer({ min: -600, max: 600 }),
    });
    const gaps = fc.array(fc.integer({ min: 0, max: 30_000 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(life, gaps, async (token, secondsBetween) => {
        const world = createWorld(token);
        for (const seconds of secondsBetween) {
          world.advance(seconds);
          expect(await world.call()).toEqual({ isServed: true, atMostOneRenewal: true, atMostOneReplay: true });
        }
        expect(world.reuses()).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});

interface TokenFacts {
  readonly expiresIn: unknown;
  readonly realSeconds: number;
  readonly skewSeconds: number;
}

/** A provider and a store on a clock that only moves when it is told to. */
function createWorld({ expiresIn, realSeconds, skewSeconds }: TokenFacts) {
  let nowMs = 1_000_000_000;
  const clock: Clock = { nowMs: () => nowMs, monotonicMs: () => nowMs, sleep: async ms => void (nowMs += ms) };
  const store = memoryCredentials(clock, { access_token: 'a0', refresh_token: 'r0' });
  let serial = 0;
  let diesAtMs = nowMs + 1_000_000;
  let asked = 0;
  let reuses = 0;
  const send = async ({ body }: { readonly body?: string | Uint8Array }): Promise<InboundReply> => {
    asked += 1;
    if (new URLSearchParams(String(body)).get('refresh_token') !== `r${serial}`) reuses += 1;
    serial += 1;
    diesAtMs = nowMs + (realSeconds + skewSeconds) * 1_000;
    const answer = { access_token: `a${serial}`, refresh_token: `r${serial}`, expires_in: expiresIn };
    return { status: 200, headers: {}, body: Buffer.from(JSON.stringify(answer)) };
  };
  const { credentials } = createLink({
    store,
    integration: () => acme,
    dispatcher: { send },
    apps: appWith(testApp),
    clock,
    log: silentLog,
  });
  const isTaken = (token: string | undefined): boolean => token === `a${serial}` && nowMs < diesAtMs;
  return {
    advance: (seconds: number) => void (nowMs += seconds * 1_000),
    reuses: () => reuses,
    /** One call as the engine makes it: read, and once renewed and replayed when it is refused. */
    async call() {
      const before = asked;
      let used = await credentials.read('acc_1', 'bot');
      let replays = 0;
      if (!isTaken(used['access_token'])) {
        replays += 1;
        used = (await credentials.renew('acc_1', 'bot', used)) ?? used;
      }
      return {
        isServed: isTaken(used['access_token']),
        atMostOneRenewal: asked - before <= 1,
        atMostOneReplay: replays <= 1,
      };
    },
  };
}
