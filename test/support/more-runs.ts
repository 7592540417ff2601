import fc, { type Parameters } from 'fast-check';

/**
 * Stands in for fast-check where `PATCHBAY_TEST_RUNS` is given (see `vitest.config.ts`): every property is tried that
 * many times as often as its test says, and from a new seed each time, also where the test names one.
 */
export default {
  ...fc,
  // One signature cannot say that it answers a promise for an asynchronous property only; it passes on what it is given.
  assert: ((property, parameters) => fc.assert(property, prolonged(parameters))) as typeof fc.assert,
};

const times = Number(process.env['PATCHBAY_TEST_RUNS']);

function prolonged<Values>(given: Parameters<Values> = {}): Parameters<Values> {
  const { seed: _, numRuns = 100, interruptAfterTimeLimit: limitMs, ...rest } = given;
  const limit = limitMs === undefined ? {} : { interruptAfterTimeLimit: limitMs * times };
  return { ...rest, ...limit, numRuns: numRuns * times };
}
