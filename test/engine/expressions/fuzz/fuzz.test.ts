import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { compare } from './compare.ts';
import { fuzz } from './fuzz.ts';
import { startInterpreter, type FuzzCase } from './interpreter.ts';

/** Cases on which the engines once differed, or differ for a reason that is known. */
const found = JSON.parse(readFileSync(new URL('found.json', import.meta.url), 'utf8')) as readonly (FuzzCase & {
  readonly verdict: string;
})[];

const interpreter = startInterpreter();
afterAll(() => {
  interpreter.end();
});

describe('the interpreter of the package, the closures and the generated source', () => {
  it.each(found)('end as they did before: $expression', async ({ expression, input, verdict }) => {
    const [compared] = await compare([{ expression, inputs: [input] }], interpreter);
    expect(compared?.verdict).toEqual(verdict === 'same' ? { kind: 'same' } : { kind: 'explained', reason: verdict });
  });

  it('give the same value or the same error, but where a rule says why not', { timeout: 400_000 }, async () => {
    // The same expressions in every run; `npm run fuzz:expressions` draws new ones.
    const { runs, unexplained } = await fuzz(20_000, 20_261_126);
    expect({ runs, unexplained }).toEqual({ runs: 20_000, unexplained: [] });
  });
});
