import { describe, expect, it } from 'vitest';
import { functionsPage, missingFromPage } from '../../../scripts/functions-reference.ts';

describe('docs/reference/functions.md', () => {
  it('is what the functions make of it (else run: npm run generate)', async () => {
    const { current, fresh } = await functionsPage();
    expect(current).toBe(fresh);
  });

  it('has every function of the registry', () => {
    expect(missingFromPage()).toEqual([]);
  });
});
