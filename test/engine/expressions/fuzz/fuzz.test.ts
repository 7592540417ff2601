import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { compare } from './compare.ts';
import { fuzz } from './fuzz.ts';
import { givenFunctions } from './given-functions.ts';
import { startInterpreter, type FuzzCase } from './interpreter.ts';
import { languageFunctions } from './language-functions.ts';
import { countShares } from './shares.ts';
import { shrink } from './shrink.ts';
import { listTemplates } from './typed-lists.ts';
import { scalarTemplates } from './typed-scalars.ts';

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

  it('are asked about every function of the language', () => {
    const written = Object.values({ ...scalarTemplates, ...listTemplates }).join('\n');
    const called = new Set(Array.from(written.matchAll(/\$(\w+)/g), match => match[1]));
    // A customer's expression cannot evaluate text.
    expect([...languageFunctions, ...givenFunctions].filter(name => !called.has(name))).toEqual(['eval']);
  });

  it('are asked for a value of the input in a third of the cases or more', () => {
    const { cases, ends } = countShares(2_000, 7);
    expect(ends['of the input'] / cases).toBeGreaterThan(0.33);
  });

  it('give the same value or the same error, but where a rule says why not', { timeout: 400_000 }, async () => {
    // The same expressions in every run; `npm run fuzz:expressions` draws new ones.
    const { runs, unexplained } = await fuzz(20_000, 20_261_126);
    expect({ runs, unexplained }).toEqual({ runs: 20_000, unexplained: [] });
  });
});

describe('a case that fails', () => {
  it('is made as small as it can be while it fails', async () => {
    const drawn = {
      expression: '[($x := 1; {"k": $sum(items[n > 1].n) + $count(missing)}), "b"]',
      input: { name: 'a', items: [{ n: 'x' }, { n: 2, tags: [] }] },
    };
    const smallest = await shrink(drawn, cases =>
      Promise.resolve(
        cases.map(
          ({ expression, input }) => expression.includes('$sum(items') && JSON.stringify(input).includes('"n"'),
        ),
      ),
    );
    expect(smallest).toEqual({ expression: '$sum(items)', input: { n: 1 } });
  });
});
