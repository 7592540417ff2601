import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { ensureBuilt, root } from '../../scripts/ensure.mjs';

/** What a script said and how it ended. */
export interface Finished {
  readonly code: number | NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A script of `dist/` that runs. */
export interface BuiltProcess {
  readonly process: ChildProcess;
  readonly pid: number;
  /** Its first message over IPC. */
  readonly message: Promise<Readonly<Record<string, unknown>>>;
  /** Its first line on standard output. */
  readonly line: Promise<string>;
  /** Resolves when it has said these words on standard output. */
  says(words: string): Promise<void>;
  readonly finished: Promise<Finished>;
}

/** Builds `dist/` if need be. */
export async function build(): Promise<void> {
  await ensureBuilt(() => undefined);
}

/** Starts a script of `dist/` (`main.js`, `sandbox.js`) with PATH and this environment. */
export function startBuilt(
  script: string,
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
): BuiltProcess {
  const child = spawn(process.execPath, [join(root, 'dist', script), ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null || child.pid === undefined) throw new Error(`${script} did not start`);
  const said = { stdout: '', stderr: '' };
  const line = new Promise<string>(resolve => {
    stdout.setEncoding('utf8').on('data', (text: string) => {
      said.stdout += text;
      if (said.stdout.includes('\n')) resolve(said.stdout.split('\n')[0] ?? '');
    });
  });
  const says = (words: string): Promise<void> =>
    new Promise(resolve => {
      const look = (): void => {
        if (!said.stdout.includes(words)) return;
        stdout.off('data', look);
        resolve();
      };
      stdout.on('data', look);
      look();
    });
  stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  // Not `close`: it does not come for a child that was disconnected.
  const finished = Promise.all([once(child, 'exit'), once(stdout, 'end'), once(stderr, 'end')]).then(() => ({
    code: child.exitCode ?? child.signalCode,
    ...said,
  }));
  const failed = finished.then(({ code, stdout, stderr }) => {
    throw new Error(`${script} ended with ${String(code)}\n${stdout}\n${stderr}`);
  });
  // Both scripts send objects.
  const message = once(child, 'message').then(([sent]) => sent as Readonly<Record<string, unknown>>);
  const result = { message: Promise.race([message, failed]), line: Promise.race([line, failed]) };
  for (const promise of [failed, result.message, result.line]) promise.catch(() => undefined);
  return { process: child, pid: child.pid, says, finished, ...result };
}
