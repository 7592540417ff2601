import fc from '/work/main/node_modules/fast-check/lib/fast-check.js';
import { arbitraryData, arbitraryExpression } from '/work/main/test/engine/expressions/arbitrary-expression.ts';
import { difference, runOracle, runOurs } from '/work/main/test/engine/expressions/oracle.ts';
const runs = Number(process.argv[2] ?? 2000), seed = Number(process.argv[3] ?? 1);
const r = await fc.check(fc.asyncProperty(arbitraryExpression, arbitraryData, async (e, d) => {
  const ours = runOurs(e, d); const theirs = await runOracle(e, d);
  const diff = difference(ours, theirs); if (diff) throw new Error(diff);
}), { numRuns: runs, seed, endOnFailure: false });
console.log(r.failed, r.numRuns, r.numShrinks, r.failed ? [r.counterexample![0], JSON.stringify(r.counterexample![1]), (r.errorInstance as Error).message].join('\n') : '');
