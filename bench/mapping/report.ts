import { cpus, loadavg, totalmem } from 'node:os';
import type { CompileTimes } from './compile-time.ts';
import { contestants, type Contestant } from './contestants.ts';
import { geometricMean } from './geometric-mean.ts';
import type { Page } from './pages.ts';
import type { Samples } from './rounds.ts';

/** Microseconds per record, the least of all rounds. */
export type Times = { readonly [name in Contestant]: number };

export interface MappingReport {
  readonly mapping: string;
  readonly records: number;
  readonly distinct: number;
  readonly us: Times;
  readonly ratios: Ratios;
}

/** Of the times of one mapping. */
export interface Ratios {
  readonly sourceToHand: number;
  readonly closuresToHand: number;
  readonly interpreterToClosures: number;
  readonly interpreterToSource: number;
  readonly budgets: number;
  readonly control: number;
}

export interface Target {
  readonly name: string;
  readonly bar: string;
  readonly measured: string;
  readonly holds: boolean;
}

export interface Report {
  readonly machine: { readonly cpu: string; readonly cores: number; readonly node: string; readonly memoryGiB: number };
  readonly load: { readonly before: number; readonly after: number };
  readonly rounds: number;
  readonly mappings: readonly MappingReport[];
  readonly geometricMeans: Ratios;
  readonly compile: CompileTimes;
  readonly targets: readonly Target[];
}

/** Where hand-written code takes less than this, an overhead is measured instead of a ratio: the clock is too coarse. */
const shortHandUs = 0.5;

/** Puts the figures together. */
export function makeReport(
  pages: readonly Page[],
  samples: readonly Samples[],
  compile: CompileTimes,
  loadBefore: number,
): Report {
  const mappings = pages.flatMap(({ mapping, items, distinct }, at): MappingReport[] => {
    const own = samples[at];
    if (own === undefined) return [];
    const us = Object.fromEntries(contestants.map(name => [name, Math.min(...own[name])])) as Times;
    return [{ mapping, records: items.length, distinct, us, ratios: ratiosOf(us) }];
  });
  const geometricMeans = Object.fromEntries(
    ratioNames.map(name => [name, geometricMean(mappings.map(({ ratios }) => ratios[name]))]),
  ) as unknown as Ratios; // one entry for each name of a ratio
  return {
    machine: {
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      node: process.version,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
    },
    load: { before: loadBefore, after: loadavg()[0] ?? 0 },
    rounds: samples[0]?.hand.length ?? 0,
    mappings,
    geometricMeans,
    compile,
    targets: targetsOf(mappings, geometricMeans, compile),
  };
}

const ratioNames: readonly (keyof Ratios)[] = [
  'sourceToHand',
  'closuresToHand',
  'interpreterToClosures',
  'interpreterToSource',
  'budgets',
  'control',
];

function ratiosOf(us: Times): Ratios {
  return {
    sourceToHand: us.source / us.hand,
    closuresToHand: us.closures / us.hand,
    interpreterToClosures: us.interpreter / us.closures,
    interpreterToSource: us.interpreter / us.source,
    budgets: us.source / us.off,
    control: us.control / us.off,
  };
}

function targetsOf(mappings: readonly MappingReport[], means: Ratios, compile: CompileTimes): readonly Target[] {
  const long = mappings.filter(({ us }) => us.hand >= shortHandUs);
  const short = mappings.filter(({ us }) => us.hand < shortHandUs);
  const worst = most(long, ({ ratios }) => ratios.sourceToHand);
  const dearest = most(short, ({ us }) => us.source - us.hand);
  const spread = Math.max(...mappings.map(({ ratios }) => Math.abs(ratios.control - 1)));
  return [
    {
      name: 'generated source against hand-written, geometric mean',
      bar: 'at most 1.5x',
      measured: times(means.sourceToHand),
      holds: means.sourceToHand <= 1.5,
    },
    {
      name: `generated source against hand-written, worst where hand-written takes ${shortHandUs} µs or more`,
      bar: 'at most 2.0x',
      measured: worst ? `${times(worst.value)} (${worst.mapping})` : 'none is so long',
      holds: (worst?.value ?? 0) <= 2,
    },
    {
      name: `generated source over hand-written, worst where hand-written takes less than ${shortHandUs} µs`,
      bar: 'at most +0.3 µs',
      measured: dearest ? `+${dearest.value.toFixed(2)} µs (${dearest.mapping})` : 'none is so short',
      holds: (dearest?.value ?? 0) <= 0.3,
    },
    {
      name: 'closures against the interpreter, geometric mean',
      bar: 'at least 10x faster',
      measured: times(means.interpreterToClosures),
      holds: means.interpreterToClosures >= 10,
    },
    {
      name: 'generated source against the interpreter, geometric mean',
      bar: 'at least 35x faster',
      measured: times(means.interpreterToSource),
      holds: means.interpreterToSource >= 35,
    },
    {
      name: 'budgets on against off, geometric mean',
      bar: `at most 5 %, or within the control's spread`,
      measured: `${percent(means.budgets)}; control ${percent(means.control)}, of single mappings up to ${(spread * 100).toFixed(1)} %`,
      holds: means.budgets <= 1.05,
    },
    {
      name: 'compiling one expression, geometric mean',
      bar: 'at most 1.5 ms',
      measured: `${compile.meanMs.toFixed(2)} ms`,
      holds: compile.meanMs <= 1.5,
    },
    {
      name: 'compiling one expression, the slowest (our own bar, beyond the mean)',
      bar: 'at most 1.5 ms',
      measured: `${compile.maxMs.toFixed(2)} ms (least ${compile.maxLeastMs.toFixed(2)} ms; until it can run at most ${compile.maxReadyMs.toFixed(2)} ms); ${shortened(compile.slowest)}`,
      holds: compile.maxMs <= 1.5,
    },
  ];
}

const shortened = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 60);

const times = (ratio: number): string => `${ratio.toFixed(2)}x`;

const percent = (ratio: number): string => `${ratio >= 1 ? '+' : ''}${((ratio - 1) * 100).toFixed(1)} %`;

function most(
  mappings: readonly MappingReport[],
  value: (one: MappingReport) => number,
): { readonly mapping: string; readonly value: number } | undefined {
  const [first] = mappings.map(one => ({ mapping: one.mapping, value: value(one) })).sort((a, b) => b.value - a.value);
  return first;
}
