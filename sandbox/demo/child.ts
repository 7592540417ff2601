import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

/** A process of the demo. Ctrl-C does not reach it: the demo ends it in its turn; and it ends when the demo is gone. */
export interface Child {
  readonly name: string;
  /** Its first message over IPC or, for one that prints it, its first line. Fails when it ends before. */
  readonly ready: Promise<unknown>;
  /** Resolves when it has ended, with a description of how. */
  readonly ended: Promise<string>;
  /** Its own words, the last lines of them. */
  lastWords(): string;
  /** Asks it to end and waits; after `patienceMs` it is killed. */
  stop(patienceMs: number): Promise<void>;
  /** Ends it now. */
  kill(): void;
}

export interface ChildOptions {
  readonly name: string;
  readonly script: string;
  readonly args?: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Where its output goes; begun anew. */
  readonly logFile: string;
  /** How it says that it is ready. */
  readonly says: 'a message' | 'a line';
}

/** Starts a script of ours. The IPC channel is how it notices our end, however we end. */
export function startChild({ name, script, args = [], env, logFile, says }: ChildOptions): Child {
  const log = openSync(logFile, 'w', 0o600);
  const child = spawn(process.execPath, [script, ...args], {
    env,
    detached: true,
    stdio: ['ignore', says === 'a line' ? 'pipe' : log, log, 'ipc'],
  });
  closeSync(log);
  const ended = new Promise<string>(resolve => {
    child.once('error', error => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal === null ? `code ${String(code)}` : signal));
  });
  const lastWords = () => readFileSync(logFile, 'utf8').trim().split('\n').slice(-10).join('\n');
  const failed = ended.then(how => {
    throw new Error(`The ${name} ended with ${how}.\n${lastWords()}`);
  });
  const ready = Promise.race([says === 'a line' ? firstLine(child) : firstMessage(child), failed]);
  // Whoever waits for it hears of a failure; nobody else has to.
  ready.catch(() => undefined);
  failed.catch(() => undefined);
  return {
    name,
    ready,
    ended,
    lastWords,
    stop: async patienceMs => {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      await ended;
      clearTimeout(timer);
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

function firstMessage(child: ChildProcess): Promise<unknown> {
  return new Promise(resolve => child.once('message', resolve));
}

function firstLine(child: ChildProcess): Promise<unknown> {
  return new Promise(resolve => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const end = text.indexOf('\n');
      if (end < 0) return;
      child.stdout?.removeAllListeners('data').resume();
      resolve(JSON.parse(text.slice(0, end)));
    });
  });
}
