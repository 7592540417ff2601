import fc from 'fast-check';
import { arbitraryCases } from './arbitrary-case.ts';
import { compare } from './compare.ts';
import { startInterpreter, type FuzzCase } from './interpreter.ts';
import { readMaterial } from './material.ts';

export interface FuzzReport {
  /** Evaluations on each of the three engines. */
  readonly runs: number;
  readonly seed: number;
  /** Evaluations that did not end alike on all three. */
  readonly differences: number;
  readonly explained: readonly { readonly reason: string; readonly count: number }[];
  readonly unexplained: readonly (FuzzCase & { readonly difference: string })[];
}

/** Groups drawn and asked at a time. */
const groupsTogether = 100;

/** Compares the interpreter, the closures and the generated source on random expressions; the same for the same seed. */
export async function fuzz(runs: number, seed: number): Promise<FuzzReport> {
  const cases = arbitraryCases(readMaterial());
  const interpreter = startInterpreter();
  const explained = new Map<string, number>();
  const unexplained: (FuzzCase & { readonly difference: string })[] = [];
  let done = 0;
  try {
    for (let turn = 0; done < runs; turn += 1) {
      const groups = fc.sample(cases, { numRuns: groupsTogether, seed: (seed + turn) | 0 });
      for (const { verdict, ...one } of await compare(groups, interpreter)) {
        if (verdict.kind === 'explained') explained.set(verdict.reason, (explained.get(verdict.reason) ?? 0) + 1);
        if (verdict.kind === 'different') unexplained.push({ ...one, difference: verdict.what });
        done += 1;
      }
    }
  } finally {
    interpreter.end();
  }
  const counted = [...explained].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count);
  const differences = counted.reduce((sum, { count }) => sum + count, unexplained.length);
  return { runs: done, seed, differences, explained: counted, unexplained };
}
