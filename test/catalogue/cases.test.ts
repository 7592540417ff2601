import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../src/engine/definitions/load.ts';
import { readCases } from '../support/case-file.ts';
import { playCase } from '../support/cases.ts';

const catalogue = loadCatalogue({ integrations: ['integrations'], models: ['unified-models'] });
const cases = readCases('integrations');

describe('shipped definitions', () => {
  it('load without a problem', () => {
    expect(catalogue.problems).toEqual([]);
  });

  it('have cases that fit their schema', () => {
    const schema: unknown = JSON.parse(readFileSync('schemas/case.schema.json', 'utf8'));
    const validate = new Ajv({ strict: false, allErrors: true }).compile(schema as object); // a file of ours
    const misfits = cases
      .filter(({ integration: _, file: __, ...content }) => !validate(content))
      .map(({ file }) => file);
    expect(misfits).toEqual([]);
  });

  it('have cases whose names are told apart', () => {
    const names = cases.map(({ integration, name }) => `${integration}: ${name}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

describe.each([...catalogue.integrations.keys()])('%s', integration => {
  it.each(cases.filter(one => one.integration === integration))('$name ($file)', async one => {
    const { actual, expected } = await playCase(one, catalogue);
    expect(actual).toEqual(expected);
  });
});
