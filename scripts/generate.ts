import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadCatalogue } from '../src/engine/definitions/load.ts';
import { formatProblem } from '../src/engine/definitions/problem.ts';
import { generateTypes } from './model-types.ts';

// Writes src/engine/models/generated/<model>.ts from unified-models/; with --check it only says what is stale.

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = 'src/engine/models/generated';

const { models, problems } = loadCatalogue({ integrations: [], models: [join(root, 'unified-models')] });
for (const problem of problems) console.error(formatProblem(problem));

let stale = 0;
for (const model of models.values()) {
  const file = join(folder, `${model.name}.ts`);
  const wanted = await generateTypes(model);
  const present = await readFile(join(root, file), 'utf8').catch(() => undefined);
  if (wanted === present) continue;
  stale += 1;
  if (process.argv.includes('--check')) {
    console.error(`${file} is stale: run npx tsx scripts/generate.ts`);
  } else {
    await mkdir(join(root, folder), { recursive: true });
    await writeFile(join(root, file), wanted);
    console.log(`wrote ${file}`);
  }
}
const failed = problems.length > 0 || (stale > 0 && process.argv.includes('--check'));
process.exitCode = failed ? 1 : 0;
