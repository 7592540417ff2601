import { availableParallelism, loadavg } from 'node:os';
import { measureFiles } from './stream/files.ts';
import { measureRecords } from './stream/records.ts';

/** `npm run -s bench:stream -- [--files] [--json]`: memory and manners of long answers. */
const asJson = process.argv.includes('--json');
const report = {
  machine: { node: process.versions.node, cpus: availableParallelism(), load: loadavg()[0] },
  ...(await (process.argv.includes('--files') ? measureFiles() : measureRecords())),
};
console.log(asJson ? JSON.stringify(report) : JSON.stringify(report, null, 2));
process.exitCode = Object.values(report.holds).every(Boolean) ? 0 : 1;
