import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Id of the server that runs on a data folder. */
export function postmasterPid(dataDirectory: string): number {
  return Number(readFileSync(join(dataDirectory, 'postmaster.pid'), 'utf8').split('\n')[0]);
}

/** Ids of the server's children: its connections and helpers. */
export function childPids(pid: number): readonly number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
}
