import { defineConfig, type Plugin } from 'vitest/config';

const isLongLook = process.env['PATCHBAY_TEST_RUNS'] !== undefined;
const moreRuns = `${import.meta.dirname}/test/support/more-runs.ts`;

/** Gives tests `more-runs.ts` in place of fast-check. */
const manyRuns: Plugin = {
  name: 'many-runs',
  enforce: 'pre',
  resolveId: (source, importer) => (source === 'fast-check' && importer !== moreRuns ? moreRuns : undefined),
};

export default defineConfig({
  plugins: isLongLook ? [manyRuns] : [],
  test: {
    include: ['test/**/*.test.ts'],
    // Far more than anything takes alone: what hangs is found all the same, and a busy machine is no fault.
    testTimeout: isLongLook ? 3_600_000 : 180_000,
    hookTimeout: 180_000,
    // A second, its default, is little on a machine that does other things as well.
    expect: { poll: { timeout: 20_000 } },
    pool: 'forks',
    maxWorkers: 2,
  },
});
