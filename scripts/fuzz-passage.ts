import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Runs test/http/fuzz/passage.test.ts, which has the database it needs, with as many calls as are asked for.
const folder = mkdtempSync(join(tmpdir(), 'patchbay-fuzz-'));
const report = join(folder, 'report.json');
const { status, stdout, stderr } = spawnSync('npx', ['vitest', 'run', 'test/http/fuzz/passage.test.ts'], {
  encoding: 'utf8',
  env: {
    ...process.env,
    PASSAGE_RUNS: option('--runs', '10000'),
    PASSAGE_SEED: option('--seed', String(Date.now() % 2 ** 31)),
    PASSAGE_REPORT: report,
  },
});
if (status !== 0) console.error(stdout, stderr);
try {
  console.log(readFileSync(report, 'utf8'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = status ?? 1;

function option(name: string, standard: string): string {
  const at = process.argv.indexOf(name);
  return (at === -1 ? undefined : process.argv[at + 1]) ?? standard;
}
