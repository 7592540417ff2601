import { expect, it } from 'vitest';
import { checkDefinitions } from '../../src/cli/commands/check.ts';

const report = await checkDefinitions({ integrations: ['integrations'], models: ['unified-models'] });

it.each(report.integrations.filter(({ gaps }) => gaps !== undefined))(
  'the cases of $name hold in memory too, and show everything that it defines',
  ({ problems, cases, gaps }) => {
    expect({ problems, failing: cases.filter(({ differences }) => differences.length > 0), gaps }).toEqual({
      problems: [],
      failing: [],
      gaps: { methods: [], fields: [], values: [], kinds: [], endpoints: [], moments: [] },
    });
  },
);
