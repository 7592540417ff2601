import { describe, expect, it } from 'vitest';
import { readCase } from '../../src/cli/cases/case.ts';
import { openMemoryProvider } from '../../src/cli/cases/memory-provider.ts';
import { playCase, type Played } from '../../src/cli/cases/play.ts';
import { loadCases } from '../../src/engine/definitions/cases.ts';
import { loadCatalogue } from '../../src/engine/definitions/load.ts';
import { loadCode } from '../../src/engine/expressions/source/code-cache.ts';
import type { MapperOptions } from '../../src/engine/mapping/record.ts';
import type { RecordUnit } from '../../src/engine/expressions/source/record-unit.ts';

const catalogue = loadCatalogue({ integrations: ['integrations'], models: ['unified-models'] });
const cases = loadCases(['integrations']).cases.map(readCase);

/** Counts the records that a generated function maps; null is its wish to have them mapped field by field. */
let mappedCount = 0;
const load: typeof loadCode = (text, constants) => {
  const unit = loadCode(text, constants) as RecordUnit<unknown>; // the text of a unit defines one
  return ((...given) => {
    const record = unit(...given);
    if (record !== null) mappedCount += 1;
    return record;
  }) satisfies RecordUnit<unknown>;
};

const playAll = async (integration: string, mapping: MapperOptions) => {
  const played: Played[] = [];
  for (const one of cases.filter(({ integration: name }) => name === integration)) {
    played.push(await playCase(one, catalogue, openMemoryProvider, mapping));
  }
  return {
    expected: played.map(({ expected }) => expected),
    actual: played.map(({ actual }) => actual),
    recordCount: played.flatMap(({ records }) => records).length,
  };
};

describe.each([...catalogue.integrations.keys()])('the cases of %s', integration => {
  it('hold with one generated function per record from the first record on', async () => {
    mappedCount = 0;
    const { expected, actual, recordCount } = await playAll(integration, { code: 'unit', load });
    expect(actual).toEqual(expected);
    expect(mappedCount).toBeGreaterThanOrEqual(recordCount);
  });

  it('hold with each field mapped for itself', async () => {
    const { expected, actual } = await playAll(integration, { code: 'fields' });
    expect(actual).toEqual(expected);
  });
});
