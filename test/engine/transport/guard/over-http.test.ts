import { afterEach, describe, expect, it } from 'vitest';
import { jsonReply, type ReceivedRequest, type Reply } from '../../../../sandbox/support/http-message.ts';
import { openTrafficHouse, type TrafficHouse } from '../support/traffic-house.ts';

let house: TrafficHouse;
afterEach(() => house.close());

const empty = jsonReply(200, { ok: true, rooms: [] });
const failing = jsonReply(503, { ok: false });

/** Outcomes of calls one after another. */
async function inTurn(accounts: readonly string[], integration: 'demo' | 'other' = 'demo'): Promise<string[]> {
  const outcomes: string[] = [];
  for (const account of accounts) outcomes.push(await house.outcome(account, { integration }));
  return outcomes;
}

/** Requests that came since this was asked last. */
function calls(): number {
  const count = house.server.log.entries.length;
  house.server.log.clear();
  return count;
}

describe('a breaker', () => {
  it('opens for a host that fails for several accounts, probes it, and closes', async () => {
    house = await openTrafficHouse();
    house.answer = () => failing;
    expect(await inTurn(['a', 'b', 'a', 'b', 'a'])).toEqual(Array.from({ length: 5 }, () => 'PROVIDER_UNAVAILABLE'));
    expect(calls()).toBe(5);
    expect([await inTurn(['a', 'b', 'c']), calls()]).toEqual([
      ['PROVIDER_UNAVAILABLE 10', 'PROVIDER_UNAVAILABLE 10', 'PROVIDER_UNAVAILABLE 10'],
      0,
    ]);
    house.pass(10_000);
    expect([await inTurn(['c', 'c']), calls()]).toEqual([['PROVIDER_UNAVAILABLE', 'PROVIDER_UNAVAILABLE 20'], 1]);
    house.pass(20_000);
    house.answer = () => empty;
    expect([await inTurn(['a', 'b', 'c', 'a']), calls()]).toEqual([['200', '200', '200', '200'], 4]);
  });

  it('says what it is and that nothing was sent, before a call waits for anything', async () => {
    house = await openTrafficHouse({ demo: 'rates: { some: { max: 5, per: 1d } }\n', rate: 'some' });
    house.answer = () => failing;
    await inTurn(['a', 'b', 'a', 'b', 'a', 'b']);
    await expect(house.list('a')).rejects.toMatchObject({
      code: 'PROVIDER_UNAVAILABLE',
      message:
        'api.example.com keeps failing, so nothing is sent to it for a while: the breaker is open. ' +
        'Try again after as long as Retry-After says.',
      facts: { provider: { name: 'demo' }, sent: false, retryAfterSeconds: 10 },
    });
  });

  it('opens for one account alone when the failures are that account’s', async () => {
    house = await openTrafficHouse();
    house.answer = ({ headers }) => (headers['authorization'] === 'Bearer t' ? failing : empty);
    await inTurn(['bad', 'bad', 'bad', 'bad', 'bad']);
    house.answer = () => empty;
    expect(await inTurn(['bad', 'good', 'bad', 'other'])).toEqual([
      'PROVIDER_UNAVAILABLE 10',
      '200',
      'PROVIDER_UNAVAILABLE 10',
      '200',
    ]);
  });

  it.each<[string, Reply]>([
    ['403', jsonReply(403, { ok: false })],
    ['404', jsonReply(404, { ok: false })],
    ['429', jsonReply(429, { ok: false })],
    ['408', jsonReply(408, { ok: false })],
    ['an error in a 200', jsonReply(200, { ok: false, error: 'room_missing' })],
    ['something that cannot be read', { status: 200, headers: { 'content-type': 'text/html' }, body: '<p>' }],
  ])('is not opened by %s', async (_, reply) => {
    house = await openTrafficHouse();
    house.answer = () => reply;
    await inTurn(['a', 'b', 'a', 'b', 'a', 'b', 'a']);
    house.answer = () => empty;
    expect(await inTurn(['a', 'b', 'c'])).toEqual(['200', '200', '200']);
  });

  it('is opened by calls that no connection came about for, and by answers that were cut short', async () => {
    house = await openTrafficHouse();
    house.server.faults.add({ on: '/v1/rooms', times: 5, effect: { kind: 'reset', when: 'before' } });
    await inTurn(['a', 'b', 'a', 'b', 'a']);
    expect(await inTurn(['c'])).toEqual(['PROVIDER_UNAVAILABLE 10']);
  });

  it('is not opened by callers who leave the provider no time', async () => {
    house = await openTrafficHouse();
    house.server.faults.add({ on: '/v1/rooms', times: 6, effect: { kind: 'hang' } });
    const hasty = ['a', 'b', 'a', 'b', 'a', 'b'].map(account => house.outcome(account, { timeoutMs: 40 }));
    expect(new Set(await Promise.all(hasty))).toEqual(new Set(['PROVIDER_TIMEOUT']));
    house.server.faults.clear();
    expect(await inTurn(['a', 'b'])).toEqual(['200', '200']);
  });

  it('of one provider is no matter of another', async () => {
    house = await openTrafficHouse();
    house.answer = ({ host }) => (host === 'api.example.com' ? failing : empty);
    await inTurn(['a', 'b', 'a', 'b', 'a']);
    expect([...(await inTurn(['a', 'c'])), ...(await inTurn(['a', 'c'], 'other'))]).toEqual([
      'PROVIDER_UNAVAILABLE 10',
      'PROVIDER_UNAVAILABLE 10',
      '200',
      '200',
    ]);
  });
});

/** Holds the answers to requests of one host until they are let go. */
function gate(host: string): {
  readonly answer: TrafficHouse['answer'];
  readonly open: () => void;
  readonly held: () => number;
} {
  const waiting: (() => void)[] = [];
  let isOpen = false;
  return {
    answer: (request: ReceivedRequest) => {
      if (isOpen || request.host !== host) return empty;
      return new Promise(resolve => waiting.push(() => resolve(empty)));
    },
    open: () => {
      isOpen = true;
      for (const go of waiting) go();
    },
    held: () => waiting.length,
  };
}

/** Everything that can happen without the provider's answer has happened. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setImmediate(resolve));
}

describe('bulkheads', () => {
  it('let another provider through while one hangs and is full', async () => {
    house = await openTrafficHouse({ guard: { perProvider: 4, perAccount: 2 } });
    const hanging = gate('api.example.com');
    house.answer = hanging.answer;
    const accounts = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    // Four under way, eight wait; two of the same account hold its own two seats.
    const stuck = accounts.flatMap(account => [house.outcome(account), house.outcome(account)]);
    await until(() => hanging.held() === 4);
    const others = await Promise.all(accounts.map(account => inTurn([account, account, account], 'other')));
    expect([others.flat().filter(outcome => outcome === '200').length, hanging.held()]).toEqual([24, 4]);
    hanging.open();
    const outcomes = await Promise.all(stuck);
    expect([
      outcomes.filter(outcome => outcome === '200').length,
      outcomes.filter(outcome => outcome === 'OVERLOADED 1').length,
    ]).toEqual([12, 4]);
  });

  it('let other accounts through while one has all it may have, and refuse what is too much of it', async () => {
    house = await openTrafficHouse({ guard: { perProvider: 64, perAccount: 2 } });
    const hanging = gate('api.example.com');
    house.answer = hanging.answer;
    const greedy = Array.from({ length: 9 }, () => house.outcome('greedy'));
    await until(() => hanging.held() === 2);
    const modest = house.outcome('modest');
    await until(() => hanging.held() === 3);
    hanging.open();
    expect([await Promise.all(greedy), await modest]).toEqual([
      [
        '200',
        '200',
        '200',
        '200',
        '200',
        '200',
        'PROVIDER_RATE_LIMITED 1',
        'PROVIDER_RATE_LIMITED 1',
        'PROVIDER_RATE_LIMITED 1',
      ],
      '200',
    ]);
  });

  it('give up on a seat when the time of a call is over', async () => {
    house = await openTrafficHouse({ guard: { perProvider: 1, perAccount: 2 } });
    const hanging = gate('api.example.com');
    house.answer = hanging.answer;
    const first = house.outcome('a');
    await until(() => hanging.held() === 1);
    expect(await Promise.all([house.outcome('b', { timeoutMs: 30 }), house.outcome('a', { timeoutMs: 30 })])).toEqual([
      'OVERLOADED 1',
      'OVERLOADED 1',
    ]);
    hanging.open();
    expect(await first).toBe('200');
  });

  it('never make a fan-out wait for itself', async () => {
    house = await openTrafficHouse({ guard: { perProvider: 1, perAccount: 1 } });
    const rooms = Array.from({ length: 30 }, (_, index) => ({ id: `r${index}` }));
    house.answer = ({ path }) =>
      path === '/v1/rooms'
        ? jsonReply(200, { ok: true, rooms })
        : jsonReply(200, { ok: true, notes: [{ nid: 'n', body: path.split('/')[3] }] });
    const pages = await Promise.all([
      house.list('a', { resource: 'notes' }),
      house.list('a', { resource: 'notes' }),
      house.list('b', { resource: 'notes' }),
    ]);
    expect(pages.map(({ records, warnings }) => [records.length, warnings.length])).toEqual([
      [30, 0],
      [30, 0],
      [30, 0],
    ]);
  });
});
