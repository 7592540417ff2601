import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { loadCatalogue } from '../src/engine/definitions/load.ts';
import { measureCompiling } from './mapping/compile-time.ts';
import { differencesOf, prepareRace } from './mapping/contestants.ts';
import { recordPages } from './mapping/pages.ts';
import { makeReport } from './mapping/report.ts';
import { runRounds } from './mapping/rounds.ts';
import { writeTable } from './mapping/table.ts';

const { values: flags } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '21' },
    'sample-ms': { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    'write-baseline': { type: 'boolean', default: false },
  },
});

/** npm runs scripts in the root of the package; the bundle of this file lies elsewhere. */
const folder = (name: string): string => `${process.cwd()}/${name}`;
const baseline = folder('bench/baseline.json');

const loadBefore = loadavg()[0] ?? 0;
const catalogue = loadCatalogue({ integrations: [folder('integrations')], models: [folder('unified-models')] });
const pages = (await recordPages(catalogue)).filter(({ mapping }) => mapping.includes(flags.only));
const races = pages.map(prepareRace);
for (const race of races) {
  const [difference] = await differencesOf(race);
  if (difference !== undefined) throw new Error(`Nothing is timed while results differ. ${difference}`);
}
const samples = await runRounds(races, {
  rounds: Math.max(9, Number(flags.rounds)),
  sampleMs: Number(flags['sample-ms']),
  progress: round => process.stderr.write(`\rround ${round}`),
});
process.stderr.write('\r');
const report = makeReport(pages, samples, measureCompiling(pages), loadBefore);
console.log(flags.json ? JSON.stringify(report, null, 2) : writeTable(report));
if (flags['write-baseline']) writeFileSync(baseline, `${JSON.stringify(report, null, 2)}\n`);
