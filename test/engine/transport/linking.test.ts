import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jsonReply, type Reply } from '../../../sandbox/support/http-message.ts';
import { openTrafficHouse, type TrafficHouse } from './support/traffic-house.ts';

let house: TrafficHouse;
beforeEach(async () => {
  house = await openTrafficHouse({ guard: { failures: 2 } });
});
afterEach(() => house.close());

const proved = jsonReply(200, { ok: true, team: 'T1' });

/** Answers all who come with another token than `good` with this. */
const refuseOthers = (reply: Reply): void => {
  house.answer = ({ headers }) => (headers['authorization'] === 'Bearer good' ? proved : reply);
};

describe('an account that is being linked', () => {
  it('does not wait for what the provider asked another one to wait', async () => {
    refuseOthers(jsonReply(429, { ok: false }, { 'retry-after': '40' }));
    expect([await house.link('bad'), await house.link('bad'), await house.link('good')]).toEqual([
      'PROVIDER_RATE_LIMITED 40',
      'PROVIDER_RATE_LIMITED 40',
      '200',
    ]);
    expect(house.server.log.entries).toHaveLength(2);
  });

  it('is not refused because the provider keeps failing for another one', async () => {
    refuseOthers(jsonReply(500, { ok: false }));
    const others = [await house.link('bad'), await house.link('bad'), await house.link('bad')];
    expect([...others, await house.link('good')]).toEqual([
      'PROVIDER_UNAVAILABLE',
      'PROVIDER_UNAVAILABLE',
      'PROVIDER_UNAVAILABLE 10',
      '200',
    ]);
  });
});
