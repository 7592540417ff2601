import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { LinkLimits } from '../../src/link/link-ports.ts';
import type { StoredAccount } from '../../src/store/store.ts';
import { createTestStore, type TestStore } from '../support/store.ts';
import { setTimes, storeAccount } from './support/accounts.ts';
import { startCaller, type Caller } from './support/callers.ts';
import { startFakeAcme, type FakeAcme } from './support/fake-acme.ts';

/** Raised for a long run. */
const processes = Number(process.env['LINK_PROCESSES'] ?? 2);
const rounds = Number(process.env['LINK_ROUNDS'] ?? 3);
const calls = Number(process.env['LINK_CALLS'] ?? 100);

const expired = { lifeSeconds: 3_600, leftSeconds: -1 };
let test: TestStore;
let acme: FakeAcme;
let account: StoredAccount;
let callers: readonly Caller[] = [];
beforeAll(async () => {
  test = await createTestStore();
});
afterAll(() => test.end());
beforeEach(async () => {
  acme = await startFakeAcme();
  acme.latencyMs = 200;
  account = await storeAccount(test, { properties: { ...acme.families.begin() } });
});
afterEach(async () => {
  await Promise.all(callers.map(caller => caller.end()));
  await acme.close();
});

const start = async (limits: Partial<LinkLimits> = {}): Promise<void> => {
  const { connection } = test.database;
  const options = { connection, dial: acme.dial, account, limits };
  callers = await Promise.all(Array.from({ length: processes }, () => startCaller(options)));
};
const everyone = (times: number) => Promise.all(callers.map(caller => caller.call(times)));
const served = (): readonly string[][] => Array.from({ length: processes }, () => ['served']);

describe(`${processes} processes on one database`, () => {
  it(`renew an expired token once between them, ${rounds} times`, { timeout: 120_000 + rounds * 20_000 }, async () => {
    await start();
    const outcomes: unknown[] = [];
    for (let round = 0; round < rounds; round += 1) {
      // Half of the time the clock says it, half of the time the provider.
      acme.families.expireAll();
      if (round % 2 === 0) await setTimes(test.database.connection, account.id, expired);
      outcomes.push(await everyone(calls));
    }
    console.log(`${rounds} expiries, ${processes} x ${calls} calls each: ${acme.asked.length} token requests`);
    expect(outcomes).toEqual(Array.from({ length: rounds }, served));
    expect([acme.asked.length, acme.families.reuses]).toEqual([rounds, 0]);
  });

  it('go on without the one that stands still while it renews, and it takes what they stored', async () => {
    await start({ leaseMs: 4_000, answerWithinMs: 3_000 });
    acme.families.forgive();
    acme.families.expireAll();
    await setTimes(test.database.connection, account.id, expired);
    const [first, ...others] = callers;
    // The answer comes long after the one who asked for it was stopped.
    acme.latencyMs = 2_000;
    const stalled = first?.call(1);
    while (acme.asked.length === 0) await sleep(5);
    first?.process.kill('SIGSTOP');
    acme.latencyMs = 200;
    const outcomes = await Promise.all(others.map(caller => caller.call(10)));
    const { version } = await test.store.credentials.read(account.id, 'bot');
    first?.process.kill('SIGCONT');
    const late = await stalled;
    const after = await test.store.credentials.read(account.id, 'bot');
    expect([outcomes, late]).toEqual([others.map(() => ['served']), ['served']]);
    expect([acme.asked.length, after.version, after.isLeased]).toEqual([2, version, false]);
    expect(acme.families.isAlive(after.properties['access_token'] ?? '')).toBe(true);
  });
});
