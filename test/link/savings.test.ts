import { describe, expect, it } from 'vitest';

import type { InboundReply } from '../../src/engine/ports.ts';
import { PatchbayError } from '../../src/errors.ts';
import { createLink } from '../../src/link/link.ts';
import { appWith } from '../support/credentials.ts';
import { recordingLog } from '../support/log.ts';
import { loadAcme } from './support/acme.ts';
import { testApp } from './support/house.ts';
import { memoryCredentials } from './support/memory-credentials.ts';
import { movableClock } from './support/movable-clock.ts';

const acme = loadAcme().integrations.get('acme');

/** A provider that gives each refresh token once, and a database that can be away for writes. */
function createWorld() {
  const clock = movableClock(1_770_000_000_000);
  const log = recordingLog();
  const stored = memoryCredentials(clock, { access_token: 'a0', refresh_token: 'r0' });
  const facts = { asked: 0, awayWrites: 0, writes: 0 };
  const link = createLink({
    store: {
      ...stored,
      async replace(...given) {
        facts.writes += 1;
        if (facts.writes <= facts.awayWrites) throw new PatchbayError('STORE_UNAVAILABLE', 'The database is away.');
        return stored.replace(...given);
      },
    },
    integration: () => acme,
    dispatcher: {
      async send(): Promise<InboundReply> {
        facts.asked += 1;
        const answer = { access_token: `a${facts.asked}`, refresh_token: `r${facts.asked}`, expires_in: 3_600 };
        return { status: 200, headers: {}, body: Buffer.from(JSON.stringify(answer)) };
      },
    },
    apps: appWith(testApp),
    clock,
    log,
  });
  const renew = (): Promise<unknown> =>
    link.credentials
      .renew('acc_1', 'bot', { access_token: 'a0', refresh_token: 'r0' })
      .catch((error: unknown) => error);
  const inStore = async () => (await stored.read('acc_1', 'bot')).properties;
  return { facts, link, log, renew, inStore };
}

const first = { access_token: 'a1', refresh_token: 'r1' };

describe('a renewed token that the database does not take at the moment', () => {
  it('is used when it is stored, and not before', async () => {
    const { facts, renew, inStore, log } = createWorld();
    facts.awayWrites = 5;
    expect([await renew(), await inStore(), facts.asked, facts.writes]).toEqual([first, first, 1, 6]);
    expect(log.lines.map(({ message }) => message)).toEqual(Array(5).fill('renewed token not stored yet'));
  });

  it('is kept when the database stays away, and stored by the next call instead of asking again', async () => {
    const { facts, renew, inStore } = createWorld();
    facts.awayWrites = 1_000;
    expect([await renew(), await inStore()]).toMatchObject([
      { code: 'STORE_UNAVAILABLE' },
      { access_token: 'a0', refresh_token: 'r0' },
    ]);
    facts.awayWrites = 0;
    expect([await renew(), await inStore(), facts.asked]).toEqual([first, first, 1]);
  });

  it('is tried once more when the process ends, and its loss is said', async () => {
    const saved = createWorld();
    saved.facts.awayWrites = 1_000;
    await saved.renew();
    saved.facts.awayWrites = 0;
    await saved.link.close();
    const lost = createWorld();
    lost.facts.awayWrites = 1_000;
    await lost.renew();
    await lost.link.close();
    expect([await saved.inStore(), lost.log.lines.at(-1)]).toMatchObject([
      first,
      { level: 'error', message: 'renewed token lost: the account may have to be linked again' },
    ]);
  });
});
