import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { root } from '../../scripts/ensure.mjs';
import type { Finished } from './built.ts';

/** `npm start`, as a process. */
export interface Demo {
  readonly pid: number;
  /** Everything it printed until it said `Ready`; fails when it ends before. */
  readonly shown: Promise<string>;
  readonly finished: Promise<Finished>;
  signal(signal: NodeJS.Signals): void;
}

/** Starts the demo with PATH and this environment. */
export function startDemo(env: Readonly<Record<string, string>>): Demo {
  const child = spawn(process.execPath, [join(root, 'scripts', 'start.mjs')], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  const finished = once(child, 'close').then(() => ({ code: child.exitCode ?? child.signalCode, ...said }));
  const shown = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.stdout += text;
      if (/^Ready in .*\n/m.test(said.stdout)) resolve(said.stdout);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
    finished.then(
      ({ code, stdout, stderr }) => reject(new Error(`ended with ${String(code)}\n${stdout}\n${stderr}`)),
      reject,
    );
  });
  shown.catch(() => undefined);
  if (child.pid === undefined) throw new Error('the demo did not start');
  return { pid: child.pid, shown, finished, signal: signal => void child.kill(signal) };
}
