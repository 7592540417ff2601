import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryData, arbitraryExpression } from './arbitrary-expression.ts';
import { difference, runOracle, runOurs } from './oracle.ts';

describe('the expression engine beside the interpreter of the package', () => {
  it('gives the same value, or an error where the interpreter fails', { timeout: 120_000 }, async () => {
    const property = fc.asyncProperty(arbitraryExpression, arbitraryData, async (expression, input) => {
      expect(difference(runOurs(expression, input), await runOracle(expression, input))).toBeUndefined();
    });
    // The same expressions in every run; the fuzz script draws new ones.
    await fc.assert(property, { numRuns: 5_000, seed: 20_261_123 });
  });
});
