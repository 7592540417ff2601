import fc from 'fast-check';
import { arbitraryCases } from './arbitrary-case.ts';
import { compare, type Compared, type Verdict } from './compare.ts';
import { startInterpreter, type FuzzCase, type Interpreter } from './interpreter.ts';
import { readMaterial } from './material.ts';
import { shrink } from './shrink.ts';

/** A difference that nothing explains, as small as it can be made. */
export interface Unexplained extends FuzzCase {
  readonly difference: string;
  /** The case as it was drawn. */
  readonly drawn: FuzzCase;
}

export interface FuzzReport {
  /** Evaluations on each of the three engines. */
  readonly runs: number;
  readonly seed: number;
  /** Evaluations that did not end alike on all three. */
  readonly differences: number;
  readonly explained: readonly { readonly reason: string; readonly count: number }[];
  readonly unexplained: readonly Unexplained[];
}

/** Groups drawn and asked at a time. */
const groupsTogether = 100;

/** Differences that are made small: whoever has more than that begins with these. */
const mostShrunk = 20;

/** Compares the interpreter, the closures and the generated source on random expressions; the same for the same seed. */
export async function fuzz(runs: number, seed: number): Promise<FuzzReport> {
  const cases = arbitraryCases(readMaterial());
  const interpreter = startInterpreter();
  const explained = new Map<string, number>();
  const failed: Compared[] = [];
  let done = 0;
  try {
    for (let turn = 0; done < runs; turn += 1) {
      const groups = fc.sample(cases, { numRuns: groupsTogether, seed: (seed + turn) | 0 });
      for (const one of await compare(groups, interpreter)) {
        const { verdict } = one;
        if (verdict.kind === 'explained') explained.set(verdict.reason, (explained.get(verdict.reason) ?? 0) + 1);
        if (verdict.kind === 'different') failed.push(one);
        done += 1;
      }
    }
    const unexplained: Unexplained[] = [];
    for (const [at, one] of failed.entries()) unexplained.push(await told(one, at < mostShrunk, interpreter));
    const counted = [...explained].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count);
    const differences = counted.reduce((sum, { count }) => sum + count, unexplained.length);
    return { runs: done, seed, differences, explained: counted, unexplained };
  } finally {
    interpreter.end();
  }
}

async function told(
  { expression, input, verdict }: Compared,
  isShrunk: boolean,
  interpreter: Interpreter,
): Promise<Unexplained> {
  const drawn = { expression, input };
  if (verdict.kind !== 'different' || !isShrunk)
    return { ...drawn, difference: 'what' in verdict ? verdict.what : '', drawn };
  const again = async (some: readonly FuzzCase[]): Promise<readonly Verdict[]> => {
    const groups = some.map(one => ({ expression: one.expression, inputs: [one.input] }));
    return (await compare(groups, interpreter)).map(one => one.verdict);
  };
  const smallest = await shrink(drawn, async some =>
    (await again(some)).map(one => one.kind === 'different' && one.sort === verdict.sort),
  );
  const [last] = await again([smallest]);
  return { ...smallest, difference: last?.kind === 'different' ? last.what : verdict.what, drawn };
}
