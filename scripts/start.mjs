// `npm start`: the whole product on this machine, against a sandbox. Everything it needs, it gets by itself.
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';

import { checkNode, ensureBuilt, ensureInstalled, root, seconds } from './ensure.mjs';

checkNode();
const startedMs = performance.now();
try {
  const installMs = await ensureInstalled();
  await ensureBuilt();
  const { runDemo } = await import(pathToFileURL(join(root, 'dist', 'demo.js')).href);
  process.exitCode = await runDemo({
    root,
    ready: () => {
      const apart = installMs > 0 ? `, beside ${seconds(installMs)} for the installation` : '';
      console.log(`Ready in ${seconds(performance.now() - startedMs - installMs)}${apart}. Ctrl-C stops everything.`);
    },
  });
} catch (error) {
  console.error(`Patchbay did not start: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
