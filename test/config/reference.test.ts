import { describe, expect, it } from 'vitest';

import { configPage } from '../../scripts/config-reference.ts';

describe('docs/operating.md', () => {
  it('has the table that the variables make (else run: npm run generate)', () => {
    const { current, fresh } = configPage();
    expect(current).toBe(fresh);
  });
});
