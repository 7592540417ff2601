import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A process of the benchmark, over IPC. */
export interface Process {
  readonly pid: number;
  /** Sends a message; nobody answers. */
  tell(message: Readonly<Record<string, unknown>>): void;
  /** The next message with this `event`. */
  next(event: string): Promise<Readonly<Record<string, unknown>>>;
  /** Sends a message and waits for the one that answers it. */
  ask(message: Readonly<Record<string, unknown>>, event: string): Promise<Readonly<Record<string, unknown>>>;
  stop(): Promise<void>;
}

const stopPatienceMs = 20_000;

/** Starts a script of Node's; what it says on standard error is ours to say. */
export function startProcess(
  script: string,
  execArgv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Process {
  const child = fork(script, { execArgv: [...execArgv], env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  if (child.pid === undefined) throw new Error(`${script} did not start.`);
  const next: Process['next'] = event => nextMessage(child, event, script);
  return {
    pid: child.pid,
    tell: message => void child.send(message),
    next,
    ask: (message, event) => {
      const answer = next(event);
      child.send(message);
      return answer;
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), stopPatienceMs);
      await once(child, 'exit');
      clearTimeout(timer);
    },
  };
}

function nextMessage(child: ChildProcess, event: string, script: string): Promise<Readonly<Record<string, unknown>>> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      child.off('message', read);
      child.off('exit', fail);
    };
    const read = (message: unknown): void => {
      if (typeof message !== 'object' || message === null || !('event' in message) || message.event !== event) return;
      settle();
      resolve({ ...message });
    };
    const fail = (): void => {
      settle();
      reject(new Error(`${script} ended.`));
    };
    child.on('message', read);
    child.once('exit', fail);
  });
}
