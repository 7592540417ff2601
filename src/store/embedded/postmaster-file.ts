import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a running (or crashed) server says about itself in its data directory. */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number;
  readonly socketDirectory: string;
  /** `starting`, `ready`, `stopping`, ...; empty before the server has written it. */
  readonly status: string;
}

/**
 * Reads `postmaster.pid`: one fact a line (process, data directory, start time, port, socket directory, TCP address,
 * shared memory, status). Undefined when there is none, or it is not yet whole.
 */
export function readPostmasterFile(dataDirectory: string): PostmasterFile | undefined {
  let text: string;
  try {
    text = readFileSync(join(dataDirectory, 'postmaster.pid'), 'utf8');
  } catch {
    // Absent: no server runs here.
    return undefined;
  }
  const lines = text.split('\n').map(line => line.trim());
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  const socketDirectory = lines[4];
  if (!Number.isSafeInteger(pid) || pid <= 1 || !(port > 0) || !socketDirectory) return undefined;
  return { pid, port, socketDirectory, status: lines[7] ?? '' };
}
