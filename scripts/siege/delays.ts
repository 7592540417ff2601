import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { longTasks, type LongTask, type Profile } from './long-tasks.ts';

/** How late an event loop ran, in milliseconds. */
interface LoopDelay {
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** What a server's event loop suffered, and what the machine did to everybody meanwhile. */
export interface Delays {
  readonly loopDelayMs: LoopDelay;
  /** The part of each delay that the process worked, in all its threads: the rest is the machine's. */
  readonly workDelayMs: LoopDelay;
  /** The same of a process that only waits. */
  readonly idleDelayMs: LoopDelay;
}

/** What a process has to be started with (`node --import`) to be measured. */
export const preload = new URL('loop-delay.mjs', import.meta.url).href;

/** A process that only waits, measured as the server is. */
export function startIdle(): ChildProcess {
  return spawn(process.execPath, [`--import=${preload}`, '-e', 'setInterval(() => {}, 1_000_000)'], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

/** The delays of both since they were reset. */
export async function readDelays(server: ChildProcess, idle: ChildProcess): Promise<Delays> {
  const { loopDelay, workDelay } = await readDelay(server);
  return { loopDelayMs: loopDelay, workDelayMs: workDelay, idleDelayMs: (await readDelay(idle)).loopDelay };
}

interface DelayMessage {
  readonly loopDelay: LoopDelay;
  readonly workDelay: LoopDelay;
}

async function readDelay(process: ChildProcess): Promise<DelayMessage> {
  process.send({ loopDelay: 'read' });
  // The preload answers with this shape and the processes send nothing else once they have started.
  const [message] = (await once(process, 'message')) as [DelayMessage];
  return message;
}

/** Begins a profile of what the server runs: it costs some percent. */
export function startProfile(server: ChildProcess): void {
  server.send({ loopDelay: 'profile' });
}

/** Ends the profile; the longest stretches of it without a pause of the event loop. */
export async function readLongTasks(server: ChildProcess, file: string): Promise<readonly LongTask[]> {
  server.send({ loopDelay: 'end_profile', file });
  await once(server, 'message');
  // The inspector's own format.
  return longTasks(JSON.parse(readFileSync(file, 'utf8')) as Profile, { least: 10, most: 20 });
}
