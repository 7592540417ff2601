import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';

/**
 * Whether a process with this id runs. A zombie does not: where nothing reaps orphans (a container without an init) it
 * keeps its id for ever.
 */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it exists and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return processState(pid) !== 'Z';
}

/** Whether the process is a PostgreSQL server. After a reboot a recorded id may be anybody's. */
export function isPostgres(pid: number): boolean {
  if (process.platform === 'linux') {
    try {
      // A deleted binary reads as "postgres (deleted)".
      return basename(readlinkSync(`/proc/${pid}/exe`)).startsWith('postgres');
    } catch {
      // Not ours to look into: no server that we started.
      return false;
    }
  }
  try {
    const command = execFileSync('ps', ['-p', String(pid), '-o', 'comm='], { timeout: 2_000 })
      .toString()
      .trim();
    return basename(command).startsWith('postgres');
  } catch {
    // `ps` fails when there is no such process.
    return false;
  }
}

/** The kernel's one-letter state (`R`, `S`, `Z`, ...); undefined where there is no /proc. */
function processState(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The command's name stands in parentheses and may hold any character.
    return stat.slice(stat.lastIndexOf(')') + 2).charAt(0);
  } catch {
    return undefined;
  }
}
