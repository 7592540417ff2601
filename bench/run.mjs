// Runs a benchmark as the product runs: bundled, not as sources that a loader translates with calls of its own in them.
// Usage: node bench/run.mjs mapping [flags]
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'tsdown';

const [name = 'mapping', ...flags] = process.argv.slice(2);
const root = fileURLToPath(new URL('..', import.meta.url));
const outDir = `${root}node_modules/.cache/bench`;
await build({
  config: false,
  cwd: root,
  entry: { [name]: `bench/${name}.ts` },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  outDir,
  clean: false,
  dts: false,
  sourcemap: true,
  fixedExtension: false,
  logLevel: 'error',
});
const { status } = spawnSync(process.execPath, ['--enable-source-maps', `${outDir}/${name}.js`, ...flags], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
