import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process that calls the fake provider through the rooms of a server. */
export interface Caller {
  readonly process: ChildProcess;
  /** Makes this many calls at the same time; the different outcomes they had: `served` or an error's code. */
  call(times: number): Promise<readonly string[]>;
  end(): Promise<void>;
}

/** Starts one; see `caller.ts` for its options. */
export async function startCaller(options: Readonly<Record<string, unknown>>): Promise<Caller> {
  const script = fileURLToPath(new URL('caller.ts', import.meta.url));
  const child = fork(script, [JSON.stringify(options)], { execArgv: ['--import', 'tsx'] });
  const failed = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`a caller ended with ${String(code ?? signal)}`);
  });
  failed.catch(() => undefined);
  const message = async (): Promise<unknown> => {
    const [said]: readonly unknown[] = await Promise.race([once(child, 'message'), failed]);
    return said;
  };
  await message();
  return {
    process: child,
    async call(times) {
      const answered = message();
      child.send(times);
      // The caller sends a list of names.
      return (await answered) as readonly string[];
    },
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGCONT');
      child.disconnect();
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await gone;
      clearTimeout(timer);
    },
  };
}
