import { fuzz } from '../test/engine/expressions/fuzz/fuzz.ts';

// Compares the package's interpreter, closures and generated source on random expressions and inputs.

function option(name: string, standard: number): number {
  const at = process.argv.indexOf(name);
  return at === -1 ? standard : Number(process.argv[at + 1]);
}

const report = await fuzz(option('--runs', 20_000), option('--seed', Date.now() % 2 ** 31));
if (process.argv.includes('--json')) {
  console.log(JSON.stringify(report, null, 2));
} else {
  console.log(`${report.runs} evaluations, seed ${report.seed}: ${report.differences} differences`);
  for (const { reason, count } of report.explained) console.log(`  ${count}: ${reason}`);
  for (const { expression, input, difference } of report.unexplained) {
    console.log(`unexplained: ${expression}\n  on ${JSON.stringify(input)}\n  ${difference}`);
  }
}
if (report.unexplained.length > 0) process.exitCode = 1;
