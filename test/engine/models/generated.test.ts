import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { generateTypes } from '../../../scripts/model-types.ts';
import { loadCatalogue } from '../../../src/engine/definitions/load.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

it('the committed types are those that the models generate', async () => {
  const { models } = loadCatalogue({ integrations: [], models: [`${root}unified-models`] });
  const generated = await Promise.all(
    [...models.values()].map(async model => [model.name, await generateTypes(model)]),
  );
  const committed = generated.map(([name]) => [
    name,
    readFileSync(`${root}src/engine/models/generated/${name}.ts`, 'utf8'),
  ]);
  expect(generated).toEqual(committed);
});
