import { expect, it } from 'vitest';
import { loadCatalogue } from '../../src/engine/definitions/load.ts';
import { readCases } from '../support/case-file.ts';
import { findGaps } from '../support/coverage.ts';

const catalogue = loadCatalogue({ integrations: ['integrations'], models: ['unified-models'] });
const cases = readCases('integrations');

it.each([...catalogue.integrations.values()])(
  'the cases of $name show everything that it defines',
  async integration => {
    const own = cases.filter(one => one.integration === integration.name);
    expect(await findGaps(integration, own, catalogue)).toEqual({
      methods: [],
      fields: [],
      values: [],
      kinds: [],
      endpoints: [],
      moments: [],
    });
  },
);
