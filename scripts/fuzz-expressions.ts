import fc from 'fast-check';
import { arbitraryData, arbitraryExpression } from '../test/engine/expressions/arbitrary-expression.ts';
import { difference, runOracle, runOurs } from '../test/engine/expressions/oracle.ts';

/** One expression and input on which the engines disagree. */
interface Disagreement {
  readonly expression: string;
  readonly input: unknown;
  readonly difference: string;
}

interface FuzzReport {
  readonly runs: number;
  readonly seed: number;
  readonly failedAtRun: number | null;
  readonly differences: readonly Disagreement[];
}

/** Compares random expressions over random data with the package's interpreter and shrinks the first disagreement. */
async function fuzz(runs: number, seed: number): Promise<FuzzReport> {
  const property = fc.asyncProperty(arbitraryExpression, arbitraryData, async (expression, input) => {
    const found = difference(runOurs(expression, input), await runOracle(expression, input));
    if (found !== undefined) throw new Error(found);
  });
  const result = await fc.check(property, { numRuns: runs, seed });
  if (!result.failed || result.counterexample === null) return { runs, seed, failedAtRun: null, differences: [] };
  const [expression, input] = result.counterexample;
  const message = result.errorInstance instanceof Error ? result.errorInstance.message : 'unknown';
  return { runs, seed, failedAtRun: result.numRuns, differences: [{ expression, input, difference: message }] };
}

function option(name: string, standard: number): number {
  const at = process.argv.indexOf(name);
  return at === -1 ? standard : Number(process.argv[at + 1]);
}

const report = await fuzz(option('--runs', 20_000), option('--seed', Date.now() % 2 ** 31));
if (process.argv.includes('--json')) console.log(JSON.stringify(report, null, 2));
else if (report.failedAtRun === null) console.log(`${report.runs} expressions, no difference (seed ${report.seed}).`);
else console.log(`Difference at run ${report.failedAtRun} (seed ${report.seed}):`, report.differences);
if (report.failedAtRun !== null) process.exitCode = 1;
