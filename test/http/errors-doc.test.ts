import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorTable } from '../../src/errors.ts';

const text = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
const rows = [...text.matchAll(/^\| `([A-Z_]+)` \| (\d+) \| (yes|no) \| (.+) \| (.+) \|$/gm)];

describe('docs/errors.md', () => {
  it('has every error of the table and no other, with its status and whether to try again', () => {
    const documented = rows.map(([, code, status, retry]) => [code, Number(status), retry === 'yes'] as const);
    const raised = Object.entries(errorTable).map(
      ([code, { status, retryable }]) => [code, status, retryable] as const,
    );
    const byCode = (a: readonly [unknown, ...unknown[]], b: readonly [unknown, ...unknown[]]): number =>
      String(a[0]) < String(b[0]) ? -1 : 1;
    expect(documented.toSorted(byCode)).toEqual(raised.toSorted(byCode));
  });

  it('says of each what it means and what to do, in sentences', () => {
    const cells = rows.flatMap(([, , , , meaning, remedy]) => [meaning, remedy]);
    expect(cells.filter(cell => cell === undefined || !/^[A-Z].+\.$/.test(cell))).toEqual([]);
  });

  it('names no code in its prose that does not exist', () => {
    const named = [
      ...text.matchAll(
        /\b(?:REQUEST|ACCESS|ROUTE|MODEL|ACCOUNT|METHOD|PROVIDER|EGRESS|MAPPING|EXPRESSION|DEFINITION|CONFIG|STORE)_[A-Z_]+\b/g,
      ),
    ];
    expect(named.map(([code]) => code).filter(code => !Object.hasOwn(errorTable, code))).toEqual([]);
  });
});
