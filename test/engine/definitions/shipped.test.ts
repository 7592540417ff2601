import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadCases } from '../../../src/engine/definitions/cases.ts';
import { loadCatalogue } from '../../../src/engine/definitions/load.ts';
import { formatProblem } from '../../../src/engine/definitions/problem.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const integrations = [`${root}integrations`];

it('every shipped model and integration loads without a problem', () => {
  const catalogue = loadCatalogue({ integrations, models: [`${root}unified-models`] });
  expect(catalogue.problems.map(formatProblem)).toEqual([]);
  const served = [...catalogue.integrations.keys()].filter(name => existsSync(`${root}integrations/${name}`));
  expect(served).not.toEqual([]);
});

it('every shipped case fits its schema', () => {
  expect(loadCases(integrations).problems.map(formatProblem)).toEqual([]);
});
