#!/usr/bin/env node
// The command `patchbay`. In a checkout it builds what it runs first; a package brings it along.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const ensure = join(root, 'scripts', 'ensure.mjs');
if (existsSync(ensure)) {
  const { checkNode, ensureBuilt } = await import(pathToFileURL(ensure).href);
  checkNode();
  await ensureBuilt(text => console.error(text));
}
const { runCli } = await import(pathToFileURL(join(root, 'dist', 'cli.js')).href);

// Whoever reads may have read enough: `patchbay check | head`.
process.stdout.on('error', error => process.exit(error.code === 'EPIPE' ? 0 : 1));

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort());

process.exitCode = await runCli(process.argv.slice(2), {
  root,
  workingFolder: process.cwd(),
  env: process.env,
  isTerminal: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
  readInput: async () => {
    const chunks = [];
    for await (const chunk of process.stdin) chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
  },
  writeOutput: text => process.stdout.write(text),
  writeError: text => process.stderr.write(text),
  stop: stop.signal,
});
