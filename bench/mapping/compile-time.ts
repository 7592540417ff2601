import { compileExpression } from '../../src/engine/expressions/compile.ts';
import type { Expression } from '../../src/engine/expressions/expression.ts';
import { forgetCode } from '../../src/engine/expressions/source/code-cache.ts';
import { createBudget } from '../../src/engine/expressions/budget.ts';
import { geometricMean } from './geometric-mean.ts';
import type { Page } from './pages.ts';
import { createShuffle } from './shuffle.ts';
import { optionsOf, rebuildMapping } from './rebuild.ts';

/** How long compiling takes: parsing, analysis, closures and generated source of one expression. */
export interface CompileTimes {
  readonly expressions: number;
  /** Of the expressions, each by the median of its times: their geometric mean, and the middle one. */
  readonly meanMs: number;
  readonly medianMs: number;
  /** The median of the times of the expression that takes longest, and the shortest of them. */
  readonly maxMs: number;
  readonly maxLeastMs: number;
  /** That expression, and the mapping it stands in. */
  readonly slowest: string;
  /** The median of the times until the expression that takes longest for that can run, on closures: what loading waits for. */
  readonly maxReadyMs: number;
}

/** Of one compilation, in milliseconds. */
interface Taken {
  /** Until it can run. */
  readonly ready: number;
  /** Until its code is generated and has run once. */
  readonly whole: number;
}

/** How often each is compiled: in rounds of another order each, so that none always meets the collector of garbage. */
const times = 15;

/** Compiles every expression of the pages' mappings several times, none of them from a cache. The first times count too. */
export function measureCompiling(pages: readonly Page[]): CompileTimes {
  const expressions = new Map<string, Expression>();
  for (const { plan } of pages) {
    rebuildMapping(plan.mapping, expression => {
      expressions.set(`${plan.integration.name}/${plan.resource.name}: ${expression.source.trim()}`, expression);
      return expression;
    });
  }
  const all = [...expressions];
  const taken = all.map(([place, expression]) => ({ place, expression, ms: [] as Taken[] }));
  const shuffle = createShuffle();
  withoutCodeCache(() => {
    for (let time = 0; time < times; time += 1) {
      forgetCode();
      for (const { expression, ms } of shuffle(taken)) ms.push(compileOnce(expression, time));
    }
  });
  const sorted = taken
    .map(({ place, ms }) => {
      const whole = ms.map(one => one.whole);
      return { place, median: middleOf(whole), least: Math.min(...whole), ready: middleOf(ms.map(one => one.ready)) };
    })
    .sort((left, right) => left.median - right.median);
  const slowest = sorted.at(-1);
  return {
    expressions: sorted.length,
    meanMs: geometricMean(sorted.map(({ median }) => median)),
    medianMs: middleOf(sorted.map(({ median }) => median)),
    maxMs: slowest?.median ?? 0,
    maxLeastMs: slowest?.least ?? 0,
    slowest: slowest?.place ?? '',
    maxReadyMs: Math.max(...sorted.map(({ ready }) => ready)),
  };
}

const middleOf = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;

/** Makes V8 compile the text of every function made meanwhile: it keeps code by its text, so that each gets a line of its own. */
function withoutCodeCache(work: () => void): void {
  const platform = globalThis.Function;
  let made = 0;
  globalThis.Function = new Proxy(platform, {
    construct: (target, args: string[]) => {
      made += 1;
      return Reflect.construct(target, [...args.slice(0, -1), `// ${made}\n${args.at(-1) ?? ''}`]) as object;
    },
  });
  try {
    work();
  } finally {
    globalThis.Function = platform;
  }
}

/**
 * How long one compilation takes: at most as long as it lasted, which is longer where the machine did something else in
 * between, and at most the processor time the process had meanwhile, which is longer where other threads of it worked.
 */
function compileOnce(expression: Expression, time: number): Taken {
  const options = optionsOf(expression);
  // Functions of its own keep an expression out of the cache.
  const functions = { ...options.functions };
  const source = `${expression.source}/* ${time} */`;
  const taken = stopwatch();
  const compiled = compileExpression(source, { ...options, functions, backend: 'source' });
  const ready = taken();
  try {
    compiled.run({}, {}, createBudget()); // code is generated at the first run
  } catch {
    // An empty record may well be a mistake to it; only the time counts.
  }
  return { ready, whole: taken() };
}

/** Tells the milliseconds since it was made. */
function stopwatch(): () => number {
  const usedBefore = process.cpuUsage();
  const began = performance.now();
  return () => {
    const lasted = performance.now() - began;
    const { user, system } = process.cpuUsage(usedBefore);
    return Math.min(lasted, (user + system) / 1000);
  };
}
