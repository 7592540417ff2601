import { describe, expect, it } from 'vitest';
import { readCase } from '../../src/cli/cases/case.ts';
import { playCase } from '../../src/cli/cases/play.ts';
import { loadCases } from '../../src/engine/definitions/cases.ts';
import { loadCatalogue } from '../../src/engine/definitions/load.ts';
import { openHttpProvider } from '../support/http-provider.ts';

const catalogue = loadCatalogue({ integrations: ['integrations'], models: ['unified-models'] });
const found = loadCases(['integrations']);
const cases = found.cases.map(readCase);

describe('shipped definitions', () => {
  it('load without a problem', () => {
    expect(catalogue.problems).toEqual([]);
  });

  it('have cases that fit their schema', () => {
    expect(found.problems).toEqual([]);
  });

  it('have cases whose names are told apart', () => {
    const names = cases.map(({ integration, name }) => `${integration}: ${name}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

describe.each([...catalogue.integrations.keys()])('%s', integration => {
  it.each(cases.filter(one => one.integration === integration))('$name ($file)', async one => {
    const { actual, expected } = await playCase(one, catalogue, openHttpProvider);
    expect(actual).toEqual(expected);
  });
});
