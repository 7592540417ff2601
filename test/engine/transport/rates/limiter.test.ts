import { describe, expect, it } from 'vitest';
import type { RateWindow } from '../../../../src/engine/ports.ts';
import { createLimiter } from '../../../../src/engine/transport/rates/limiter.ts';
import { playCalls, timetable, windowOf, type WantedCall } from './play-calls.ts';
import { createVirtualClock } from './virtual-clock.ts';

const [post, account, two, wide] = [
  windowOf('post', 1, 1_000),
  windowOf('account', 3, 10_000),
  windowOf('two', 2, 1_000),
  windowOf('wide', 500, 1_000),
];
const other = windowOf('other', 1, 1_000);
const undeclared: RateWindow = { key: 'x', integration: 'acme', label: "Acme's notes.list", max: Infinity, perMs: 1 };

const call = (name: string, atMs: number, windows: RateWindow[], more: Partial<WantedCall> = {}): WantedCall => ({
  name,
  atMs,
  windows,
  ...more,
});

const rows: readonly (readonly [does: string, calls: readonly WantedCall[], timetable: string])[] = [
  ['begins what fits', [call('a', 0, [two]), call('b', 0, [two])], 'a 0, b 0'],
  ['makes the next wait', [call('a', 0, [post]), call('b', 0, [post]), call('c', 0, [post])], 'a 0, b 1000, c 2000'],
  [
    'counts a call until a whole window after its answer',
    [call('a', 0, [post], { lastsMs: 300 }), call('b', 100, [post])],
    'a 0, b 1300',
  ],
  [
    'lets a freed place be taken in the order of arrival',
    [call('a', 0, [post]), call('b', 10, [post]), call('c', 20, [post]), call('d', 1_000, [post])],
    'a 0, b 1000, c 2000, d 3000',
  ],
  [
    'refuses at once when every place in time is taken by somebody before',
    [call('a', 0, [post]), call('b', 10, [post]), call('c', 20, [post], { patienceMs: 1_500 })],
    'a 0, c refused 2s, b 1000',
  ],
  [
    'refuses at its deadline when a call under way lasts longer than foreseen',
    [call('a', 0, [post], { lastsMs: 5_000 }), call('b', 0, [post], { patienceMs: 2_000 })],
    'a 0, b refused 1s',
  ],
  [
    'takes all slots or none',
    [call('a', 0, [post, account]), call('b', 0, [post, account], { patienceMs: 500 }), call('c', 0, [account])],
    'a 0, b refused 1s, c 0',
  ],
  [
    'is overtaken by calls that want only what it cannot use yet',
    [call('a', 0, [post, account]), call('b', 0, [post, account]), call('c', 1, [other, account])],
    'a 0, c 1, b 1000',
  ],
  [
    'waits for the slowest of its windows',
    [
      call('a', 0, [account]),
      call('b', 0, [account]),
      call('c', 0, [account]),
      call('d', 0, [post, account]),
      call('e', 1, [post]),
    ],
    'a 0, b 0, c 0, e 1, d 10000',
  ],
  [
    'gives the slot of a call back that was not sent',
    [call('a', 0, [post], { outcome: { sent: false } }), call('b', 0, [post])],
    'a 0, b 0',
  ],
  [
    'gives it to whoever waits',
    [call('a', 0, [post], { outcome: { sent: false }, lastsMs: 200 }), call('b', 0, [post])],
    'a 0, b 200',
  ],
  [
    'leaves the line when its caller goes away',
    [call('a', 0, [post]), call('b', 0, [post], { abortsMs: 100 }), call('c', 0, [post])],
    'a 0, b gone, c 1000',
  ],
  [
    'stays closed for as long as the provider says',
    [call('a', 0, [two], { outcome: { sent: true, closedForMs: 7_000 } }), call('b', 1, [two]), call('c', 2, [two])],
    'a 0, b 7000, c 7000',
  ],
  [
    'refuses those who wait when the provider closes it for longer than they can',
    [
      call('a', 0, [two], { lastsMs: 5_000, outcome: { sent: true, closedForMs: 30_000 } }),
      call('b', 0, [two], { lastsMs: 8_000 }),
      call('c', 1, [two], { patienceMs: 20_000 }),
      call('d', 1, [two]),
    ],
    'a 0, b 0, c refused 30s, d 35000',
  ],
  [
    'is closed only in the tightest of its windows',
    [
      call('a', 0, [post, account], { outcome: { sent: true, closedForMs: 5_000 } }),
      call('b', 1, [other, account]),
      call('c', 1, [post, account]),
    ],
    'a 0, b 1, c 5000',
  ],
  [
    'is closed without a declared limit too',
    [call('a', 0, [undeclared], { outcome: { sent: true, closedForMs: 3_000 } }), call('b', 1, [undeclared])],
    'a 0, b 3000',
  ],
  [
    'is opened after an hour though the provider asked for a day',
    [
      call('a', 0, [undeclared], { outcome: { sent: true, closedForMs: 86_400_000 } }),
      call('b', 1, [undeclared], { patienceMs: 5_000_000 }),
    ],
    'a 0, b 3600000',
  ],
];

describe('a limit', () => {
  it.each(rows)('%s', async (_, calls, expected) => {
    expect(timetable(await playCalls(calls))).toBe(expected);
  });

  it('lets a burst of its size through at once and no more', async () => {
    const calls = Array.from({ length: 700 }, (_, index) => call(String(index), 0, [wide]));
    const played = await playCalls(calls);
    const began = played.map(({ beganMs }) => beganMs);
    expect([began.filter(at => at === 0).length, began.filter(at => at === 1_000).length]).toEqual([500, 200]);
  });

  it('that is switched off holds up nothing, but for what the provider says', async () => {
    const calls = [
      call('a', 0, [post]),
      call('b', 0, [post], { outcome: { sent: true, closedForMs: 2_000 } }),
      call('c', 1, [post]),
    ];
    expect(timetable(await playCalls(calls, { rates: 'off' }))).toBe('a 0, b 0, c 2000');
  });

  it('keeps a window that is in use and forgets the others above the greatest number', async () => {
    const idle = ['x', 'y', 'z'].map((name, index) => call(name, index + 1, [windowOf(name, 1, 9_000)]));
    const calls = [
      call('a', 0, [post], { lastsMs: 500 }),
      ...idle,
      call('b', 10, [post]),
      call('c', 20, idle[0]?.windows.slice() ?? []),
    ];
    expect(timetable(await playCalls(calls, { maxWindows: 2 }))).toBe('a 0, x 1, y 2, z 3, c 20, b 1500');
  });
});

describe('a slot', () => {
  it('tells what is left of the tightest window, and when there is more', async () => {
    const clock = createVirtualClock();
    const limiter = createLimiter(clock);
    const wait = { deadlineMs: 60_000 };
    const readings = [];
    for (const atMs of [0, 4_000, 8_000]) {
      await clock.moveTo(atMs);
      readings.push((await limiter.reserve([wide, account], wait)).settle({ sent: true }));
    }
    expect(readings).toEqual([
      { limit: 3, remaining: 2, resetSeconds: 10 },
      { limit: 3, remaining: 1, resetSeconds: 6 },
      { limit: 3, remaining: 0, resetSeconds: 2 },
    ]);
    expect((await limiter.reserve([undeclared], wait)).settle({ sent: true })).toBeUndefined();
  });

  it('that is refused says whose limit it was and what to do', async () => {
    const clock = createVirtualClock();
    const limiter = createLimiter(clock);
    const slot = await limiter.reserve([post], { deadlineMs: 500 });
    const refused = limiter.reserve([post], { deadlineMs: 500 });
    await expect(refused).rejects.toMatchObject({
      code: 'PROVIDER_RATE_LIMITED',
      message:
        'By our own count the rate "post" of Acme (1 in 1000ms) is used up, so the provider was not asked. ' +
        'No slot frees in the time this call has: wait as long as Retry-After says.',
      facts: {
        provider: { name: 'acme' },
        sent: false,
        retryAfterSeconds: 1,
        rate: { limit: 1, remaining: 0, resetSeconds: 1 },
      },
    });
    slot.settle({ sent: true, closedForMs: 20_000 });
    await expect(limiter.reserve([post], { deadlineMs: 500 })).rejects.toMatchObject({
      message:
        'The provider refused an earlier call for its rate and asked to wait; until then nothing more is sent within ' +
        'the rate "post" of Acme (1 in 1000ms). No slot frees in the time this call has: wait as long as Retry-After says.',
      facts: { retryAfterSeconds: 20 },
    });
    expect(clock.sleepers()).toBe(0);
  });
});
