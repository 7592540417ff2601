// Outlives the test run's processes to end the database they shared: `node postgres-keeper.mjs <run's pid> <server's pid> <folder>`.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const [runPid, serverPid] = process.argv.slice(2, 4).map(Number);
const folder = process.argv[4];

const isRunning = pid => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

while (isRunning(runPid)) await sleep(300);
if (isRunning(serverPid)) process.kill(serverPid, 'SIGINT');
// Its file goes when it has ended; its id may stay for ever where nothing reaps orphans.
for (let waits = 0; waits < 50 && existsSync(join(folder, 'postgres', 'postmaster.pid')); waits += 1) await sleep(100);
rmSync(folder, { recursive: true, force: true });
