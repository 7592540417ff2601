// `npm test`: everything that proves this product, and at the end the line `N passed, N failed, N skipped`.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { checkNode, ensureBuilt, ensureInstalled, root } from './ensure.mjs';

checkNode();
process.exitCode = await main();

async function main() {
  try {
    await ensureInstalled();
    await ensureBuilt();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.log('0 passed, 1 failed');
    return 1;
  }
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-results-'));
  const file = join(folder, 'summary.json');
  const code = await vitest(file);
  const summary = readSummary(file);
  rmSync(folder, { recursive: true, force: true });
  for (const line of summary.notes) console.log(line);
  const failed = code !== 0 && summary.failed === 0 ? 1 : summary.failed;
  const skipped = summary.skipped === 0 ? '' : `, ${summary.skipped} skipped`;
  console.log(`${summary.passed} passed, ${failed} failed${skipped}`);
  return failed === 0 ? 0 : 1;
}

/** Exit code of the test run; arguments of ours are vitest's. */
function vitest(summaryFile) {
  const reporters = ['--reporter=default', `--reporter=${join(root, 'scripts', 'summary-reporter.mjs')}`];
  const args = [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...reporters, ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PATCHBAY_TEST_SUMMARY: summaryFile },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise(resolve => {
    child.once('error', () => resolve(1));
    child.once('exit', code => resolve(code ?? 1));
  });
}

/** A run that crashed leaves no summary. */
function readSummary(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0, notes: ['The test run ended before its summary.'] };
  }
}
