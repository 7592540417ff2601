import { existsSync, readFileSync } from 'node:fs';
import { attackCorpus } from './corpus.ts';
import { runAttack } from './run-attack.ts';

// Runs one attack in a process of its own, or none, and prints how it ended and the greatest memory of the process.

/** Greatest resident memory of this process in KB. The one of `resourceUsage` may be that of the process it came from. */
function peakKb(): number {
  const status = '/proc/self/status';
  const peak = existsSync(status) ? /VmHWM:\s+(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1] : undefined;
  return peak === undefined ? process.resourceUsage().maxRSS : Number(peak);
}

const [, , name] = process.argv;
const attack = Object.values(attackCorpus)
  .flat()
  .find(one => one.name === name);
const { ended, compileMs, runCpuMs, runMs } = runAttack(attack ?? { name: 'idle', source: '1 + 1', ends: 'value' });
process.stdout.write(JSON.stringify({ ended, compileMs, runCpuMs, runMs, peakKb: peakKb() }));
