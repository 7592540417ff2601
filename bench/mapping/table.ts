import type { MappingReport, Report } from './report.ts';

const columns: readonly (readonly [title: string, cell: (one: MappingReport) => string])[] = [
  ['mapping', ({ mapping }) => mapping],
  ['records', ({ records, distinct }) => (distinct < records ? `${records} (${distinct})` : String(records))],
  ['hand µs', ({ us }) => us.hand.toFixed(2)],
  ['source µs', ({ us }) => us.source.toFixed(2)],
  ['closures µs', ({ us }) => us.closures.toFixed(2)],
  ['interp. µs', ({ us }) => us.interpreter.toFixed(1)],
  ['source/hand', ({ ratios }) => ratios.sourceToHand.toFixed(2)],
  ['closures/hand', ({ ratios }) => ratios.closuresToHand.toFixed(1)],
  ['interp./closures', ({ ratios }) => ratios.interpreterToClosures.toFixed(1)],
  ['interp./source', ({ ratios }) => ratios.interpreterToSource.toFixed(1)],
  ['on/off', ({ ratios }) => ratios.budgets.toFixed(3)],
  ['off/off', ({ ratios }) => ratios.control.toFixed(3)],
];

/** The report for people. */
export function writeTable(report: Report): string {
  const { machine, load, rounds, mappings, geometricMeans: means, compile, targets } = report;
  const rows = [columns.map(([title]) => title), ...mappings.map(one => columns.map(([, cell]) => cell(one)))];
  const widths = columns.map((_, at) => Math.max(...rows.map(row => row[at]?.length ?? 0)));
  const lines = rows.map(row =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '),
  );
  return [
    `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}; load ${load.before.toFixed(1)} before, ${load.after.toFixed(1)} after; least of ${rounds} rounds`,
    '',
    ...lines,
    '',
    `Geometric means: source ${means.sourceToHand.toFixed(2)}x and closures ${means.closuresToHand.toFixed(1)}x hand-written; interpreter ${means.interpreterToClosures.toFixed(1)}x closures, ${means.interpreterToSource.toFixed(1)}x source; budgets ${means.budgets.toFixed(3)}, control ${means.control.toFixed(3)}.`,
    `Compiling ${compile.expressions} expressions: mean ${compile.meanMs.toFixed(2)} ms, median ${compile.medianMs.toFixed(2)} ms, slowest ${compile.maxMs.toFixed(2)} ms, of ${compile.slowest}`,
    '',
    ...targets.map(({ name, bar, measured, holds }) => `${holds ? 'holds ' : 'MISSED'}  ${name}: ${measured} (${bar})`),
  ].join('\n');
}
