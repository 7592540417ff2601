// Makes sure that what package-lock.json and the sources say is what runs. Node's own modules only: it is the first to run.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const oldestNode = [20, 19];

/** Ends with a sentence when this Node is too old. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [wantedMajor, wantedMinor] = oldestNode;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  console.error(`Patchbay needs Node ${oldestNode.join('.')} or later; this is ${process.versions.node}.`);
  process.exit(1);
}

/**
 * Runs `npm ci` when node_modules is not what package-lock.json asks for.
 *
 * @returns {Promise<number>} milliseconds it took; 0 when nothing was to do
 */
export async function ensureInstalled(say = console.log) {
  if (isInstalled()) return 0;
  say('Installing the dependencies (npm ci) ...');
  const tookMs = await timed(() => npm('ci', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev'));
  say(`Installed in ${seconds(tookMs)}.`);
  return tookMs;
}

/**
 * Builds dist/ when it is missing or was made from other sources. Of several at once one builds and the others wait.
 *
 * @returns {Promise<number>} milliseconds it took; 0 when nothing was to do
 */
export async function ensureBuilt(say = console.log) {
  if (isBuilt()) return 0;
  const release = await takeBuildLock();
  try {
    if (isBuilt()) return 0;
    say('Building dist/ ...');
    const wanted = sourcesHash();
    const tookMs = await timed(async () => {
      await run(process.execPath, [join(root, 'node_modules', 'tsdown', 'dist', 'run.mjs')]);
      await run(process.execPath, [join(root, 'scripts', 'reference-assets.mjs')]);
    });
    writeFileSync(buildStamp, wanted);
    say(`Built in ${seconds(tookMs)}.`);
    return tookMs;
  } finally {
    release();
  }
}

const buildStamp = join(root, 'dist', '.sources.sha256');

function isBuilt() {
  return existsSync(buildStamp) && readFileSync(buildStamp, 'utf8') === sourcesHash();
}

/** A file with the builder's process id; one whose process is gone counts for nothing. */
async function takeBuildLock() {
  const file = join(root, 'node_modules', '.patchbay-build.lock');
  for (let waits = 0; waits < 6_000; waits += 1) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!isRunning(readIfThere(file))) rmSync(file, { force: true });
    await sleep(100);
  }
  throw new Error(`Another process has been building for ten minutes. If none is, remove ${file}.`);
}

function readIfThere(file) {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    // It was released just now.
    return 0;
  }
}

function isRunning(pid) {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** @returns {string} `1.2 s` */
export function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** npm writes what it installed beside it; packages for other systems may be missing. */
function isInstalled() {
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const { packages: wanted } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const { packages: installed } = JSON.parse(readFileSync(installedFile, 'utf8'));
  return Object.entries(wanted).every(([path, { version, integrity, optional, link }]) => {
    if (path === '' || link === true) return true;
    const found = installed[path];
    if (found === undefined) return optional === true;
    return found.version === version && found.integrity === integrity;
  });
}

/** Over names and contents of everything a build reads. */
function sourcesHash() {
  const hash = createHash('sha256').update(process.versions.node);
  const parts = [
    'src',
    'sandbox',
    'schemas',
    'tsdown.config.ts',
    'scripts/reference-assets.mjs',
    'package.json',
    'package-lock.json',
  ];
  for (const file of parts.flatMap(part => filesOf(join(root, part)))) {
    const content = readFileSync(file);
    hash.update(`\0${relative(root, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function filesOf(path) {
  if (!existsSync(path)) return [];
  const entries = readdirIfFolder(path);
  if (entries === undefined) return [path];
  return entries.sort().flatMap(name => filesOf(join(path, name)));
}

function readdirIfFolder(path) {
  try {
    return readdirSync(path);
  } catch (error) {
    if (error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** Under `npm start` and `npm test` npm says where it is itself; otherwise it is the one in PATH. */
function npm(...args) {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return run(process.execPath, [script, ...args]);
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args);
}

async function timed(work) {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

/** Runs a command in the project's folder; what it says is shown when it fails. */
function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => said.push(chunk));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) return resolve();
      process.stderr.write(Buffer.concat(said));
      reject(new Error(`${command} ${args.join(' ')} ended with ${signal ?? `code ${code}`}`));
    });
  });
}
