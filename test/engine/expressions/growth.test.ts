import { describe, expect, it } from 'vitest';
import type { FunctionDefinition } from '../../../src/engine/expressions/expression.ts';
import { standardFunctions } from '../../../src/engine/expressions/functions/registry.ts';
import { callsOf, type PaidCall } from './growing-calls.ts';

/** Characters, elements and keys that one unit may pay for: 64 characters are one unit of fuel. */
const mostPerUnit = 64;

/** What any call may make without paying: a time, a digest, the words of a number. */
const free = 1_100;

const isUnpaid = ({ made, paid }: PaidCall): boolean => made > free + paid * mostPerUnit;

const large = 4_096;

/** A function that makes as much as it is asked for, and pays as told. */
const repeat = (implementation: FunctionDefinition['implementation']): FunctionDefinition => ({
  name: 'repeat',
  summary: 'The string several times.',
  parameters: [
    { name: 'string', type: 'string', description: 'The string.' },
    { name: 'times', type: 'number', description: 'How often.' },
  ],
  cost: ([text]) => String(text).length / mostPerUnit,
  examples: [],
  implementation,
});

describe('a function of the language that can grow output', () => {
  it.each([...standardFunctions.values()].map(definition => ({ name: definition.name, definition })))(
    'pays for what it makes: $name',
    ({ definition }) => {
      const calls = callsOf(definition, large);
      expect(calls.filter(isUnpaid)).toEqual([]);
    },
  );

  it('is called with arguments that fit it', () => {
    const uncalled = [...standardFunctions.values()].filter(definition => callsOf(definition, 16).length === 0);
    expect(uncalled.map(definition => definition.name)).toEqual([
      'error',
      'single',
      'plain',
      'isoFromIso',
      'secondsFromIso',
      'millisFromIso',
    ]);
  });

  it('is found out when it does not pay', () => {
    const unpaid = repeat(([text, times]) => String(text).repeat(Math.max(0, Math.min(Number(times), 1_000))));
    expect(
      callsOf(unpaid, large)
        .filter(isUnpaid)
        .map(call => call.source),
    ).toEqual([
      '$repeat($bigText, $bigNumber)',
      '$repeat($bigText, 2)',
      '$repeat($bigPairs, $bigNumber)',
      '$repeat($bigPairs, 2)',
      '$repeat($bigWords, $bigNumber)',
      '$repeat($bigWords, 2)',
      '$repeat("mrkdwn", $bigNumber)',
      '$repeat($bigDigits, $bigNumber)',
      '$repeat($bigPicture, $bigNumber)',
    ]);
  });

  it('is fine when it pays', () => {
    const paid = repeat(([text, times], { budget }) => {
      const count = Math.max(0, Math.min(Number(times), 1_000));
      budget.growth -= String(text).length * count;
      return String(text).repeat(count);
    });
    expect(callsOf(paid, large).filter(isUnpaid)).toEqual([]);
  });
});
