// Counts for `scripts/test.mjs`: how many tests passed, failed and were skipped, which were skipped, and why.
import { writeFileSync } from 'node:fs';

export default class SummaryReporter {
  reasons = new Set();

  /** Tests that skip something say so in a line that begins with `skipped:`. */
  onUserConsoleLog({ content }) {
    for (const line of content.split('\n')) if (/^skipped: /.test(line)) this.reasons.add(line);
  }

  onTestRunEnd(modules, unhandledErrors) {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    const skipped = [];
    for (const module of modules) {
      // A file that fails outside its tests (a syntax error, a hook) counts as one.
      count.failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const { state, note } = test.result();
        if (state === 'passed') count.passed += 1;
        else if (state === 'failed') count.failed += 1;
        else {
          count.skipped += 1;
          skipped.push(`skipped: ${test.fullName} (${module.relativeModuleId})${note ? `: ${note}` : ''}`);
        }
      }
    }
    const notes = [...skipped, ...[...this.reasons].map(line => line.replace(/^skipped/, 'reason'))];
    const file = process.env.PATCHBAY_TEST_SUMMARY;
    if (file) writeFileSync(file, JSON.stringify({ ...count, notes }));
  }
}
