import { describe, expect, it } from 'vitest';
import { createBreaker, type Admission, type Health } from '../../../../src/engine/transport/guard/breaker.ts';

type Step = readonly [atMs: number, health: Health, account?: string];

/** Plays calls that end as soon as they are let in: `+` let in, `?` let in as a probe, else the seconds to wait. */
function play(of: 'host' | 'account', steps: readonly Step[]): string {
  const breaker = createBreaker({ failures: 5, openMs: 10_000 }, of);
  const signs = steps.map(([atMs, health, account = 'a']) => {
    const admission = breaker.admit(atMs);
    if (admission.kind !== 'refused') breaker.note(atMs, health, account, admission);
    return signOf(admission);
  });
  return signs.join(' ');
}

function signOf(admission: Admission): string {
  if (admission.kind === 'refused') return String(admission.waitMs / 1000);
  return admission.kind === 'probe' ? '?' : '+';
}

const failing = (count: number, account = 'a', from = 0): Step[] =>
  Array.from({ length: count }, (_, index) => [from + index, 'failed', account] as const);
const mixed = (pairs: number, failed: string, well: string): Step[] =>
  Array.from({ length: pairs }, (_, index) => [
    [index, 'failed', failed] as const,
    [index, 'well', well] as const,
  ]).flat();

describe('the breaker of an account', () => {
  it.each<[string, Step[], string]>([
    [
      'stays closed for four failures in a row',
      [...failing(4), [9, 'well'], ...failing(4, 'a', 10)],
      '+ + + + + + + + +',
    ],
    [
      'opens for five, and lets a probe through after ten seconds',
      [...failing(5), [9, 'well'], [10_004, 'well'], [10_005, 'well']],
      '+ + + + + 9.995 ? +',
    ],
    [
      'opens twice as long after each probe that fails, up to a minute',
      [
        ...failing(5),
        [10_004, 'failed'],
        [30_003, 'well'],
        [30_004, 'failed'],
        [70_003, 'well'],
        [70_004, 'failed'],
        [130_003, 'well'],
        [130_004, 'failed'],
        [190_003, 'well'],
        [190_004, 'well'],
        ...failing(5, 'a', 190_010),
        [190_020, 'well'],
      ],
      '+ + + + + ? 0.001 ? 0.001 ? 0.001 ? 0.001 ? + + + + + 9.994',
    ],
    [
      'counts no row over more than ten minutes between two failures',
      [
        ...failing(4),
        [600_004, 'failed'],
        [600_005, 'well'],
        ...failing(4, 'a', 700_000),
        [1_300_003, 'failed'],
        [1_300_004, 'well'],
      ],
      '+ + + + + + + + + + + 9.999',
    ],
    [
      'learns nothing from calls whose caller went away',
      [...failing(4), [5, 'unknown'], [6, 'failed'], [7, 'well']],
      '+ + + + + + 9.999',
    ],
    [
      'lets another probe through when one was given up',
      [...failing(5), [10_004, 'unknown'], [10_005, 'well'], [10_006, 'well']],
      '+ + + + + ? ? +',
    ],
    [
      'opens when half of twenty calls failed',
      [...mixed(10, 'a', 'a'), [11, 'failed'], [12, 'well']],
      `${'+ '.repeat(21)}9.999`,
    ],
    [
      'stays closed when they failed more than ten seconds apart',
      Array.from({ length: 30 }, (_, index): Step => [index * 2_000, index % 2 === 0 ? 'failed' : 'well']),
      '+ '.repeat(30).trim(),
    ],
  ])('%s', (_, steps, signs) => {
    expect(play('account', steps)).toBe(signs);
  });
});

describe('the breaker of a host', () => {
  it.each<[string, Step[], string]>([
    ['is not opened by one account, however often it fails', failing(30), '+ '.repeat(30).trim()],
    [
      'is not opened by one account and a single failure of another',
      [...failing(6), [7, 'failed', 'b'], [8, 'well', 'c']],
      '+ '.repeat(8).trim(),
    ],
    [
      'is opened by five failures in a row of two accounts',
      [...failing(3), ...failing(2, 'b', 3), [9, 'well', 'c']],
      '+ + + + + 9.995',
    ],
    [
      'is opened by five calls that could not reach it, whosever they were',
      [...failing(5).map(([at]): Step => [at, 'unreachable']), [9, 'well', 'c']],
      '+ + + + + 9.995',
    ],
    [
      'is not opened when half of the calls fail, and all of those are of one account',
      mixed(15, 'a', 'b'),
      '+ '.repeat(30).trim(),
    ],
    [
      'is opened when half of the calls of the others fail too',
      [...mixed(5, 'a', 'b'), ...mixed(5, 'b', 'a'), [20, 'failed', 'b'], [21, 'well', 'c']],
      `${'+ '.repeat(21)}9.999`,
    ],
  ])('%s', (_, steps, signs) => {
    expect(play('host', steps)).toBe(signs);
  });
});
