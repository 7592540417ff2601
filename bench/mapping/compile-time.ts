import { compileExpression } from '../../src/engine/expressions/compile.ts';
import type { Expression } from '../../src/engine/expressions/expression.ts';
import { createBudget } from '../../src/engine/expressions/budget.ts';
import type { Page } from './pages.ts';
import { optionsOf, rebuildMapping } from './rebuild.ts';

/** How long compiling takes: parsing, analysis, closures and generated source of one expression. */
export interface CompileTimes {
  readonly expressions: number;
  readonly medianMs: number;
  readonly maxMs: number;
  /** The expression that takes longest. */
  readonly slowest: string;
}

/** The shortest of so many times counts: the rest is other work of the machine. */
const times = 9;

/** Compiles every expression of the pages' mappings several times, none of them from a cache. */
export function measureCompiling(pages: readonly Page[]): CompileTimes {
  const expressions = new Map<string, Expression>();
  for (const { plan } of pages) {
    rebuildMapping(plan.mapping, expression => {
      expressions.set(`${plan.integration.name}/${plan.resource.name}/${expression.source}`, expression);
      return expression;
    });
  }
  const all = [...expressions.values()];
  const shortest = new Map(all.map(expression => [expression, Infinity]));
  for (let time = 0; time < times; time += 1) {
    for (const expression of all) {
      const ms = compileOnce(expression, time);
      shortest.set(expression, Math.min(ms, shortest.get(expression) ?? Infinity));
    }
  }
  const sorted = [...shortest].sort(([, left], [, right]) => left - right);
  const [slowest, maxMs] = sorted.at(-1) ?? [undefined, 0];
  return {
    expressions: sorted.length,
    medianMs: sorted[Math.floor(sorted.length / 2)]?.[1] ?? 0,
    maxMs,
    slowest: slowest?.source.trim() ?? '',
  };
}

function compileOnce(expression: Expression, time: number): number {
  const options = optionsOf(expression);
  // Functions of its own keep an expression out of the cache, the comment its code out of that of V8.
  const functions = { ...options.functions };
  const source = `${expression.source}/* ${time} */`;
  const began = performance.now();
  const compiled = compileExpression(source, { ...options, functions, backend: 'source' });
  try {
    compiled.run({}, {}, createBudget()); // code is generated at the first run
  } catch {
    // An empty record may well be a mistake to it; only the time counts.
  }
  return performance.now() - began;
}
