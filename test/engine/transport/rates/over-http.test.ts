import { afterEach, describe, expect, it } from 'vitest';
import { jsonReply } from '../../../../sandbox/support/http-message.ts';
import { openTrafficHouse, type TrafficHouse } from '../support/traffic-house.ts';

let house: TrafficHouse;
afterEach(() => house.close());

const empty = jsonReply(200, { ok: true, rooms: [] });
const everybody = { perProvider: 1_000, perAccount: 1_000 };

/** Times at which calls come from now on. */
function noteArrivals(): readonly number[] {
  const arrivals: number[] = [];
  house.answer = () => {
    arrivals.push(performance.now());
    return empty;
  };
  return arrivals;
}

/** Calls that came although `max` others had come within `perMs` before them. */
function violations(arrivals: readonly number[], max: number, perMs: number): number {
  return arrivals.filter((at, index) => index >= max && at - (arrivals[index - max] ?? 0) < perMs).length;
}

describe('declared rates before a provider that counts', () => {
  it('are never broken by a burst of 200 calls at once, and every call is answered', async () => {
    house = await openTrafficHouse({
      demo: 'rates: { some: { max: 30, per: 150ms } }\n',
      rate: 'some',
      guard: everybody,
      clock: 'running',
    });
    const arrivals = noteArrivals();
    const outcomes = await Promise.all(Array.from({ length: 200 }, () => house.outcome('a')));
    expect(outcomes.filter(outcome => outcome === '200')).toHaveLength(200);
    expect({ calls: arrivals.length, violations: violations(arrivals, 30, 150) }).toEqual({
      calls: 200,
      violations: 0,
    });
  });

  it('are kept for all accounts together that they are counted by, and by each of the others alone', async () => {
    house = await openTrafficHouse({
      demo: 'rates: { some: { max: 5, per: 100ms, by: [$account.team, $endpoint] } }\n',
      rate: 'some',
      guard: everybody,
      clock: 'running',
    });
    const arrivals = noteArrivals();
    const together = ['a@T1', 'b@T1', 'c@T1', 'd@T1', 'e@T1'];
    await Promise.all(together.flatMap(account => [house.list(account), house.list(account), house.list(account)]));
    expect({ calls: arrivals.length, violations: violations(arrivals, 5, 100) }).toEqual({ calls: 15, violations: 0 });
  });

  it('leave to each what the others that it is counted with have left', async () => {
    const demo = 'rates: { some: { max: 5, per: 100ms, by: [$account.team, $endpoint] } }\n';
    house = await openTrafficHouse({ demo, rate: 'some' });
    const left = async (account: string) => (await house.list(account)).rate;
    expect([await left('a@T1'), await left('b@T1'), await left('c@T2'), await left('d')]).toEqual([
      { limit: 5, remaining: 4, resetSeconds: 1 },
      { limit: 5, remaining: 3, resetSeconds: 1 },
      { limit: 5, remaining: 4, resetSeconds: 1 },
      { limit: 5, remaining: 4, resetSeconds: 1 },
    ]);
  });

  it('are left alone for as long as the provider says, by everybody and without a call', async () => {
    house = await openTrafficHouse({ demo: 'rates: { some: { max: 50, per: 1s } }\n', rate: 'some' });
    house.server.faults.add({ on: '/v1/rooms', effect: { kind: 'rate_limit', retryAfterSeconds: 40 } });
    const first = await house.outcome('a');
    const others = await Promise.all([house.outcome('a'), house.outcome('a'), house.outcome('b')]);
    expect({ first, others, calls: house.server.log.entries.length }).toEqual({
      first: 'PROVIDER_RATE_LIMITED 40',
      others: ['PROVIDER_RATE_LIMITED 40', 'PROVIDER_RATE_LIMITED 40', '200'],
      calls: 2,
    });
    house.pass(40_000);
    expect(await house.outcome('a')).toBe('200');
  });

  it('hold up no endpoint that declares none, until the provider does', async () => {
    house = await openTrafficHouse();
    expect((await house.list('a')).rate).toBeUndefined();
    house.server.faults.add({ on: '/v1/rooms', effect: { kind: 'rate_limit', retryAfterSeconds: 35 } });
    const outcomes = [await house.outcome('a'), await house.outcome('a'), await house.outcome('b')];
    expect(outcomes).toEqual(['PROVIDER_RATE_LIMITED 35', 'PROVIDER_RATE_LIMITED 35', '200']);
  });
});
