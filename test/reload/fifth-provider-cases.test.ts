import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readCase } from '../../src/cli/cases/case.ts';
import { playCase } from '../../src/cli/cases/play.ts';
import { checkDefinitions } from '../../src/cli/commands/check.ts';
import { loadCases } from '../../src/engine/definitions/cases.ts';
import { loadCatalogue } from '../../src/engine/definitions/load.ts';
import { formatProblem } from '../../src/engine/definitions/problem.ts';
import { parleyFolder } from '../support/fifth-house.ts';
import { openHttpProvider } from '../support/http-provider.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folders = { integrations: [dirname(parleyFolder)], models: [join(root, 'unified-models')] };
const catalogue = loadCatalogue(folders);
const cases = loadCases(folders.integrations).cases.map(readCase);

describe('the definition of the fifth provider', () => {
  it('is one that src knows nothing of', () => {
    const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true }).filter(one => one.isFile());
    const knowing = files.filter(({ parentPath, name }) =>
      /parley/i.test(readFileSync(join(parentPath, name), 'utf8')),
    );
    expect(files.length).toBeGreaterThan(100);
    expect(knowing.map(({ name }) => name)).toEqual([]);
  });

  it('loads without a problem', () => {
    expect(catalogue.problems.map(formatProblem)).toEqual([]);
    expect([...catalogue.integrations.keys()]).toEqual(['parley']);
  });

  it('has cases that hold in memory and show everything that it defines', async () => {
    const { integrations } = await checkDefinitions(folders, 'parley');
    expect(
      integrations.map(({ name, problems, cases: played, gaps }) => ({
        name,
        problems,
        failing: played.filter(({ differences }) => differences.length > 0),
        gaps,
      })),
    ).toEqual([
      {
        name: 'parley',
        problems: [],
        failing: [],
        gaps: { methods: [], fields: [], values: [], kinds: [], endpoints: [], moments: [] },
      },
    ]);
  });

  it.each(cases)('$name ($file)', async one => {
    const { actual, expected } = await playCase(one, catalogue, openHttpProvider);
    expect(actual).toEqual(expected);
  });
});
