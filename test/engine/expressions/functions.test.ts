import { describe, expect, it } from 'vitest';
import { standardFunctions } from '../../../src/engine/expressions/functions/registry.ts';
import { evaluate, failureCode } from './evaluate.ts';

const variables = { nothing: undefined };

const examples = [...standardFunctions.values()].flatMap(definition =>
  definition.examples.map(example => ({ name: definition.name, ...example })),
);
const values = examples.filter(example => example.error === undefined);
const errors = examples.filter(example => example.error !== undefined);

describe('a function of the language', () => {
  it.each(values)('$name: $expression gives what its example says', ({ expression, input, result }) => {
    expect(evaluate(expression, input, { variables })).toStrictEqual(result);
  });

  it.each(errors)('$name: $expression fails as its example says', ({ expression, input, error }) => {
    expect(failureCode(expression, input, { variables })).toBe(error);
  });

  it('has a summary, a description of each parameter and an example', () => {
    const incomplete = [...standardFunctions.values()].filter(
      ({ summary, parameters, examples: all }) =>
        !summary.endsWith('.') || all.length === 0 || parameters.some(parameter => parameter.description === ''),
    );
    expect(incomplete.map(definition => definition.name)).toEqual([]);
  });

  it('gives nothing for nothing where it converts times', () => {
    const all = ['isoFromSeconds', 'isoFromMillis', 'isoFromIso', 'secondsFromIso', 'millisFromIso'];
    expect(all.map(name => evaluate(`$${name}(missing)`, {}))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('reads the clock and the dice of the budget', () => {
    expect(evaluate('[$now(), $millis(), $random(), $shuffle([1, 2, 3])]')).toEqual([
      '2025-12-23T02:47:06.240Z',
      1_766_458_026_240,
      0.25,
      3,
      1,
      2,
    ]);
  });

  it('is not $eval', () => {
    expect(failureCode('$eval("1")')).toBe('T1006');
  });
});
