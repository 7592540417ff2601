import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIso } from '../../../src/engine/expressions/pictures/iso.ts';
import { isoFromIso, isoFromMillis, isoFromSeconds } from '../../../src/engine/expressions/pictures/moments.ts';
import { Fault } from '../../../src/engine/expressions/fault.ts';

/** The value, or the code of the fault. */
function outcome(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return error.code;
  }
}

/** As the calendar of the language has it, without a short cut. */
const byCalendar = (text: string): string => {
  const milliseconds = parseIso(text);
  return milliseconds === undefined ? 'D3110' : new Date(milliseconds).toISOString();
};

/** Seconds with their decimals cut off, in whole numbers. */
const bySeconds = (text: string): string => {
  const [, sign, whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const micro = BigInt(whole + fraction.padEnd(6, '0').slice(0, 6));
  const down = sign === '-' ? -((micro + 999n) / 1000n) : micro / 1000n;
  return new Date(Number(down)).toISOString();
};

/** Often what a month, a day, an hour or a minute may be. */
const two = fc
  .oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 31 }), fc.integer({ min: 0, max: 99 }))
  .map(value => String(value).padStart(2, '0'));
const nearly = fc
  .tuple(fc.constantFrom('2025', '0000', '1969', '9999', '20x5'), two, two, two, two, two)
  .map(([year, month, day, hour, minute, second]) => `${year}-${month}-${day}T${hour}:${minute}:${second}`);
const ending = fc.oneof(
  fc.constantFrom('', 'Z', 'z', '+01:00', '.Z', ',5Z', '.5', '.12x4Z', '-'),
  fc.stringMatching(/^\.[0-9]{1,9}Z$/),
);

describe('ISO times', () => {
  it('are cut to milliseconds as the calendar has them, or refused as it does', () => {
    fc.assert(
      fc.property(nearly, ending, (time, end) => {
        expect(outcome(() => isoFromIso(time + end))).toBe(byCalendar(time + end));
      }),
      { numRuns: 20_000 },
    );
  });

  it('are of every moment what Date writes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -8.64e15, max: 8.64e15 }),
        fc.integer({ min: 0, max: 253_402_300_799_999 }),
        (far, near) => {
          expect([isoFromMillis(far), isoFromMillis(near)]).toEqual([
            new Date(far).toISOString(),
            new Date(near).toISOString(),
          ]);
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it('are of seconds with decimals what whole numbers make of them', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^-?[0-9]{1,11}(\.[0-9]{1,6})?$/), text => {
        expect(isoFromSeconds(text)).toBe(bySeconds(text));
      }),
      { numRuns: 5_000 },
    );
  });

  it.each(['', '.', '1.', '.5', '1.2.3', '12a', ' 1', '1e3', '1.23x', '99999999999999'])(
    'are of no seconds such as "%s"',
    text => {
      expect(outcome(() => isoFromSeconds(text))).toBe('D4001');
    },
  );
});
