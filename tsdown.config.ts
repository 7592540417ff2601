import { defineConfig } from 'tsdown';

// One bundle each for the server, the demo, the sandbox and the command line; what package.json lists as a dependency stays outside.
export default defineConfig({
  entry: { main: 'src/main.ts', demo: 'sandbox/demo.ts', sandbox: 'sandbox/main.ts', cli: 'src/cli/main.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  outDir: 'dist',
  clean: true,
  dts: false,
  sourcemap: true,
  fixedExtension: false,
  logLevel: 'warn',
});
