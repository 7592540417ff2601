import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A script of ours in a process of its own. */
export interface Child {
  readonly process: ChildProcess;
  readonly pid: number;
  /** Its next line on standard output; undefined when it ended without one. */
  nextLine(): Promise<string | undefined>;
  /** Sends the signal and waits for the end; its exit code or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}

/** Runs a TypeScript file with arguments; what it says on standard error is shown. */
export function runScript(file: string, ...args: readonly string[]): Child {
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  if (child.pid === undefined) throw new Error(`${file} did not start`);
  return {
    process: child,
    pid: child.pid,
    nextLine: async () => {
      const next = await lines.next();
      return next.done === true ? undefined : next.value;
    },
    end: async signal => {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill(signal);
        await ended;
      }
      return child.exitCode ?? child.signalCode;
    },
  };
}
